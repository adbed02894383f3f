"""Errors of transfers, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "SourcesFailed": (
        mark("The model cannot be downloaded now"),
        mark("No source gave the bytes that the listing promises:{troubles}"),
        mark("Nothing was paid for it now. What was already loaded is kept. Try again later."),
    ),
    "DownloadPaused": (
        mark("This download is paused"),
        mark("{done_bytes} of {total_bytes} are kept."),
        mark("It goes on from there when you press Resume."),
    ),
}
