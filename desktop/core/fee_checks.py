"""What is unusual about a fee or a nonce that a person chose, before anything is signed."""

from enum import Enum

from desktop.core.transactions import FeeChoice, FeeLevel, FeeOffer

FAR_ABOVE = 10
"""So many times what Fast costs is a slip of the keys more often than a wish."""


class FeeFinding(Enum):
    """One thing to say; ``blocks`` where no node would take the transaction."""

    IMPOSSIBLE = "impossible"
    BELOW_LEAST = "below-least"
    BELOW_BASE = "below-base"
    NO_TIP = "no-tip"
    FAR_ABOVE = "far-above"
    NONCE_USED = "nonce-used"
    NONCE_WAITING = "nonce-waiting"
    NONCE_AHEAD = "nonce-ahead"

    @property
    def blocks(self) -> bool:
        return self in {FeeFinding.IMPOSSIBLE, FeeFinding.BELOW_LEAST, FeeFinding.NONCE_USED}


def check_fee(offer: FeeOffer, choice: FeeChoice) -> tuple[FeeFinding, ...]:
    """What is unusual about a fee, the worst first; one of the levels is never unusual."""
    fee, least = offer.fee(choice), offer.least
    if not fee.is_possible:
        return (FeeFinding.IMPOSSIBLE,)
    if least is not None and (
        fee.max_fee_wei < least.max_fee_wei or fee.max_priority_fee_wei < least.max_priority_fee_wei
    ):
        return (FeeFinding.BELOW_LEAST,)
    if isinstance(choice, FeeLevel):
        return ()
    found = []
    if fee.max_fee_wei < offer.base_fee_wei:
        found.append(FeeFinding.BELOW_BASE)
    elif not fee.max_priority_fee_wei:
        found.append(FeeFinding.NO_TIP)
    if fee.max_fee_wei > FAR_ABOVE * offer.fee(FeeLevel.FAST).max_fee_wei:
        found.append(FeeFinding.FAR_ABOVE)
    return tuple(found)


def check_nonce(offer: FeeOffer, nonce: int | None) -> tuple[FeeFinding, ...]:
    """What is unusual about a nonce; none of the person's own never is."""
    if nonce is None or nonce == offer.next_nonce:
        return ()
    if nonce < offer.mined_nonce:
        return (FeeFinding.NONCE_USED,)
    return (FeeFinding.NONCE_WAITING if nonce < offer.next_nonce else FeeFinding.NONCE_AHEAD,)
