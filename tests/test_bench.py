"""The benchmarks stay alive: a short run gives every figure."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_a_short_run_gives_every_figure(tmp_path: Path) -> None:
    bench = Path(__file__).parents[1] / "benchmarks" / "bench.py"
    result = tmp_path / "figures.json"

    subprocess.run([sys.executable, bench, "--events", "50", "--json", result], check=True)

    figures = json.loads(result.read_text("utf-8"))
    assert set(figures["ratios"]) == {
        "check / check-jsonschema",
        "check / check of a tenth",
        "python-edtf / parse",
    }
    assert figures["ratios"]["python-edtf / parse"] >= 100
    assert all(figures[name]["seconds"] > 0 for name in ("check", "build", "check-jsonschema"))
