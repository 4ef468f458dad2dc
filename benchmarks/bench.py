"""Timings as ratios, each pair in one run: `make bench`, or `python benchmarks/bench.py --help`.

Machines are noisy: read the ratios, not the seconds. Peers come from the test requirements.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import edtf_speed
from generate import generate

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def run(command: Sequence[str], log: Path) -> dict[str, float]:
    """Run a process to its end; return seconds and peak memory (MB) of the largest so far."""
    start = time.perf_counter()
    with log.open("wb") as stream:
        ended = subprocess.run(command, stdout=stream, stderr=subprocess.STDOUT, check=False)
    seconds = time.perf_counter() - start
    if ended.returncode:
        tail = log.read_text("utf-8", "replace")[-2000:]
        raise SystemExit(f"{' '.join(command[:3])} ended with {ended.returncode}:\n{tail}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"seconds": round(seconds, 3), "peak_mb": round(peak, 1)}


def measure(folder: Path, events: int) -> dict[str, Any]:
    """Measure check and build on `events` generated events, each beside its peer."""
    small, large = folder / "small", folder / "large"
    generate(small, max(events // 10, 1))
    generate(large, events)
    log = folder / "log"
    timeline = str(BIN / "timeline")
    schema = str(ROOT / "schema" / "v1" / "event.schema.json")
    files = sorted(str(file) for file in (large / "events").rglob("*.json"))
    tenth = run([timeline, "check", "-C", str(small)], log)
    check = run([timeline, "check", "-C", str(large)], log)
    build = run([timeline, "build", "-C", str(large)], log)
    peer = run([str(BIN / "check-jsonschema"), "--schemafile", schema, *files], log)
    return {
        "events": events,
        "check": check,
        "check_of_a_tenth": tenth,
        "build": build,
        "check-jsonschema": peer,
        "ratios": {
            "check / check-jsonschema": round(check["seconds"] / peer["seconds"], 3),
            "check / check of a tenth": round(check["seconds"] / tenth["seconds"], 2),
        },
    }


def main() -> None:
    """Measure, print, and write JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=2000, help="how many events to generate")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="timeline-bench-"))
    try:
        figures = measure(folder, given.events)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    figures["edtf"] = edtf_speed.figures()
    figures["ratios"]["python-edtf / parse"] = figures["edtf"]["ratio"]
    for name in ("check", "build", "check-jsonschema"):
        took = figures[name]
        print(f"{name:24} {took['seconds']:8.2f} s   peak {took['peak_mb']:7.0f} MB")
    for name, ratio in figures["ratios"].items():
        print(f"{name:24} {ratio:8.2f}")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
