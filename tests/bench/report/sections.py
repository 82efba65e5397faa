"""One function for each benchmark: runs it and gives back its tables."""

import dataclasses
import json
import pathlib
import re
import tempfile

import tools
from tools import Sample, number, table, verdict


@dataclasses.dataclass
class Effort:
    """How much time to spend."""

    repeat: int
    brief: bool


def _google(program: str, effort: Effort) -> dict[str, list[dict]]:
    """The repetitions of each benchmark of a Google Benchmark program."""
    text = tools.run(program, "--benchmark_format=json", f"--benchmark_repetitions={effort.repeat}",
                     "--benchmark_enable_random_interleaving=true",
                     f"--benchmark_min_time={0.01 if effort.brief else 0.3}")
    runs: dict[str, list[dict]] = {}
    for line in json.loads(text)["benchmarks"]:
        if line["run_type"] == "iteration":
            runs.setdefault(line["run_name"].removesuffix("/manual_time"), []).append(line)
    return runs


def step(effort: Effort) -> str:
    budget = 300
    runs = _google("step_bench", effort)

    def nanoseconds(name: str) -> Sample:
        return Sample([run["step"] * 1e9 for run in runs[name]])

    rows = []
    for what, engine, by_hand in [
            ("leaves", "engine/leaves", "by hand/leaves"),
            ("reads and writes a key", "engine/reads and writes a key", "by hand/reads and writes a key"),
            ("the same, with an observer", "engine, observed/reads and writes a key", "by hand/reads and writes a key"),
            ("leaves, as a coroutine", "engine/leaves, coroutine", "by hand/leaves")]:
        inside, alone = nanoseconds(engine), nanoseconds(by_hand)
        overhead = inside.median - alone.median
        rows.append([what, inside.text(), alone.text(), number(overhead), f"≤ {budget}", verdict(overhead <= budget)])
    return table(["a node that …", "step in the engine, ns", "the node alone, ns", "engine, ns", "budget", ""], rows)


# What a round consists of. A function counts with all that it calls; a coroutine without the coroutines it awaits,
# because those are called by its executor.
STAGES = [
    ("route, headers, what nodes see of the request",
     [r"am::ReadRoute\(", r"am::ReadContext\(", r"http::ServerRequest::Query\(", r"http::Response::WithHeader\("]),
    ("parse the body", [r"am::ReadStepBody\("]),
    ("check the authId", [r"am::\(anonymous namespace\)::ReadContinue\("]),
    ("take the session", [r"MemoryStore::Remove\("]),
    ("open and decode it", [r"JourneyService::Read\("]),
    ("fill in the answers", [r"::FillIn\("]),
    ("engine and nodes",
     [r"::Engine::Submit\(.*\.actor", r"::Round::\w+\(.*\.actor", r"::PageRunner::\w+\(.*\.actor",
      r"::nodes::\w+::Process\(.*\.actor"]),
    ("encode the session", [r"::EncodeSession\("]),
    ("seal it", [r"::Sealer::Seal\("]),
    ("put it", [r"MemoryStore::Keep\("]),
    ("sign the authId", [r"AuthIdCodec::Make\("]),
    ("write the callbacks", [r"am::WriteCallbacks\("]),
]


# The journeys of the endpoint that is measured, see form_world.h.
FORMS = {"Node": "one node, twelve fields", "Page": "a page, three nodes, eight fields"}


def _count_round(form: str, rounds: int) -> tuple[float, list[float]]:
    """Instructions of a round, and of each of its stages."""
    with tempfile.TemporaryDirectory() as name:
        out = pathlib.Path(name) / "callgrind.out"
        tools.output("valgrind", "--tool=callgrind", "--collect-atstart=no", f"--callgrind-out-file={out}",
                     str(tools.PROGRAMS / "round_count"), form, str(rounds))
        summary = re.search(r"^(?:summary|totals): (\d+)", out.read_text(), re.MULTILINE)
        counts = tools.inclusive_counts(out)
    stages = []
    for what, patterns in STAGES:
        stages.append(sum(count for function, count in counts.items()
                          if any(re.search(pattern, function) for pattern in patterns)) / rounds)
        if stages[-1] == 0:
            raise SystemExit(f"no function counts for the stage '{what}': was one renamed?")
    return int(summary[1]) / rounds, stages


def round_(effort: Effort) -> str:
    budget = 250_000
    totals, columns = [], []
    for form in FORMS:
        total, stages = _count_round(form, 20 if effort.brief else 500)
        totals.append(total)
        columns.append([*stages, total - sum(stages)])
    names = [what for what, _ in STAGES] + ["the rest: coroutines, moving and freeing what the stages made"]
    rows = [[name, *(number(column[i]) for column in columns)] for i, name in enumerate(names)]
    rows.append(["**the round**", *(f"**{number(total)}**" for total in totals)])
    rows.append([f"budget {number(budget)}", *(verdict(total <= budget) for total in totals)])
    split = table(["instructions", *FORMS.values()], rows)

    runs = _google("round_bench", effort)
    facts = []
    for form, text in FORMS.items():
        last = runs[form][-1]
        facts.append([text, Sample([run["real_time"] / 1000 for run in runs[form]]).text(1), number(last["allocations"]),
                      number(last["allocated_bytes"]), number(last["request_bytes"]), number(last["answer_bytes"])])
    return split + "\n\n" + table(["", "time, µs", "allocations", "allocated bytes", "request, bytes", "answer, bytes"], facts)


def journey(effort: Effort) -> str:
    lines = tools.json_lines(tools.run("journey_bench", 3 if effort.brief else 20 * effort.repeat))
    rows = []
    sums = [0.0, 0.0]
    for position in sorted({line["round"] for line in lines}):
        mine = [line for line in lines if line["round"] == position]
        simulator = Sample([line["simulator_us"] for line in mine])
        own = Sample([line["total_us"] - line["simulator_us"] for line in mine])
        sums = [sums[0] + own.median, sums[1] + simulator.median]
        rows.append([f"{position}, {mine[0]['end']}", str(mine[0]["steps"]), str(mine[0]["calls"]), own.text(1),
                     number(simulator.median, 1)])
    rows.append(["all", "", "", number(sums[0], 1), number(sums[1], 1)])
    return table(["round", "steps", "calls", "engine, nodes and client, µs", "simulated service, µs"], rows)


def call(effort: Effort) -> str:
    budget = 1.25
    kinds = {"engine": "node and client", "multi": "raw multi loop on Asio", "easy": "reused easy handles, a thread each",
             "reconnecting": "a new connection a call"}
    calls = {"engine": 6000, "multi": 6000, "easy": 6000, "reconnecting": 300}
    if effort.brief:
        calls = dict.fromkeys(calls, 20)
    figures: dict[tuple[str, int], list[float]] = {}
    levels = (1, 16, 128)
    with tools.serving("upstream", 0, "tls", processor=tools.PEER) as peer:
        for _ in range(effort.repeat):
            for concurrency in levels:
                for kind in kinds:
                    text = tools.run("call_bench", kind, concurrency, max(calls[kind], concurrency),
                                     f"https://127.0.0.1:{peer.port}", peer.directory / "ca.pem")
                    figures.setdefault((kind, concurrency), []).append(json.loads(text)["cpu_us"])
    rows = []
    for concurrency in levels:
        ratio = Sample([mine / raw for mine, raw in zip(figures["engine", concurrency], figures["multi", concurrency])])
        judged = f"≤ {budget}: {verdict(ratio.median <= budget)}" if concurrency == 16 else ""
        rows.append([str(concurrency), *(Sample(figures[kind, concurrency]).text() for kind in kinds), ratio.text(2), judged])
    return table(["at a time", *(f"{text}, µs" for text in kinds.values()), "ratio to the raw loop", "budget"], rows)


def waiting(effort: Effort) -> str:
    delay = 200
    seconds = 1 if effort.brief else 5
    rows = []

    def measure(journeys: int, *target: object) -> None:
        lines = [json.loads(tools.run("waiting_bench", journeys, seconds, delay, *target))
                 for _ in range(1 if effort.brief else 3)]
        memory = Sample([line["bytes_each"] / 1024 for line in lines])
        share = Sample([100 * line["per_second"] / line["ideal_per_second"] for line in lines])
        cpu = Sample([line["cpu_percent"] for line in lines])
        kept = share.median >= 95 or cpu.median >= 95
        rows.append([lines[0]["through"], number(journeys), str(lines[0]["threads"]),
                     f"{memory.text(1)} {verdict(memory.median <= 16)}",
                     number(Sample([line["per_second"] for line in lines]).median), f"{share.text()} % {verdict(kept)}",
                     f"{cpu.text()} %"])

    for journeys in (100,) if effort.brief else (1000, 5000, 10000):
        measure(journeys)
    with tools.serving("upstream", delay, "plain", processor=tools.PEER) as peer:
        for journeys in (100,) if effort.brief else (1000, 9000):
            measure(journeys, f"http://127.0.0.1:{peer.port}")
    return table(["waits through", "journeys", "threads", "resident KiB a journey (≤ 16)", "journeys a second",
                  "of journeys / latency (≥ 95 % until the core is full)", "core"], rows)


def server(effort: Effort) -> str:
    seconds = 1 if effort.brief else 5
    loads = [(form, kind) for form in FORMS for kind in ("round", "echo")]
    figures: dict[tuple[str, str], dict[str, list[float]]] = {load: {} for load in loads}
    with tools.serving("server_bench", processor=tools.MEASURED) as peer:
        for _ in range(effort.repeat):
            for load in loads:
                for name, value in _load_server(peer, *load, seconds).items():
                    figures[load].setdefault(name, []).append(value)
    rows = []
    for form, text in FORMS.items():
        mine, echo = figures[form, "round"], figures[form, "echo"]
        for what, figure in ((f"round: {text}", mine), ("parse and dump of the same body", echo)):
            rows.append([what, *(Sample(figure[name]).text(digits) for name, digits in
                                 (("rate", 0), ("cpu", 1), ("p50", 1), ("p99", 1)))])
        rate = Sample([a / b for a, b in zip(mine["rate"], echo["rate"])])
        cpu = Sample([b / a for a, b in zip(mine["cpu"], echo["cpu"])])
        rows.append(["**round ÷ echo**, budget 1", f"**{rate.text(2)}** {verdict(rate.median >= 1)}", f"(echo ÷ round) {cpu.text(2)}",
                     "", ""])
    return table(["what the server does", "requests a second", "server CPU a request, µs", "median, ms", "99 %, ms"], rows)


def _load_server(peer: tools.Peer, form: str, kind: str, seconds: int) -> dict[str, float]:
    before = peer.cpu_seconds()
    text = tools.output("taskset", "-c", str(tools.PEER), "wrk", "--threads=1", "--connections=64", f"--duration={seconds}s",
                        "--latency", "--script", str(tools.ROOT / "tests/bench/load.lua"), f"http://127.0.0.1:{peer.port}", "--",
                        str(peer.directory), form, kind)
    if "Non-2xx" in text or "Socket errors" in text:
        raise SystemExit(text)
    requests = int(re.search(r"(\d+) requests in", text)[1])
    figure = {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
              "cpu": 1e6 * (peer.cpu_seconds() - before) / requests}
    for percentile in ("50", "99"):
        found = re.search(rf"^\s+{percentile}%\s+([\d.]+)(us|ms|s)", text, re.MULTILINE)
        figure["p" + percentile] = float(found[1]) * {"us": 1e-3, "ms": 1, "s": 1e3}[found[2]]
    return figure


ALL = {"step": step, "round": round_, "journey": journey, "call": call, "waiting": waiting, "server": server}
