"""A copy of the sources that may be broken, with its own build."""

import json
import shutil
import subprocess
from pathlib import Path

LONGEST_RUN_SECONDS = 60
PATCH = ["patch", "--strip=1", "--fuzz=0", "--force", "--no-backup-if-mismatch", "--reject-file=-"]


class Tree:
    """Keeps its files' times, so that only what a patch touches is compiled again."""

    def __init__(self, root: Path, place: Path):
        self._root = root
        self._sources = place / "source"
        self._build = place / "build"

    def copy(self) -> None:
        """Makes the copy what the checkout is now."""
        listed = self._run(["git", "-C", str(self._root), "ls-files", "--cached", "--others", "--exclude-standard",
                            "-z"])
        names = {name for name in listed.stdout.split("\0") if name and (self._root / name).is_file()}
        for name in names:
            self._restore(name)
        for path in self._sources.rglob("*"):
            if path.is_file() and str(path.relative_to(self._sources)) not in names:
                path.unlink()

    def build_all(self) -> subprocess.CompletedProcess:
        configured = self._run(["cmake", "-G", "Ninja", "-S", str(self._sources), "-B", str(self._build),
                                "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS_DEBUG=-O0",
                                "-DAUTHTREE_WARNINGS_AS_ERRORS=OFF"])
        return configured if configured.returncode else self._run(["cmake", "--build", str(self._build)])

    def programs(self) -> dict[Path, set[str]]:
        """The test programs, each with the tests it holds."""
        listed = self._run(["ctest", "--test-dir", str(self._build), "--show-only=json-v1"])
        programs: dict[Path, set[str]] = {}
        for test in json.loads(listed.stdout)["tests"]:
            program = Path(test["command"][0])
            if program.is_relative_to(self._build):
                # A test with a parameter is listed as Kinds/Suite.Name/0 with what the parameter is behind it.
                programs.setdefault(program, set()).add(test["name"].partition(" ")[0])
        return programs

    def apply(self, patch: Path) -> subprocess.CompletedProcess:
        return self._run([*PATCH, f"--directory={self._sources}", f"--input={patch}"])

    @classmethod
    def dry_run(cls, root: Path, patch: Path) -> subprocess.CompletedProcess:
        return cls._run([*PATCH, "--dry-run", f"--directory={root}", f"--input={patch}"])

    def restore_what(self, patch: Path) -> None:
        """Takes from the checkout what a patch names."""
        for line in patch.read_text(encoding="utf-8").splitlines():
            if line.startswith("--- a/"):
                self._restore(line.removeprefix("--- a/").partition("\t")[0], touch=True)

    def build(self, programs: list[Path]) -> subprocess.CompletedProcess:
        targets = [program.name for program in programs]
        return self._run(["cmake", "--build", str(self._build), "--target", *targets])

    def test(self, program: Path, tests: str) -> subprocess.CompletedProcess:
        """One that hangs has failed."""
        command = [str(program), f"--gtest_filter={tests}"]
        try:
            return self._run(command, timeout=LONGEST_RUN_SECONDS, cwd=program.parent)
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, 1, f"hung for {LONGEST_RUN_SECONDS} s\n")

    def _restore(self, name: str, touch: bool = False) -> None:
        source, copy = self._root / name, self._sources / name
        if not touch and copy.is_file() and copy.read_bytes() == source.read_bytes():
            return
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
        shutil.copymode(source, copy)

    @staticmethod
    def _run(command: list[str], **options) -> subprocess.CompletedProcess:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              encoding="utf-8", errors="replace", check=False, **options)
