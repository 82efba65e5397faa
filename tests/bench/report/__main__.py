"""Runs benchmarks and prints their tables; see tests/bench/run.sh."""

import argparse
import sys

import docs
import machine
import sections


def main() -> int:
    names = list(sections.ALL)
    parser = argparse.ArgumentParser(prog="tests/bench/run.sh")
    parser.add_argument("--update-docs", action="store_true", help="also write the tables into docs/performance.md")
    parser.add_argument("--repeat", type=int, default=7, help="how often timed figures are taken")
    parser.add_argument("--brief", action="store_true", help="short runs: to see that everything works")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in names]
    if unknown or options.repeat < 1:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(names)}" if unknown
                     else "--repeat wants a number above 0")

    effort = sections.Effort(repeat=1 if options.brief else options.repeat, brief=options.brief)
    blocks = {}
    load = machine.LoadWatch()
    for name in options.names or names:
        print(f"== {name}", file=sys.stderr, flush=True)
        blocks[name] = sections.ALL[name](effort)
        print(blocks[name], flush=True)
    blocks["machine"] = machine.describe(load)
    print(blocks["machine"])
    if options.update_docs:
        docs.update(blocks)
    return 0


if __name__ == "__main__":
    sys.exit(main())
