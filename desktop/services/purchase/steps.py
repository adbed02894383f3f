"""The progress line of a purchase: what is done, what goes on, what failed."""

from desktop.core.orders import Purchase, PurchaseState

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
_FAILED = {PurchaseState.WRONG_KEY, PurchaseState.WRONG_CONTENT}


def steps_of(purchase: Purchase) -> tuple[tuple[str, str], ...]:
    """The progress line: each step with ``done``, ``now``, ``todo`` or ``failed``."""
    reached = _NOW.get(purchase.state)
    if reached is None:  # cancelled, refunding, refunded
        reached = 4 if purchase.delivery else 3 if purchase.order else 0
        return tuple(
            (s, "done" if i < reached else "failed" if i == reached else "todo") for i, s in enumerate(STEPS)
        )
    now = "failed" if purchase.state in _FAILED or purchase.fault else "now"
    steps = [(s, "done" if i < reached else now if i == reached else "todo") for i, s in enumerate(STEPS)]
    if purchase.self_test_ok is False:
        steps[-1] = ("test", "failed")
    return tuple(steps)
