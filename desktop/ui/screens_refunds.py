"""The scenes of sellers who cheat, of models that fail their own test, and of a wallet that is locked meanwhile."""

from dataclasses import replace

from desktop.core.errors import NodeUnreachable, WalletLocked
from desktop.core.orders import PurchaseState
from desktop.core.runs import FailedTest
from desktop.services.accounts import WalletState
from desktop.services.purchase import RefundOptions
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.scenes import Scene
from desktop.ui.screens_pages import full_library, hold, press
from desktop.ui.showcase import Showcase


def refund_scenes() -> tuple[Scene, ...]:
    """In the order of what happens to a cheated buyer."""
    return (
        Scene("47-order-wrong-content", Route("order", "bytes"), _cheated),
        Scene("48-order-filing", Route("order", "wrong"), _filing, press("order-complain"), settles=False),
        Scene("49-order-sent", Route("order", "sent"), _cheated),
        Scene("50-order-refunded", Route("order", "back"), _cheated),
        Scene("51-order-test-failed", Route("order", "failed"), _cheated),
        Scene("52-order-test-ask", Route("order", "failed"), _cheated, press("self-test-ask")),
        Scene("53-order-test-died", Route("order", "died"), _cheated),
        Scene("54-order-claim-fails", Route("order", "wrong"), _claim_fails, press("order-complain")),
        Scene("55-order-locked", Route("order", "locked"), _locked_purchase, press("purchase-retry")),
        Scene("56-library-locked", Route("library"), _locked_purchase),
        Scene("57-listing-wrong-key", Route("listing", "8"), full_library),
        Scene("58-order-wrong-content-long", Route("order", "long"), _cheated, size=(960, 640)),
        Scene("59-order-test-failed-200", Route("order", "failed"), _cheated, scale=2.0),
        Scene("60-order-waiting", Route("order", "late"), full_library),
        Scene("61-order-credited", Route("order", "back"), _credited),
    )  # fmt: skip


def _cheated(show: Showcase) -> None:
    """Sellers who cheated, in each state of getting the money back; and one whose model fails its own test."""
    show.catalogue.rows = (values.long_listing(), *values.listings())
    by_name = {row.title: row for row in show.catalogue.rows}
    states, long = PurchaseState, values.long_listing()
    for key, row, state in (
        ("wrong", by_name["Credit risk"], states.WRONG_KEY), ("bytes", by_name["Photo denoiser"], states.WRONG_CONTENT),
        ("sent", by_name["Credit risk"], states.REFUNDING), ("back", by_name["Credit risk"], states.REFUNDED),
        ("failed", by_name["Tumour diagnosis"], states.PROVISIONAL), ("died", by_name["Photo denoiser"], states.FINAL),
        ("long", long, states.WRONG_CONTENT),
    ):  # fmt: skip
        show.purchases.kept[key] = values.purchase(key, row, state)
    for key, failed in (("failed", values.FAILED_TEST), ("died", FailedTest(fault="ModelOutOfMemory"))):
        show.purchases.kept[key] = replace(show.purchases.kept[key], self_test_ok=False, failed_test=failed)


def _filing(show: Showcase) -> None:
    _cheated(show)
    hold("purchases.complain")(show)


def _claim_fails(show: Showcase) -> None:
    _cheated(show)
    show.gate.faults["purchases.complain"] = NodeUnreachable("https://rpc.example.org")


def _credited(show: Showcase) -> None:
    _cheated(show)
    show.purchases.options = RefundOptions(
        can_confirm=False, can_refund=True, can_complain=False, amount_wei=27 * 10**15,
        cost_most_wei=19_950_000_000_000, until=None, reason="credited",
    )  # fmt: skip


def _locked_purchase(show: Showcase) -> None:
    full_library(show)
    show.accounts.state = WalletState.LOCKED
    show.gate.faults["purchases.fetch"] = WalletLocked()
    bought = values.purchase("locked", show.catalogue.rows[0], PurchaseState.DELIVERED)
    show.purchases.kept = {"locked": bought, **show.purchases.kept}
