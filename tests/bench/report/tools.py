"""Runs programs, takes medians, writes tables."""

import contextlib
import json
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAMS = ROOT / "build/bench/tests/bench"

# Who is measured runs on the first processor, what it talks to on the last.
MEASURED = 0
PEER = (os.cpu_count() or 1) - 1


def run(program: str, *arguments: object, processor: int = MEASURED) -> str:
    """The output of a benchmark program."""
    command = ["taskset", "-c", str(processor), str(PROGRAMS / program), *map(str, arguments)]
    return output(*command)


def output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def json_lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


class Peer:
    """A program that serves until its standard input ends. It writes its port into `directory`."""

    def __init__(self, process: subprocess.Popen, directory: pathlib.Path) -> None:
        self.process = process
        self.directory = directory
        self.port = int((directory / "port").read_text())

    def cpu_seconds(self) -> float:
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serving(program: str, *arguments: object, processor: int):
    """Starts `program DIRECTORY arguments...` and ends it again."""
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        command = ["taskset", "-c", str(processor), str(PROGRAMS / program), name, *map(str, arguments)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE)
        port = directory / "port"
        deadline = time.monotonic() + 20
        while not (port.exists() and port.read_text().endswith("\n")):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{program} did not start")
            time.sleep(0.01)
        try:
            yield Peer(process, directory)
        finally:
            process.stdin.close()
            process.wait(timeout=20)


class Sample:
    """Repeated measurements of one thing."""

    def __init__(self, values: list[float]) -> None:
        self.values = values
        self.median = statistics.median(values)

    def text(self, digits: int = 0) -> str:
        """Median and range: "12.3 (11.9–13.0)"."""
        median = number(self.median, digits)
        if len(self.values) == 1:
            return median
        return f"{median} ({number(min(self.values), digits)}–{number(max(self.values), digits)})"


def number(value: float, digits: int = 0) -> str:
    return f"{value:,.{digits}f}"


def verdict(met: bool) -> str:
    return "met" if met else "**missed**"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join("---" if i == 0 else "---:" for i in range(len(head))) + "|"]
    if head == ["", ""]:
        lines[1] = "|---|---|"
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def inclusive_counts(callgrind_file: pathlib.Path) -> dict[str, int]:
    """Instructions of every function together with what it calls."""
    text = output("callgrind_annotate", "--inclusive=yes", "--threshold=100", "--show-percs=no", "--auto=no",
                  str(callgrind_file))
    counts: dict[str, int] = {}
    for line in text.splitlines():
        found = re.match(r"\s*([\d,]+)\s+\S+?:(.*?)(?: \[/[^\]]*\])?$", line)
        if not found:
            continue
        # With line numbers a function appears once a file that parts of it come from; the whole is the largest.
        count = int(found[1].replace(",", ""))
        function = found[2].replace("[abi:cxx11]", "")
        counts[function] = max(count, counts.get(function, 0))
    return counts
