"""Stored content in words: why something is kept, and what a check of it found."""

from desktop.core.checks import CheckState, VersionCheck
from desktop.core.keeping import Judged, Kind, Verdict
from desktop.text.cases import CASES
from desktop.text.catalog import mark, tr, trn
from desktop.text.words import date_time, size

KINDS = {
    Kind.WHOLE: mark("Model"),
    Kind.PUBLIC: mark("Public part only"),
    Kind.PARTS: mark("Unfinished download"),
    Kind.WRONG: mark("Damaged copy, put aside"),
}

_RULES = {
    "licence": mark("You hold its licence."),
    "order": mark("An order of it is under way."),
    "request": mark("You are asking for its key."),
    "listing": mark("You sell it."),
    "sale": mark("You sold it, and the buyer's time is not over."),
    "ended": mark("Its licence has ended. Fetched again, it would run again only with a new one."),
    "closed": mark("You sell it no more. Who bought it from you may want to fetch it again."),
    "over": mark("Its purchase was cancelled or refunded."),
    "tried": mark("You looked at it or tried it, and did not buy it."),
    "interrupted": mark("A download that stopped."),
    "unclaimed": mark("No order or listing of this wallet belongs to it."),
    "wrong": mark("A copy that turned out damaged, kept to be looked at."),
}
_STATES = {
    CheckState.WAITING: mark("Not checked yet."),
    CheckState.CHECKING: mark("Checked in part."),
    CheckState.SOUND: mark("Sound: every byte is what was promised."),
}


STATES = {
    CheckState.SOUND: (mark("Sound"), "success"),
    CheckState.MENDED: (mark("Mended"), "accent"),
    CheckState.DAMAGED: (mark("Damaged"), "danger"),
    CheckState.CHECKING: (mark("Checked in part"), "neutral"),
    CheckState.WAITING: (mark("Not checked"), "neutral"),
}
"""The state of a check in a word, with its tone."""


def why(judged: Judged) -> str:
    """Why it is kept, or may go; and when it goes by itself."""
    words = tr(_RULES[judged.rule]) if judged.rule in _RULES else ""
    if judged.verdict is Verdict.KEEP and judged.free_at is not None:
        return tr("{why} May go from {time}.", why=words, time=date_time(judged.free_at))
    return words


def finding(check: VersionCheck | None) -> str:
    """What was found, and what was done about it, in one or two sentences."""
    if check is None:
        return tr("Not checked yet.")
    if check.state is CheckState.MENDED:
        if not check.mended_from:
            return tr("{damage} It is whole again.", damage=_damage(check))
        return tr(
            "{damage} Mended with {size} from {sources}.",
            damage=_damage(check),
            size=size(check.mended_bytes),
            sources=", ".join(check.mended_from),
        )
    if check.state is CheckState.DAMAGED:
        return tr("{damage} It is out of use until a source gives the right bytes.", damage=_damage(check))
    return tr(_STATES[check.state])


def hindrance(check: VersionCheck | None) -> str:
    """Why mending it failed; empty if it was not tried, or worked."""
    if check is None or not check.fault:
        return ""
    title = CASES[check.fault][0] if check.fault in CASES else ""
    return tr("Mending it failed: {reason}.", reason=tr(title) if title else check.fault)


def _damage(check: VersionCheck) -> str:
    point = check.point
    if point.wrong_files:
        return trn(
            "{n} file was missing or wrong.", "{n} files were missing or wrong.", len(point.wrong_files)
        )
    return trn("{n} piece of 64 KiB was damaged.", "{n} pieces of 64 KiB were damaged.", max(point.wrong, 1))
