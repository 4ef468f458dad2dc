"""An old version of an event file: the event, or in words why there is none.

Given to `history.read`, which may not import this folder. Says less than `records`: nobody can
mend an old version any more.
"""

from timeline.core import record
from timeline.core.diagnostic import pointer, quoted
from timeline.core.model import Event
from timeline.loading.quick import harmless
from timeline.loading.strict_json import decode


def past_event(raw: bytes) -> Event | str:
    """Read the bytes of an old version with the models of today."""
    data = harmless(raw)
    if data is not None:
        try:
            return record.parse(data)
        except record.ValidationError:
            pass  # read again, with an eye to the reasons
    read = decode(raw, "")
    if not read.readable:
        return read.diagnostics[0].message
    try:
        return record.parse(read.data)
    except record.ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return f"the models of today refuse it at {quoted(pointer(*first['loc']))}"
