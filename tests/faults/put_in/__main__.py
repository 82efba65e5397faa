"""Puts each fault of the vendor's pack into a copy of the sources and sees whether a test of its row fails."""

import argparse
import fnmatch
import subprocess
import sys
from pathlib import Path

import table
import tree

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TABLE = ROOT / "docs" / "onespan.md"
PLACE = ROOT / "build" / "put_in"


def holds(tests: set[str], wanted: str) -> bool:
    """Whether one of the tests of a program is meant, for any parameter."""
    patterns = (wanted, f"*/{wanted}", f"{wanted}/*", f"*/{wanted}/*")
    return any(fnmatch.fnmatchcase(test, pattern) for test in tests for pattern in patterns)


def gtest_filter(wanted: list[str]) -> str:
    return ":".join(pattern for test in wanted for pattern in (test, f"*/{test}", f"{test}/*", f"*/{test}/*"))


def verdict(copy: tree.Tree, patch: table.Patch, programs: dict[Path, set[str]], wanted: list[str], log: Path) -> str:
    """`red`, or what is wrong with the patch or the tests."""
    meant = [program for program, tests in programs.items() if any(holds(tests, test) for test in wanted)]
    if not meant:
        return "has no tests"
    applied = copy.apply(patch.path)
    log.write_text(applied.stdout, encoding="utf-8")
    if applied.returncode:
        return "does not apply"
    built = copy.build(meant)
    log.write_text(built.stdout, encoding="utf-8")
    if built.returncode:
        return "does not build"
    runs = [copy.test(program, gtest_filter(wanted)) for program in meant]
    log.write_text("".join(run.stdout for run in runs), encoding="utf-8")
    return "red" if any(run.returncode for run in runs) else "green"


def must(step: subprocess.CompletedProcess, what: str) -> None:
    if step.returncode:
        sys.exit(f"{step.stdout[-4000:]}\n{what}")


def must_pass(copy: tree.Tree, programs: dict[Path, set[str]], tests: list[str]) -> None:
    """A test that fails anyway would show every fault."""
    for program, held in programs.items():
        wanted = [test for test in tests if holds(held, test)]
        if wanted:
            must(copy.test(program, gtest_filter(wanted)), "a test fails with no fault put in")


def check(patches: list[table.Patch]) -> int:
    """Whether every patch applies, and every fault that has tests has a patch or a reason why not."""
    put_in = {patch.fault for patch in patches}
    reasons = table.reasons(HERE / "without_a_patch.txt")
    tested = {fault for fault, row in table.rows(TABLE).items() if row.tests}
    findings = [f"{patch.name} no longer applies: make it again from the sources as they are"
                for patch in patches if tree.Tree.dry_run(ROOT, patch.path).returncode]
    findings += [f"{fault} has neither a patch nor a line in without_a_patch.txt"
                 for fault in sorted(tested - put_in - reasons.keys())]
    findings += [f"{fault} has a patch and stands in without_a_patch.txt" for fault in sorted(put_in & reasons.keys())]
    findings += [f"{fault} has a patch and no tests" for fault in sorted(put_in - tested)]
    print("\n".join(findings) or f"{len(patches)} patches apply")
    return 1 if findings else 0


def chosen(patches: list[table.Patch], names: list[str]) -> list[table.Patch]:
    unknown = [name for name in names if not any(name in (patch.name, patch.fault) for patch in patches)]
    if unknown:
        sys.exit(f"there is no patch {', '.join(unknown)}; --list shows what there is")
    return [patch for patch in patches if not names or patch.name in names or patch.fault in names]


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests/faults/run.sh", description=__doc__)
    parser.add_argument("--list", action="store_true", help="only say what each patch puts in")
    parser.add_argument("--check", action="store_true", help="only see whether each patch still applies")
    parser.add_argument("names", nargs="*", metavar="FAULT", help="only these, as D-COR-01; all of them without")
    options = parser.parse_args()
    patches = chosen(table.patches(HERE), options.names)
    if options.list:
        for patch in patches:
            print(f"{patch.name}  {patch.meaning}")
        return 0
    if options.check:
        return check(table.patches(HERE))

    rows = table.rows(TABLE)
    copy = tree.Tree(ROOT, PLACE)
    print(f"== building a copy in {PLACE.relative_to(ROOT)}: ten minutes the first time", file=sys.stderr, flush=True)
    copy.copy()
    must(copy.build_all(), "the sources do not build as they are")
    programs = copy.programs()
    must_pass(copy, programs, [test for patch in patches for test in rows[patch.fault].tests])
    (PLACE / "logs").mkdir(exist_ok=True)
    red = 0
    for number, patch in enumerate(patches, 1):
        log = PLACE / "logs" / f"{patch.name}.log"
        try:
            found = verdict(copy, patch, programs, rows[patch.fault].tests, log)
        finally:
            copy.restore_what(patch.path)
        red += found == "red"
        hint = "" if found == "red" else f", see {log.relative_to(ROOT)}"
        print(f"[{number}/{len(patches)}] {patch.name} {found}{hint}: {patch.meaning}", flush=True)
    print(f"{red} passed, {len(patches) - red} failed")
    return 0 if red == len(patches) else 1


if __name__ == "__main__":
    sys.exit(main())
