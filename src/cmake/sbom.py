#!/usr/bin/env python3
"""Writes the bill of materials of Debian packages as SPDX 2.3 JSON.

Everything in it is read: the packages' control data and files, what their programs and libraries link as the loader
resolves it, the Debian package of each linked library, its version from dpkg. Licences of others come from
sbom-licences.json, which is kept by hand; a library that is missing there is an error. The same packages and
SOURCE_DATE_EPOCH give the same bytes.
"""
import argparse
import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import uuid

LICENCES = pathlib.Path(__file__).with_name("sbom-licences.json")
OWN_LICENCE = "Apache-2.0"


def run(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def digest(path, kind):
    return hashlib.new(kind, path.read_bytes()).hexdigest()


def checksums(path):
    return [{"algorithm": kind.upper(), "checksumValue": digest(path, kind)} for kind in ("sha1", "sha256")]


def spdx_id(kind, name):
    return f"SPDXRef-{kind}-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)


def is_elf(path):
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def needed_by(path):
    """Names of the libraries that an ELF file asks for itself."""
    return re.findall(r"^\s+NEEDED\s+(\S+)$", run("objdump", "-p", path), re.M)


def resolved(path, library_path):
    """Where the loader finds all libraries of an ELF file, by name."""
    environment = {**os.environ, "LD_LIBRARY_PATH": ":".join(library_path)}
    found = {}
    for line in run("ldd", path, env=environment).splitlines():
        if "not found" in line:
            sys.exit(f"sbom.py: {path.name}: {line.strip()}")
        match = re.match(r"\s+(?:(\S+) => )?(/\S+) \(0x", line)
        if match:
            found[match[1] or pathlib.Path(match[2]).name] = pathlib.Path(match[2])
    return found


def owners(paths):
    """The installed package that holds each file. With merged /usr a file is known by one of two paths."""
    names = {}
    for path in paths:
        real = str(path.resolve())
        for name in (real, str(path), real.removeprefix("/usr"), "/usr" + real):
            names[name] = path
    found = subprocess.run(("dpkg-query", "-S", *names), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    result = {}
    for line in found.stdout.splitlines():
        packages, _, name = line.rpartition(": ")
        result.setdefault(names[name], packages.split(",")[0].split(":")[0])
    for path in paths:
        if path not in result:
            sys.exit(f"sbom.py: no Debian package holds {path}")
    return result


class Bill:
    def __init__(self):
        self.packages, self.files, self.relationships = {}, {}, set()
        self.licences = json.loads(LICENCES.read_text())
        self.without_licence = set()

    def relate(self, one, relation, other):
        self.relationships.add((one, relation, other))

    def add_debian(self, name, table):
        """A package of Debian, once."""
        if spdx_id("Package", name) in self.packages:
            return spdx_id("Package", name)
        licence = self.licences[table].get(name)
        if licence is None:
            self.without_licence.add(f"{name} ({table})")
        version, arch, homepage = run(
            "dpkg-query", "-W", "-f", "${Version}\n${Architecture}\n${Homepage}\n", name).split("\n")[:3]
        entry = {
            "SPDXID": spdx_id("Package", name),
            "name": name,
            "versionInfo": version,
            "supplier": "Organization: Debian",
            "downloadLocation": "NOASSERTION",
            "filesAnalyzed": False,
            "licenseConcluded": "NOASSERTION",
            "licenseDeclared": licence or "NOASSERTION",
            "copyrightText": "NOASSERTION",
            "externalRefs": [{
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": f"pkg:deb/debian/{name.replace('+', '%2B')}@{version.replace('+', '%2B')}"
                                    f"?arch={arch}",
            }],
        }
        if homepage:
            entry["homepage"] = homepage
        self.packages[entry["SPDXID"]] = entry
        return entry["SPDXID"]

    def add_deb(self, deb, root):
        """A package of ours, with its files."""
        name, version = run("dpkg-deb", "-f", deb, "Package").strip(), run("dpkg-deb", "-f", deb, "Version").strip()
        arch = run("dpkg-deb", "-f", deb, "Architecture").strip()
        identity = spdx_id("Package", name)
        contents = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
        for path in contents:
            inside = "./" + str(path.relative_to(root))
            file_id = spdx_id("File", f"{name}-{inside[2:]}")
            self.files[file_id] = {
                "SPDXID": file_id,
                "fileName": inside,
                "fileTypes": ["BINARY" if is_elf(path) else "TEXT" if path.suffix in (".h", ".cmake", ".pc") else "OTHER"],
                "checksums": checksums(path),
                "licenseConcluded": "NOASSERTION",
                "licenseInfoInFiles": ["NOASSERTION"],
                "copyrightText": "NOASSERTION",
            }
            self.relate(identity, "CONTAINS", file_id)
        together = "".join(sorted(digest(path, "sha1") for path in contents))
        self.packages[identity] = {
            "SPDXID": identity,
            "name": name,
            "versionInfo": version,
            "packageFileName": deb.name,
            "supplier": "NOASSERTION",
            "downloadLocation": "NOASSERTION",
            "filesAnalyzed": True,
            "packageVerificationCode": {"packageVerificationCodeValue": hashlib.sha1(together.encode()).hexdigest()},
            "checksums": checksums(deb),
            "licenseConcluded": OWN_LICENCE,
            "licenseDeclared": OWN_LICENCE,
            "licenseInfoFromFiles": ["NOASSERTION"],
            "copyrightText": "NOASSERTION",
            "externalRefs": [{
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": f"pkg:deb/{name}@{version.replace('+', '%2B')}?arch={arch}",
            }],
        }
        self.relate("SPDXRef-DOCUMENT", "DESCRIBES", identity)
        return identity, contents

    def document(self, version, created):
        parts = {
            "packages": [self.packages[key] for key in sorted(self.packages)],
            "files": [self.files[key] for key in sorted(self.files)],
            "relationships": [
                {"spdxElementId": one, "relationshipType": relation, "relatedSpdxElement": other}
                for one, relation, other in sorted(self.relationships)
            ],
        }
        identity = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([created, parts], sort_keys=True))
        return {
            "spdxVersion": "SPDX-2.3",
            "dataLicense": "CC0-1.0",
            "SPDXID": "SPDXRef-DOCUMENT",
            "name": f"authtree-{version}",
            "documentNamespace": f"https://spdx.org/spdxdocs/authtree-{version}-{identity}",
            "creationInfo": {"created": created, "creators": [f"Tool: authtree-sbom-{version}"]},
            **parts,
        }


def fill(bill, debs, headers, headers_of, scratch):
    roots = {}
    for deb in debs:
        roots[deb] = scratch / deb.stem
        run("dpkg-deb", "-x", deb, roots[deb])
    contents = {deb: bill.add_deb(deb, roots[deb]) for deb in debs}
    ours = {}  # file name → package
    for identity, paths in contents.values():
        ours.update({path.name: identity for path in paths if is_elf(path)})
    for root in roots.values():  # the names that the loader asks for are links
        for link in root.rglob("*.so.*"):
            if link.is_symlink() and link.resolve().name in ours:
                ours[link.name] = ours[link.resolve().name]
    library_path = sorted({str(path.parent) for root in roots.values() for path in root.rglob("*.so.*")})

    places = {}
    waiting = []
    for identity, paths in contents.values():
        for path in filter(is_elf, paths):
            places.update(resolved(path, library_path))
            waiting.append((identity, path, "DYNAMIC_LINK"))
    package_of = owners({path for name, path in places.items() if name not in ours})
    seen = set()
    while waiting:
        user, path, relation = waiting.pop()
        for name in needed_by(path):
            if name in ours:
                if ours[name] != user:
                    bill.relate(user, "DEPENDS_ON", ours[name])
                continue
            package = bill.add_debian(package_of[places[name]], "linked")
            if package != user:
                bill.relate(user, relation, package)
            if name not in seen:
                seen.add(name)
                waiting.append((package, places[name].resolve(), "DEPENDS_ON"))

    for identity, paths in contents.values():
        if any(is_elf(path) for path in paths):
            for name in headers + headers_of.get(bill.packages[identity]["name"], []):
                bill.relate(identity, "STATIC_LINK", bill.add_debian(name, "compiled in"))


def split(text):
    return [part for part in text.split(",") if part]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", required=True, help="version of the project")
    parser.add_argument("--headers", default="", help="Debian packages whose headers are compiled in, with commas")
    parser.add_argument("--headers-of", default="", metavar="DEB:HEADERS", help="such packages of one deb only")
    parser.add_argument("--output", required=True, type=pathlib.Path)
    parser.add_argument("debs", nargs="+", type=pathlib.Path)
    options = parser.parse_args()

    moment = int(os.environ.get("SOURCE_DATE_EPOCH") or datetime.datetime.now().timestamp())
    created = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    bill = Bill()
    with tempfile.TemporaryDirectory() as scratch:
        deb, _, headers = options.headers_of.partition(":")
        fill(bill, sorted(options.debs), split(options.headers), {deb: split(headers)}, pathlib.Path(scratch))
    if bill.without_licence:
        sys.exit("sbom.py: no licence in " + LICENCES.name + " for: " + ", ".join(sorted(bill.without_licence)) +
                 "; look it up in /usr/share/doc/PACKAGE/copyright and add it")
    text = json.dumps(bill.document(options.version, created), indent=2, sort_keys=False)
    options.output.write_text(text + "\n")


if __name__ == "__main__":
    main()
