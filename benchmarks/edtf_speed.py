"""How much faster our EDTF parser is than python-edtf, on strings that both call valid.

Run `python benchmarks/edtf_speed.py`. Neither side caches: ours has no cache in `parse`, and
pyparsing's packrat memory of python-edtf is per call. Prints microseconds a parse and the ratio.
"""

import json
import statistics
import time
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from timeline.core.edtf import parse

CASES = Path(__file__).parents[1] / "tests" / "data" / "edtf_cases.json"


def both_read(text: Any) -> Any:
    """Whether python-edtf reads the string as well."""
    try:
        with redirect_stdout(StringIO()):  # it reports its own faults there
            parse_edtf(text)
    except (EDTFParseException, AttributeError, ValueError):
        return False  # it falls over some valid strings
    return True


def seconds(read: Any, texts: Any, rounds: Any) -> Any:
    """Median time of a parse over several rounds through all texts."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        for text in texts:
            read(text)
        times.append((time.perf_counter() - start) / len(texts))
    return statistics.median(times)


def figures() -> dict[str, float]:
    """Return microseconds a parse of both, and their ratio."""
    cases = json.loads(CASES.read_text("utf-8"))["published"]
    texts = [case["edtf"] for case in cases if case["valid"] and both_read(case["edtf"])]
    ours = seconds(parse, texts, 200)
    theirs = seconds(parse_edtf, texts, 5)
    return {
        "strings": len(texts),
        "timeline_us": round(ours * 1e6, 1),
        "python_edtf_us": round(theirs * 1e6, 1),
        "ratio": round(theirs / ours),
    }


if __name__ == "__main__":
    print(json.dumps(figures(), indent=2))
