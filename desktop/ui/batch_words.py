"""Batches in words: their states, how far and how fast they go, and what they ran on."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.batches import BatchProgress, BatchState
from desktop.text import duration, mark, tr, trn
from desktop.ui.batch_flow import Pace

if TYPE_CHECKING:
    from desktop.core.batches import Batch
    from desktop.core.items import Amount, DataChoice
    from desktop.services.batches import BatchView

_STATES: dict[BatchState, tuple[str, str]] = {
    BatchState.QUEUED: (mark("Waiting"), "neutral"),
    BatchState.RUNNING: (mark("Running"), "accent"),
    BatchState.PAUSED: (mark("Paused"), "warning"),
    BatchState.STOPPED: (mark("Stopped"), "danger"),
    BatchState.CHANGED: (mark("Data changed"), "danger"),
    BatchState.CANCELLED: (mark("Ended early"), "neutral"),
    BatchState.DONE: (mark("Done"), "success"),
}
_NOTES = {
    "changed-ahead": mark(
        "The data was changed while this batch rested, but not where it had been run already."
    ),
    "changed-meanwhile": mark(
        "The data was changed while it was run: some results may be of older contents."
    ),
}


def number(count: int) -> str:
    """A whole number with its groups."""
    return f"{count:,}"


def state_words(view: "BatchView") -> tuple[str, str]:
    """The state's word and its tone."""
    if view.is_interrupted:
        return tr("Interrupted"), "warning"
    word, tone = _STATES[view.batch.state]
    return tr(word), tone


def source_name(choice: "DataChoice") -> str:
    """What a batch ran on: the folder's or the file's name."""
    name = Path(choice.path).name or choice.path
    if choice.kind == "files":
        return trn("{n} file in {folder}", "{n} files in {folder}", len(choice.files), folder=name)
    return name


def progress_words(progress: BatchProgress) -> str:
    """How many of how many; an estimate is said to be one."""
    done, total = number(progress.done), number(progress.total)
    if progress.is_exact:
        return tr("{done} of {total}", done=done, total=total)
    return tr("{done} of about {total}", done=done, total=total)


def pace_words(pace: Pace) -> str:
    """Rate and time left; empty while nothing can be said."""
    if pace.per_second is None or pace.left_s is None:
        return ""
    rate = number(round(pace.per_second)) if pace.per_second >= 10 else f"{pace.per_second:.2g}"
    return tr("{rate} per second, {time} left", rate=rate, time=duration(pace.left_s))


def failed_words(failed: int) -> str:
    """How many items failed; empty for none."""
    return trn("{n} failed", "{n} failed", failed) if failed else ""


def amount_words(amount: "Amount") -> str:
    """How many items there are."""
    if amount.is_exact:
        few = amount.count < 1000
        return trn("{n} item", "{n} items", amount.count) if few else tr("{n} items", n=number(amount.count))
    return tr("about {n} items", n=number(amount.count))


def advice(view: "BatchView") -> tuple[str, str, str]:
    """Tone, title and sentence of what a person should know about a batch; empty where all is well."""
    batch = view.batch
    if view.is_interrupted:
        return (
            "info",
            tr("Licet was closed while this batch ran"),
            tr("Everything up to here is kept. Go on, and it continues with the next item."),
        )
    if batch.state is BatchState.STOPPED:
        if batch.fault == "WalletLocked":
            return (
                "info",
                tr("The wallet is locked"),
                tr("Unlock it, and the batch goes on from here. What is done is kept."),
            )
        return "danger", tr("The batch stopped"), batch.reason
    if batch.state is BatchState.CHANGED:
        return (
            "danger",
            tr("The data is not what it was"),
            tr(
                "What this batch had run already was changed since. Its results so far are kept; run the data again as a new batch."
            ),
        )
    if batch.note in _NOTES:
        return "warning", tr("The data changed"), tr(_NOTES[batch.note])
    return "", "", ""


def took(batch: "Batch") -> str:
    """How long it was from asking to the end."""
    return duration(max(batch.ended_at - batch.created_at, 0))
