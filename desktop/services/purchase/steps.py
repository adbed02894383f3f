"""The progress line of a purchase: six named steps, each with its state."""

from desktop.core.errors import WalletLocked
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.transfers import DownloadPaused

STEPS = ("fetch", "verify", "pay", "receive", "check", "test")
_NOW: dict[PurchaseState, int] = {
    PurchaseState.FETCHING: 0,
    PurchaseState.READY: 2,
    PurchaseState.APPROVING: 2,
    PurchaseState.BUYING: 2,
    PurchaseState.WAITING: 3,
    PurchaseState.DELIVERED: 4,
    PurchaseState.PROVISIONAL: 6,
    PurchaseState.FINAL: 6,
    PurchaseState.FREE: 6,
    PurchaseState.WRONG_KEY: 4,
    PurchaseState.WRONG_CONTENT: 4,
}
_WAITS = {WalletLocked.__name__, DownloadPaused.__name__}
"""What waits for the person has not failed."""
WRONG = frozenset({PurchaseState.WRONG_KEY, PurchaseState.WRONG_CONTENT})
"""What was delivered is provably not what was promised."""


def steps_of(purchase: Purchase) -> tuple[tuple[str, str], ...]:
    """The progress line: each step with ``done``, ``now``, ``todo`` or ``failed``."""
    reached = _NOW.get(purchase.state)
    if reached is None:  # cancelled, refunding, refunded
        reached = 4 if purchase.delivery else 3 if purchase.order else 0
        return tuple(
            (s, "done" if i < reached else "failed" if i == reached else "todo") for i, s in enumerate(STEPS)
        )
    stopped = purchase.fault not in {None, *_WAITS}
    now = "failed" if purchase.state in WRONG or stopped else "now"
    steps = [(s, "done" if i < reached else now if i == reached else "todo") for i, s in enumerate(STEPS)]
    if purchase.self_test_ok is False:
        steps[-1] = ("test", "failed")
    return tuple(steps)
