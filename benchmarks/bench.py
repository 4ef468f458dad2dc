"""Timings as ratios beside their budgets: `make bench`, or `python benchmarks/bench.py --help`.

Machines are noisy: read the ratios, whose two sides run right after one another in every round,
not the seconds. `docs/benchmarks.md` says what each row means and what is fair about it.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import peers
from processes import BIN, Took, run

HERE = Path(__file__).parent
SMALL = 2000  # events beyond which check-jsonschema is not asked: it takes milliseconds each
SITE = 10_000  # events beyond which a site is not built unless asked for
HUNDRED = 100
TIME = "SOURCE_DATE_EPOCH=1600000000"
TIMES, MEGABYTES, SECONDS = "times", "MB", "s"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, and the budget with the size it is meant for."""

    name: str
    value: float
    unit: str
    budget: float | None
    events: int
    meant_for: int
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the budget is kept; None where there is none."""
        if self.budget is None:
            return None
        return self.value >= self.budget if self.at_least else self.value <= self.budget

    def line(self) -> str:
        """The row as text."""
        word = "at least" if self.at_least else "at most"
        budget = "no budget" if self.budget is None else f"{word} {self.budget:g} {self.unit}"
        verdict = {True: "met", False: "NOT MET", None: ""}[self.met]
        size = f"{self.events:,}"
        if self.events != self.meant_for and self.budget is not None:
            size += f" (meant for {self.meant_for:,})"
        value = f"{self.value:.3g}" if self.value < 1000 else f"{self.value:.0f}"
        return f"{self.name:34} {value:>8} {self.unit:5}  {budget:18} {verdict:8} {size}"


class Bench:
    """The processes of one run by name, each with what it took in every round."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self.folder = folder
        self.rounds = rounds
        self.took: defaultdict[str, list[Took]] = defaultdict(list)

    def generate(self, name: str, events: int, commits: int = 0) -> Path:
        """Write a repository in a process of its own, which keeps this one small."""
        place = self.folder / name
        command = [sys.executable, str(HERE / "generate.py"), str(place), str(events)]
        run([*command, f"--commits={commits}"], self.folder / "log")
        return place

    def time(self, name: str, command: list[str]) -> None:
        """Run a process once and keep what it took."""
        self.took[name].append(run(command, self.folder / "log"))

    def ratio(self, ours: str, theirs: str) -> float:
        """Return the median of the ratios of the rounds."""
        pairs = zip(self.took[ours], self.took[theirs], strict=True)
        return median(a.seconds / b.seconds for a, b in pairs)

    def added(self, name: str) -> float:
        """Return the median of the seconds that a process takes more with a history."""
        pairs = zip(self.took[name], self.took[f"{name} without history"], strict=True)
        return median(a.seconds - b.seconds for a, b in pairs)

    def seconds(self, name: str) -> float:
        """Return the median seconds of a process."""
        return median(took.seconds for took in self.took[name])

    def peak(self, name: str) -> float:
        """Return the greatest peak of a process."""
        return max(took.peak_mb for took in self.took[name])


def check_command(folder: Path) -> list[str]:
    """Return the command that checks a repository."""
    return [str(BIN / "timeline"), "check", "-C", str(folder)]


def build_command(folder: Path) -> list[str]:
    """Return the command that builds a repository."""
    return [str(BIN / "timeline"), "build", "-C", str(folder)]


def measure_check(bench: Bench, events: int, ajv: str | None) -> list[Row]:
    """Measure check against ajv on the same files, and against itself on a tenth of them."""
    large = bench.generate("large", events)
    tenth = bench.generate("tenth", max(events // 10, 1))
    for _ in range(bench.rounds):
        bench.time("check of a tenth", check_command(tenth))
        bench.time("check", check_command(large))
        if ajv:
            bench.time("ajv", peers.ajv_command(ajv, large))
    growth = bench.ratio("check", "check of a tenth")
    rows = [
        Row("check / check of a tenth", growth, TIMES, 11, events, 100_000),
        Row("peak of check", bench.peak("check"), MEGABYTES, 1024, events, 100_000),
    ]
    if ajv:
        compared = Row("check / ajv", bench.ratio("check", "ajv"), TIMES, 0.5, events, 100_000)
        rows.insert(0, compared)
    shutil.rmtree(large)
    return rows


def measure_small(bench: Bench, events: int) -> list[Row]:
    """Measure check against check-jsonschema, and on a hundred events from start to end."""
    small = bench.generate("small", events)
    hundred = bench.generate("hundred", HUNDRED)
    bench.time("warming up", check_command(hundred))
    for _ in range(bench.rounds):
        bench.time("check of few", check_command(small))
        bench.time("check-jsonschema", peers.check_jsonschema_command(small))
    for _ in range(max(bench.rounds, 3)):
        bench.time("check of a hundred", check_command(hundred))
    ratio = bench.ratio("check of few", "check-jsonschema")
    start = bench.seconds("check of a hundred")
    return [
        Row("check / check-jsonschema", ratio, TIMES, 0.1, events, SMALL),
        Row("check of a hundred events", start, SECONDS, 0.6, HUNDRED, HUNDRED),
    ]


def measure_site(bench: Bench, events: int, commits: int) -> list[Row]:
    """Measure event pages, the site without data, and the whole build against hugo.

    What the history adds is seen in the same build from files that are in no repository, with a
    time given to them: without any, some feeds would not be written.
    """
    site = bench.generate("site", events, commits)
    bare = bench.generate("bare", events)
    peers.hugo_site(site, bench.folder / "hugo")
    result = bench.folder / "pages.json"
    pages = [sys.executable, str(HERE / "site_pages.py"), str(site), str(result)]
    for _ in range(bench.rounds):
        bench.time("hugo", peers.hugo_command(bench.folder / "hugo"))
        bench.time("site without data", pages)
        within = json.loads(result.read_text("utf-8"))["seconds"]
        bench.took["event pages"].append(Took(within, bench.took["site without data"][-1].peak_mb))
        bench.time("build", build_command(site))
        bench.time("build without history", ["env", TIME, *build_command(bare)])
    whole = bench.ratio("site without data", "hugo")
    return [
        Row("event pages / hugo", bench.ratio("event pages", "hugo"), TIMES, 1.5, events, SITE),
        Row("site without data / hugo", whole, TIMES, None, events, SITE),
        Row("build / hugo", bench.ratio("build", "hugo"), TIMES, 4, events, SITE),
        Row("history adds to build", bench.added("build"), SECONDS, 3, events, SITE),
        Row("peak of build", bench.peak("build"), MEGABYTES, 600, events, SITE),
    ]


def measure_dates(bench: Bench) -> list[Row]:
    """Measure how long python-edtf takes to read what our parser reads."""
    bench.time("edtf", [sys.executable, str(HERE / "edtf_speed.py")])
    found = json.loads((bench.folder / "log").read_text("utf-8"))
    count = found["strings"]
    return [Row("python-edtf / parse", found["ratio"], TIMES, 100, count, count, at_least=True)]


def report(bench: Bench, rows: list[Row], notes: list[str]) -> dict[str, Any]:
    """Print the table, and return it as JSON values."""
    for name, took in bench.took.items():
        seconds, peak = bench.seconds(name), bench.peak(name)
        print(f"{name:34} {seconds:8.2f} s      peak {peak:6.0f} MB  rounds {len(took)}")
    print()
    for row in rows:
        print(row.line())
    for note in notes:
        print(note)
    return {
        "processes": {
            name: {
                "seconds": bench.seconds(name),
                "peak_mb": bench.peak(name),
                "rounds": [asdict(one) for one in took],
            }
            for name, took in bench.took.items()
        },
        "rows": [{**asdict(row), "met": row.met} for row in rows],
        "notes": notes,
    }


def main() -> None:
    """Measure, print, and write JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=2000, help="events to check (%(default)s)")
    parser.add_argument("--site", type=int, help=f"events to build; else as many, at most {SITE}")
    parser.add_argument("--commits", type=int, default=500, help="history of what is built")
    parser.add_argument("--rounds", type=int, default=1, help="the median of so many")
    parser.add_argument("--ajv", action="store_true", help="install ajv with npm if need be")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as name:
        bench = Bench(Path(name), given.rounds)
        ajv = peers.ajv(bench.folder / "ajv" if given.ajv else None)
        rows = measure_small(bench, min(given.events, SMALL))
        rows += measure_check(bench, given.events, ajv)
        rows += measure_site(bench, given.site or min(given.events, SITE), given.commits)
        rows += measure_dates(bench)
        notes = [] if ajv else ["ajv: not there (set AJV, put it on the path, or give --ajv)"]
        figures = report(bench, rows, notes)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
