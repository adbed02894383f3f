"""An error report from the holder of a licence to its seller: what it may hold, and its bytes before sealing."""

from typing import Annotated, Literal

import msgspec

from desktop.core.errors import EnvironmentFault
from desktop.core.plain_text import TextTooLong, clean

MAX_SEALED_BYTES = 2048
"""What the contract takes (ModelRecords)."""

MAX_REPORT_BYTES = MAX_SEALED_BYTES - 1 - 12 - 16 - 1
"""Less version, nonce, tag and the mark that ends the text."""

FACTS = ("app", "model", "self_test", "device")
"""What can be added to the text, each only if the person ticks it. No account names, no paths, no data."""

_MAX_FACT_CHARS = 200
Fact = Annotated[str, msgspec.Meta(max_length=_MAX_FACT_CHARS)]


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """A report; the facts are empty where the person left them out.

    ``app`` is the version of Licet, ``model`` name and version identity, ``self_test`` its outcome here, ``device``
    what the model ran on last.
    """

    format: Literal[1]
    text: str
    app: Fact = ""
    model: Fact = ""
    self_test: Fact = ""
    device: Fact = ""


class UnreadableReport(EnvironmentFault):
    """Sealed bytes of another order or account, altered ones, or no report that this version knows."""


def report_bytes(report: Report) -> bytes:
    """The report as it is sealed, its text cleaned.

    Raises:
        TextTooLong: It does not fit.
    """
    data = msgspec.json.encode(msgspec.structs.replace(report, text=clean(report.text)))
    if len(data) > MAX_REPORT_BYTES:
        raise TextTooLong(len(data), MAX_REPORT_BYTES)
    return data


def read_report(data: bytes) -> Report:
    """A stranger's report, every text cleaned for display.

    Raises:
        UnreadableReport: It is none.
    """
    try:
        report = msgspec.json.decode(data, type=Report)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise UnreadableReport from error
    facts = {name: clean(getattr(report, name)) for name in FACTS}
    return msgspec.structs.replace(report, text=clean(report.text), **facts)
