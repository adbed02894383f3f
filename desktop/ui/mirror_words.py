"""Places and addresses of own listings in words."""

import time
from collections.abc import Sequence

from desktop.core.mirrors import Mirror, MirrorKind, MirrorOutcome, SourceStanding
from desktop.core.transfers import Trouble
from desktop.text import describe, duration, mark, size, tr, trn
from desktop.text.transfers import trouble_words
from desktop.ui.phrases import ago

MIRROR_ICONS = {MirrorKind.FOLDER: "folder-open", MirrorKind.IPFS: "globe", MirrorKind.APP: "hard-drive"}
_KINDS = {
    MirrorKind.FOLDER: mark("Folder"),
    MirrorKind.IPFS: mark("IPFS node"),
    MirrorKind.APP: mark("This computer"),
}


def mirror_name(mirror: Mirror) -> str:
    """What it is, in a word or two."""
    return tr(_KINDS[mirror.kind])


def mirror_place(mirror: Mirror) -> str:
    """Where it is, and by which address buyers find it."""
    if mirror.kind is MirrorKind.APP:
        return mirror.address
    if not mirror.address:
        return mirror.target
    return tr("{place} → {address}", place=mirror.target, address=mirror.address)


def mirror_note(mirror: Mirror) -> str:
    """What to know of it."""
    if mirror.kind is MirrorKind.FOLDER and not mirror.address:
        return tr("A copy for yourself: without an address it is not in the listing.")
    if mirror.kind is MirrorKind.IPFS:
        return tr("Added and pinned there; the listing names its ipfs:// address.")
    return ""


def standing_badge(standing: SourceStanding | None) -> tuple[str, str]:
    """The state in a word, with its tone."""
    if standing is None:
        return tr("Not asked yet"), "neutral"
    return (tr("Serves"), "success") if standing.is_serving else (tr("Does not serve"), "danger")


def standing_words(standing: SourceStanding | None) -> str:
    """What it gave, or what is wrong and when it last was right."""
    if standing is None:
        return tr("Nobody has looked yet whether it serves.")
    when = ago(time.time() - standing.asked_at)
    if standing.is_serving:
        pieces = trn("{n} random piece was right", "{n} random pieces were right", standing.pieces)
        return tr(
            "{pieces}: {size} in {seconds}, asked {when}.",
            pieces=pieces,
            size=size(standing.bytes),
            seconds=duration(standing.seconds) if standing.seconds >= 1 else tr("less than a second"),
            when=when,
        )
    fault = trouble_words(Trouble(standing.fault, standing.detail))
    if standing.served_at:
        last = ago(time.time() - standing.served_at)
        return tr("{fault} Asked {when}; it last served {last}.", fault=fault, when=when, last=last)
    return tr("{fault} Asked {when}; it never served so far.", fault=fault, when=when)


def outcome_words(outcome: MirrorOutcome) -> str:
    """How publishing to one place went."""
    name = tr("{kind}: {place}", kind=mirror_name(outcome.mirror), place=mirror_place(outcome.mirror))
    if outcome.error is None:
        return tr("{place}. Done and checked.", place=name)
    words = describe(outcome.error)
    return tr("{place}. {fault}. {body}", place=name, fault=words.title, body=words.body)


def listed_words(name: str, outcomes: Sequence[MirrorOutcome], *, is_revision: bool) -> tuple[str, str]:
    """What is said once a model is on the market, with its tone."""
    failed = sum(outcome.error is not None for outcome in outcomes)
    if failed:
        return "warning", trn(
            "“{name}” is on the market, but {n} place did not take it. See where it is served.",
            "“{name}” is on the market, but {n} places did not take it. See where it is served.",
            failed,
            name=name,
        )
    if is_revision:
        return "success", tr("The new version of “{name}” is on the market.", name=name)
    return "success", tr("“{name}” is on the market.", name=name)
