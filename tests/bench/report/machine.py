"""What the figures were measured on."""

import os
import platform
import re
import subprocess

import tools


class LoadWatch:
    """Remembers the load of the machine at its beginning."""

    def __init__(self) -> None:
        self.before = os.getloadavg()[0]


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _version(package: str) -> str:
    return _output("dpkg-query", "-W", "-f", "${Version}", package)


def describe(load: LoadWatch) -> str:
    model = re.search(r"model name\s*: (.*)", open("/proc/cpuinfo", encoding="utf-8").read())
    compiler = _output("c++", "--version").splitlines()[0]
    rows = [
        ["processor", f"{model[1] if model else platform.processor()}, {os.cpu_count()} cores"],
        ["system", f"Linux {platform.release()}, glibc {platform.libc_ver()[1]}"],
        ["compiler", f"{compiler}, `-O3 -DNDEBUG`"],
        ["libraries", ", ".join(f"{package} {_version(package)}" for package in
                                ("libboost1.81-dev", "libcurl4", "libssl3", "nlohmann-json3-dev"))],
        ["load average", f"{load.before:.1f} before, {os.getloadavg()[0]:.1f} after (of which the benchmarks are a part)"],
    ]
    return tools.table(["", ""], rows)
