"""What is unusual about how a payment was asked for: the link, the name, what was pasted."""

import unicodedata

from desktop.core.identity import Address
from desktop.core.lookalikes import odd_letters, reads_like
from desktop.core.payment_links import PaymentRequest
from desktop.core.warnings import (
    CHECKSUM,
    NAME_LOOK_ALIKE,
    NAME_MIXED,
    OTHER_CHAIN,
    PASTE_CHANGED,
    PASTE_HIDDEN,
    Alert,
    alert,
)


def judge_request(request: PaymentRequest, chain_id: int, present: int | str = "") -> list[Alert]:
    """What is unusual about a link; ``present`` is the network in use as the person calls it."""
    found = []
    if request.chain_id not in {None, chain_id}:
        found.append(alert(OTHER_CHAIN, wanted=request.chain_id or 0, present=present or chain_id))
    if not request.checksums_fit:
        found.append(alert(CHECKSUM))
    return found


def judge_name(name: str, known: list[str]) -> list[Alert]:
    """What is unusual about a name in normal form; ``known`` are names that the person pays already."""
    if name in known:
        return []
    if (twin := reads_like(name, known)) is not None:
        return [alert(NAME_LOOK_ALIKE, name=name, known=twin)]
    letters = odd_letters(name)
    return [alert(NAME_MIXED, name=name, letters=" ".join(letters))] if letters else []


def judge_paste(pasted: str, found: Address | None, copied: Address | None) -> list[Alert]:
    """What is unusual about pasted text.

    Args:
        pasted: The text as it came.
        found: The address in it, if any.
        copied: The address that was last copied in Licet, as long as that is not long ago.
    """
    alerts = []
    if any(unicodedata.category(c) in {"Cf", "Cc"} and c not in "\r\n\t" for c in pasted):
        alerts.append(alert(PASTE_HIDDEN))
    if found is not None and copied is not None and found != copied:
        alerts.append(alert(PASTE_CHANGED, copied=copied))
    return alerts
