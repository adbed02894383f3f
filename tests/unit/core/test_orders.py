"""The graph of a purchase is closed, and nothing leads out of an end."""

from desktop.core.orders import SETTLED, TRANSITIONS, PurchaseState


def test_every_state_is_in_the_graph() -> None:
    assert set(TRANSITIONS) == set(PurchaseState)


def test_nothing_leads_out_of_a_settled_purchase_but_a_reorganisation() -> None:
    ways = {state: TRANSITIONS[state] for state in SETTLED if TRANSITIONS[state]}

    assert ways == {
        PurchaseState.REFUNDED: {PurchaseState.WAITING, PurchaseState.REFUNDING},
        PurchaseState.FINAL: {
            PurchaseState.PROVISIONAL,
            PurchaseState.WAITING,
            PurchaseState.BUYING,
            PurchaseState.REFUNDED,
        },
    }


def test_money_can_come_back_from_every_paid_state() -> None:
    paid = {
        PurchaseState.WAITING, PurchaseState.DELIVERED, PurchaseState.PROVISIONAL,
        PurchaseState.WRONG_KEY, PurchaseState.WRONG_CONTENT, PurchaseState.REFUNDING,
    }  # fmt: skip

    assert all(PurchaseState.REFUNDED in TRANSITIONS[state] for state in paid)


def test_a_paid_purchase_can_never_be_cancelled() -> None:
    free_to_stop = {s for s, after in TRANSITIONS.items() if PurchaseState.CANCELLED in after}

    # An approval pays nothing: it lets the market take the price, if this account ever buys.
    assert free_to_stop <= {PurchaseState.FETCHING, PurchaseState.READY, PurchaseState.APPROVING}
