"""Words for downloads: amounts, rates, states and what is wrong with a source."""

from desktop.core.transfers import SourceShare, SourceState, Urgency
from desktop.services.downloads import DownloadView
from desktop.text import duration, mark, size, tr
from desktop.text.transfers import trouble_words

URGENCIES = {
    Urgency.FIRST: mark("Goes first"),
    Urgency.WAITED: mark("Normal order"),
    Urgency.BACKGROUND: mark("Goes last"),
}
_STATES = {
    "done": (mark("Done"), "success"),
    "paused": (mark("Paused"), "warning"),
    "stopped": (mark("Stopped"), "neutral"),
    "checking": (mark("Checking what is here"), "accent"),
    "loading": (mark("Downloading"), "accent"),
    "stalled": (mark("Waiting for a source"), "warning"),
}
_SHARES = {
    SourceState.WAITING: mark("waiting"),
    SourceState.WORKING: mark("sending"),
    SourceState.RETRYING: mark("asked again soon"),
    SourceState.DROPPED: mark("left out"),
}


def state_words(view: DownloadView) -> tuple[str, str]:
    """How it stands, and the tone of that."""
    words, tone = _STATES[_state(view)]
    return tr(words), tone


def _state(view: DownloadView) -> str:
    if view.download.finished_at is not None:
        return "done"
    if view.download.is_paused:
        return "paused"
    if view.status is None:
        return "stopped"
    if view.status.is_checking:
        return "checking"
    is_moving = any(one.state is SourceState.WORKING for one in view.status.sources)
    return "loading" if is_moving or not view.status.sources else "stalled"


def rate_words(bytes_s: float) -> str:
    """A speed."""
    return tr("{size}/s", size=size(round(bytes_s)))


def amount_words(view: DownloadView) -> str:
    """How much of it is here, how fast it comes, and how long that will take."""
    total = view.download.total_bytes
    if view.download.finished_at is not None:
        return size(total)
    done = view.download.done_bytes if view.status is None else view.status.done
    amount = tr("{done} of {total}", done=size(done), total=size(total))
    if view.status is None or view.status.is_checking or view.status.rate_bytes_s < 1:
        return amount
    rate = rate_words(view.status.rate_bytes_s)
    left = view.status.seconds_left
    if left is None:
        return tr("{amount} · {rate}", amount=amount, rate=rate)
    return tr("{amount} · {rate} · {time} left", amount=amount, rate=rate, time=duration(left))


def share_words(share: SourceShare) -> str:
    """What a source gave, and what it is doing."""
    given = size(share.bytes)
    if share.state is SourceState.WORKING and share.rate_bytes_s >= 1:
        return tr("gave {size} · {rate}", size=given, rate=rate_words(share.rate_bytes_s))
    return tr("gave {size} · {state}", size=given, state=tr(_SHARES[share.state]))


def share_trouble(share: SourceShare) -> str:
    """What was last wrong with it; empty if nothing was."""
    return "" if share.trouble is None else trouble_words(share.trouble)
