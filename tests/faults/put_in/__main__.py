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


def patterns_of(tests: list[str]) -> list[str]:
    """What these tests are called in a program, with any parameter."""
    return [pattern for test in tests for pattern in (test, f"*/{test}", f"{test}/*", f"*/{test}/*")]


def programs_of(tests: list[str], programs: dict[Path, set[str]]) -> list[Path]:
    patterns = patterns_of(tests)
    return [program for program, held in programs.items()
            if any(fnmatch.fnmatchcase(test, pattern) for test in held for pattern in patterns)]


def run(copy: tree.Tree, programs: list[Path], tests: list[str]) -> list[subprocess.CompletedProcess]:
    return [copy.test(program, ":".join(patterns_of(tests))) for program in programs]


def verdict(copy: tree.Tree, patch: table.Patch, programs: dict[Path, set[str]], tests: list[str], log: Path) -> str:
    """`red`, or what is wrong with the patch or the tests."""
    meant = programs_of(tests, programs)
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
    runs = run(copy, meant, tests)
    log.write_text("".join(run.stdout for run in runs), encoding="utf-8")
    return "red" if any(run.returncode for run in runs) else "green"


def must(step: subprocess.CompletedProcess, what: str) -> None:
    if step.returncode:
        sys.exit(f"{step.stdout[-4000:]}\n{what}")


def must_pass(copy: tree.Tree, programs: dict[Path, set[str]], tests: list[str]) -> None:
    """A test that fails anyway would show every fault."""
    for done in run(copy, programs_of(tests, programs), tests):
        must(done, "a test fails with no fault put in")


def check(patches: list[table.Patch]) -> int:
    """Whether every patch applies, and every fault that has tests has a patch or a reason why not."""
    put_in = {patch.fault for patch in patches}
    reasons = table.faults_with_a_reason(HERE / "without_a_patch.txt")
    tested = {fault for fault, tests in table.tests_by_fault(TABLE).items() if tests}
    findings = [f"{patch.name} no longer applies: make it again from the sources as they are"
                for patch in patches if tree.Tree.dry_run(ROOT, patch.path).returncode]
    findings += [f"{fault} has neither a patch nor a line in without_a_patch.txt"
                 for fault in sorted(tested - put_in - reasons)]
    findings += [f"{fault} has a patch and stands in without_a_patch.txt" for fault in sorted(put_in & reasons)]
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
    every = table.patches(HERE)
    patches = chosen(every, options.names)
    if options.list:
        for patch in patches:
            print(f"{patch.name}  {patch.meaning}")
        return 0
    if options.check:
        return check(every)

    tests = table.tests_by_fault(TABLE)
    copy = tree.Tree(ROOT, PLACE)
    print(f"== building a copy in {PLACE.relative_to(ROOT)}: ten minutes the first time", file=sys.stderr, flush=True)
    copy.copy()
    must(copy.build_all(), "the sources do not build as they are")
    programs = copy.programs()
    must_pass(copy, programs, [test for patch in patches for test in tests[patch.fault]])
    (PLACE / "logs").mkdir(exist_ok=True)
    red = 0
    for number, patch in enumerate(patches, 1):
        log = PLACE / "logs" / f"{patch.name}.log"
        try:
            found = verdict(copy, patch, programs, tests[patch.fault], log)
        finally:
            copy.restore_what(patch.path)
        red += found == "red"
        hint = "" if found == "red" else f", see {log.relative_to(ROOT)}"
        print(f"[{number}/{len(patches)}] {patch.name} {found}{hint}: {patch.meaning}", flush=True)
    print(f"{red} passed, {len(patches) - red} failed")
    return 0 if red == len(patches) else 1


if __name__ == "__main__":
    sys.exit(main())
