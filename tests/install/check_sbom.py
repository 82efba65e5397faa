#!/usr/bin/env python3
"""Checks a bill of materials against SPDX 2.3 and against the packages that it tells of. Usage: check_sbom.py SBOM DEB...

It reads the packages by its own means: what the dynamic linker resolves for their programs and libraries has to occur.
Prints every finding; the exit status is 0 when there is none.
"""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FINDINGS = []
DOCUMENT = {"spdxVersion", "dataLicense", "SPDXID", "name", "documentNamespace", "creationInfo", "packages", "files",
            "relationships"}
PACKAGE = {"SPDXID", "name", "versionInfo", "downloadLocation", "filesAnalyzed", "licenseConcluded", "licenseDeclared",
           "copyrightText"}
FILE = {"SPDXID", "fileName", "checksums", "licenseConcluded", "licenseInfoInFiles", "copyrightText"}
RELATIONS = {"DESCRIBES", "CONTAINS", "DYNAMIC_LINK", "STATIC_LINK", "DEPENDS_ON"}


def expect(truth, finding):
    if not truth:
        FINDINGS.append(finding)


def output(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def check_shape(bill):
    expect(DOCUMENT <= bill.keys(), f"the document lacks {DOCUMENT - bill.keys()}")
    expect(bill["spdxVersion"] == "SPDX-2.3", "spdxVersion is not SPDX-2.3")
    expect(bill["dataLicense"] == "CC0-1.0", "dataLicense is not CC0-1.0")
    expect(bill["SPDXID"] == "SPDXRef-DOCUMENT", "the document's SPDXID is wrong")
    expect(re.fullmatch(r"https://[^#\s]+", bill["documentNamespace"]), "documentNamespace is no URI without '#'")
    expect(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", bill["creationInfo"]["created"]), "created is no UTC time")
    expect(bill["creationInfo"]["creators"], "no creators")
    for creator in bill["creationInfo"]["creators"]:
        expect(re.match(r"(Tool|Person|Organization): \S", creator), f"creator {creator!r} has no kind")
    for package in bill["packages"]:
        name = package.get("name")
        expect(PACKAGE <= package.keys(), f"package {name} lacks {PACKAGE - package.keys()}")
        expect(package["licenseDeclared"] not in ("", "NOASSERTION"), f"package {name} has no licence")
        expect(package["filesAnalyzed"] == ("packageVerificationCode" in package), f"package {name}: verification code")
    for file in bill["files"]:
        expect(FILE <= file.keys(), f"file {file.get('fileName')} lacks {FILE - file.keys()}")
        expect(file["fileName"].startswith("./"), f"file {file['fileName']} is not relative")
        expect("SHA1" in {sum["algorithm"] for sum in file["checksums"]}, f"file {file['fileName']} has no SHA1")


def check_references(bill):
    names = [bill["SPDXID"]] + [part["SPDXID"] for part in bill["packages"] + bill["files"]]
    expect(len(names) == len(set(names)), "an SPDXID stands for two things")
    for name in names:
        expect(re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", name), f"SPDXID {name} has a character that is not allowed")
    related = set()
    for relation in bill["relationships"]:
        expect(relation["relationshipType"] in RELATIONS, f"unknown relation {relation['relationshipType']}")
        for end in (relation["spdxElementId"], relation["relatedSpdxElement"]):
            expect(end in names, f"a relation leads to {end}, which is not there")
            related.add(end)
    for name in names:
        expect(name in related, f"{name} is related to nothing")


def sums_of(path):
    data = path.read_bytes()
    return {"SHA1": hashlib.sha1(data).hexdigest(), "SHA256": hashlib.sha256(data).hexdigest()}


def check_sums(bill, debs, root):
    by_name = {package.get("packageFileName"): package for package in bill["packages"]}
    found = 0
    for deb in debs:
        package = by_name.get(deb.name)
        expect(package, f"{deb.name} is not in it")
        if not package:
            continue
        told = {sum["algorithm"]: sum["checksumValue"] for sum in package["checksums"]}
        expect(told == sums_of(deb), f"{deb.name} has other checksums")
        version = output("dpkg-deb", "-f", deb, "Version").strip()
        expect(package["versionInfo"] == version, f"{deb.name} is told with version {package['versionInfo']}")
        output("dpkg-deb", "-x", deb, root / package["name"])
        present = {"./" + str(path.relative_to(root / package["name"])): path
                   for path in (root / package["name"]).rglob("*") if path.is_file() and not path.is_symlink()}
        inside = {relation["relatedSpdxElement"] for relation in bill["relationships"]
                  if relation["relationshipType"] == "CONTAINS" and relation["spdxElementId"] == package["SPDXID"]}
        files = {file["fileName"]: file for file in bill["files"] if file["SPDXID"] in inside}
        expect(files.keys() == present.keys(), f"{deb.name}: other files: {files.keys() ^ present.keys()}")
        for name in files.keys() & present.keys():
            told = {sum["algorithm"]: sum["checksumValue"] for sum in files[name]["checksums"]}
            expect(told == sums_of(present[name]), f"{deb.name}: {name} has other checksums")
            found += 1
    expect(found > 50, f"only {found} files were compared")


def check_links(bill, root):
    """Every library that the dynamic linker loads belongs to a package in the bill, in the version installed here."""
    versions = {package["name"]: package["versionInfo"] for package in bill["packages"]}
    environment = dict(os.environ, LD_LIBRARY_PATH=":".join({str(path.parent) for path in root.rglob("*.so.*")}))
    libraries = set()
    for path in root.rglob("*"):
        if path.is_file() and path.read_bytes()[:4] == b"\x7fELF":
            libraries |= set(re.findall(r"(/\S+) \(0x", output("ldd", path, env=environment)))
    libraries = {library for library in libraries if not library.startswith(str(root))}
    expect(len(libraries) > 10, "hardly anything is linked; is this the right package?")
    owners = {}
    for library in libraries:
        real = os.path.realpath(library)
        for name in (real, real.removeprefix("/usr"), library):
            owners[name] = library
    answer = subprocess.run(("dpkg", "-S", *owners), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    told = {owners[line.split(": ")[1]]: line.split(":")[0] for line in answer.splitlines()}
    installed = dict(line.split("\t") for line in
                     output("dpkg-query", "-W", "-f", "${Package}\t${Version}\n", *set(told.values())).splitlines())
    for library in sorted(libraries):
        owner = told.get(library)
        expect(owner in versions, f"{library} of the package {owner or '?'} is linked and not in it")
        expect(versions.get(owner) == installed.get(owner),
               f"{owner} is told with version {versions.get(owner)}, not {installed.get(owner)}")


def main():
    bill = json.loads(pathlib.Path(sys.argv[1]).read_text())
    debs = [pathlib.Path(name) for name in sys.argv[2:]]
    check_shape(bill)
    check_references(bill)
    with tempfile.TemporaryDirectory() as scratch:
        check_sums(bill, debs, pathlib.Path(scratch))
        check_links(bill, pathlib.Path(scratch))
    for finding in FINDINGS:
        print(finding)
    sys.exit(1 if FINDINGS else 0)


if __name__ == "__main__":
    main()
