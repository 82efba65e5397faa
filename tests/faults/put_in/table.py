"""The rows of docs/onespan.md that say which tests show a fault absent, and the patches that put a fault in."""

import re
from dataclasses import dataclass
from pathlib import Path

ROW = re.compile(r"^\| (D-[A-Z]+-\d\d) \| (.+) \| (.+) \| (.+) \|$")
TEST = re.compile(r"`(\w+\.[\w*]+)`")
PATCH = re.compile(r"(D-[A-Z]+-\d\d)(-\d)?\.patch")


@dataclass(frozen=True)
class Patch:
    path: Path
    fault: str

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def meaning(self) -> str:
        """What the first line of the file says of it."""
        return self.path.read_text(encoding="utf-8").partition("\n")[0]


def tests_by_fault(document: Path) -> dict[str, list[str]]:
    found = (ROW.match(line) for line in document.read_text(encoding="utf-8").splitlines())
    return {row[1]: TEST.findall(row[4]) for row in found if row}


def patches(directory: Path) -> list[Patch]:
    files = sorted(directory.glob("*.patch"))
    strangers = [path.name for path in files if not PATCH.fullmatch(path.name)]
    if strangers:
        raise SystemExit(f"{', '.join(strangers)}: a patch is named after its fault, as D-COR-01.patch")
    return [Patch(path, PATCH.fullmatch(path.name)[1]) for path in files]


def faults_with_a_reason(file: Path) -> set[str]:
    """The faults of a file whose lines are a fault, and why it has no patch."""
    return {line.partition(" ")[0] for line in file.read_text(encoding="utf-8").splitlines() if line}
