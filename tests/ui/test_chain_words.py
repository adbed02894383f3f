"""What the window says of the chain: how settled an order is, what was taken back, which deadline is near."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.core.deadlines import Alarm, AlarmKind, Level
from desktop.core.errors import NodeUnreachable
from desktop.core.orders import PurchaseState
from desktop.core.settlement import ChainNotice, Mark, Undone
from desktop.services.accounts import WalletState
from desktop.services.deadlines import ChainMoment
from desktop.ui import showcase_values as values
from desktop.ui.alarm_bar import AlarmBar, DesktopNotes
from desktop.ui.order_words import UNDONE, marks_tip, notice_words
from desktop.ui.pages.library import LibraryPage
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.order import OrderPage
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_chain import settlement
from desktop.ui.widgets.basic import Badge
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
PROVE = Alarm(AlarmKind.PROVE, Level.URGENT, "one", "Digits", values.NOW + 600, 10**16)
LATE = Alarm(AlarmKind.MONEY_BACK, Level.WARNING, "two", "Sunspots", values.NOW - 5, 10**16)


def owned(*states: PurchaseState) -> Callable[[Showcase], None]:
    """Purchases named one, two, three in these states."""

    def prepare(show: Showcase) -> None:
        for name, state in zip(("one", "two", "three"), states, strict=False):
            show.purchases.kept[name] = values.purchase(name, show.catalogue.rows[0], state)

    return prepare


def said(widget: object) -> str:
    found = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]  # type: ignore[attr-defined]
    return "\n".join(found)


@pytest.mark.parametrize(
    ("mark", "words"),
    [(Mark.LATEST, "In a block"), (Mark.SAFE, "Safe"), (Mark.FINALIZED, "Final on the chain")],
)
def test_each_page_marks_an_order_by_the_chains_own_tags(make_desk: MakeDesk, mark: Mark, words: str) -> None:
    desk = make_desk(owned(PurchaseState.PROVISIONAL))
    desk.show.memory.kept["one"] = settlement("one", mark, mark)

    desk.go("library")
    library = desk.page(LibraryPage)._cards["one"].mark
    desk.go("order", "one")
    timeline = said(desk.page(OrderPage).timeline)
    desk.go("listing", str(desk.show.catalogue.rows[0].id))
    listing = desk.page(ListingPage).progress.mark

    assert library.label.text() == words
    assert listing.label.text() == words
    assert timeline.count(words) == 2
    assert f"Payment: {words}" in library.toolTip()
    assert "block 4,180" in timeline


def test_a_node_that_does_not_say_is_never_quoted_as_safe(make_desk: MakeDesk) -> None:
    desk = make_desk(owned(PurchaseState.PROVISIONAL))
    desk.show.memory.kept["one"] = settlement("one", Mark.LATEST, Mark.LATEST, tells=False)

    desk.go("order", "one")
    words = said(desk.page(OrderPage).timeline)

    assert "This node does not say how safe it is." in words
    assert "Safe" not in words.replace("how safe", "")


def test_a_final_licence_and_a_block_that_is_final_on_the_chain_are_told_apart(make_desk: MakeDesk) -> None:
    desk = make_desk(owned(PurchaseState.FINAL, PurchaseState.PROVISIONAL))
    desk.show.memory.kept["one"] = settlement("one", Mark.FINALIZED, Mark.FINALIZED, Mark.LATEST)
    desk.show.memory.kept["two"] = settlement("two", Mark.FINALIZED, Mark.FINALIZED)

    desk.go("library")
    cards = desk.page(LibraryPage)._cards

    assert (cards["one"].state.text(), cards["one"].mark.label.text()) == ("Owned", "In a block")
    assert (cards["two"].state.text(), cards["two"].mark.label.text()) == (
        "Provisional",
        "Final on the chain",
    )
    tip = marks_tip(desk.show.memory.kept["one"], PurchaseState.FINAL)
    assert "Payment released, licence final: In a block" in tip


def test_an_order_that_nobody_has_looked_at_has_no_mark(make_desk: MakeDesk) -> None:
    desk = make_desk(owned(PurchaseState.PROVISIONAL))

    desk.go("order", "one")

    assert not desk.page(OrderPage).timeline.isVisible()


def test_a_mark_that_deepens_is_shown_without_opening_the_page_again(make_desk: MakeDesk) -> None:
    from desktop.core.changes import Change, Topic

    desk = make_desk(owned(PurchaseState.PROVISIONAL))
    desk.show.memory.kept["one"] = settlement("one", Mark.LATEST)
    desk.go("order", "one")

    desk.show.memory.kept["one"] = settlement("one", Mark.FINALIZED)
    desk.show.publish(Change(Topic.PURCHASES, "one"))
    desk.until(lambda: "Final on the chain" in said(desk.page(OrderPage).timeline))


@pytest.mark.parametrize("undone", Undone)
def test_what_the_chain_took_back_is_told_until_it_was_read(make_desk: MakeDesk, undone: Undone) -> None:
    desk = make_desk(owned(PurchaseState.WAITING))
    notice = ChainNotice(3, "one", values.NOW, undone, 4_188)
    desk.show.memory.told.append(notice)

    desk.go("order", "one")
    first = said(desk.page(OrderPage).notices)
    desk.press("notice-seen")
    desk.until(lambda: not desk.page(OrderPage).notices.isVisible(), "the notice to leave")

    title, body = notice_words(notice)
    assert title in first
    assert body in first
    assert "block 4,188" in first
    assert desk.show.memory.told == []


@pytest.mark.parametrize("undone", Undone)
def test_a_block_that_nobody_knows_is_not_numbered(undone: Undone) -> None:
    title, _body = notice_words(ChainNotice(3, "one", 0, undone, None))

    assert "{" not in title
    assert title == UNDONE[undone][1]


@pytest.mark.parametrize(
    ("state", "seconds", "words"),
    [
        (PurchaseState.WAITING, -1, "Refundable from"),
        (PurchaseState.WAITING, 1, "Refundable now"),
        (PurchaseState.PROVISIONAL, -1, "Refundable until"),
        (PurchaseState.WRONG_KEY, -1, "Refundable now, until"),
        (PurchaseState.WRONG_KEY, 1, "No longer refundable"),
        (PurchaseState.FINAL, 0, "No longer refundable"),
        (PurchaseState.REFUNDED, 0, "Refunded"),
    ],
)
def test_every_order_says_until_when_it_is_refundable_also_without_a_node(
    make_desk: MakeDesk, state: PurchaseState, seconds: int, words: str
) -> None:
    def prepare(show: Showcase) -> None:
        owned(state)(show)
        kept = show.purchases.kept["one"]
        end = (kept.deliver_until if state is PurchaseState.WAITING else kept.refundable_until) or values.NOW
        show.deadlines.moment = ChainMoment(end + seconds, is_counted=True)
        show.gate.faults["purchases.refund_options"] = NodeUnreachable("node")

    desk = make_desk(prepare)
    desk.go("library")
    library = desk.find(QLabel, "library-refundable").text()
    desk.go("order", "one")
    order = desk.find(Badge, "order-refundable").text()

    assert library.startswith(words)
    assert order == library


def test_nothing_is_offered_before_the_chain_has_said_what_it_allows(make_desk: MakeDesk) -> None:
    """All three buttons were there, enabled, while the node did not answer."""

    def prepare(show: Showcase) -> None:
        owned(PurchaseState.WRONG_KEY)(show)
        show.gate.faults["purchases.refund_options"] = NodeUnreachable("node")

    desk = make_desk(prepare)
    desk.go("order", "one")
    remedies = desk.page(OrderPage).remedies

    assert remedies.fault.isVisible()
    assert not any(b.isVisible() for b in (remedies.confirm, remedies.refund, remedies.complain))


def alarmed(*alarms: Alarm) -> Callable[[Showcase], None]:
    def prepare(show: Showcase) -> None:
        owned(PurchaseState.WRONG_KEY, PurchaseState.WAITING)(show)
        show.deadlines.alarms = alarms

    return prepare


def test_the_most_pressing_deadline_lies_over_every_page_with_a_way_to_its_order(make_desk: MakeDesk) -> None:
    desk = make_desk(alarmed(PROVE, LATE))
    bar = desk.window.alarms

    assert bar.isVisible()
    assert "Digits: what came is wrong; 10 minutes left to prove it" in said(bar)
    assert "Sunspots" not in said(bar)
    assert bar.more.text() == "1 more deadline"
    desk.press("alarm-open")
    desk.settle()
    assert desk.page(OrderPage)._id == "one"


def test_the_other_deadlines_open_on_demand(make_desk: MakeDesk) -> None:
    desk = make_desk(alarmed(PROVE, LATE))

    desk.press("alarm-more")
    desk.settle()

    assert "Sunspots: nothing came in time" in said(desk.window.alarms)
    desk.press("alarm-more")
    desk.settle()
    assert "Sunspots" not in said(desk.window.alarms)


def test_a_strip_that_says_the_same_is_not_built_anew(make_desk: MakeDesk) -> None:
    """Every few seconds it took the keyboard away from its button."""
    desk = make_desk(alarmed(PROVE))
    button = desk.find(QPushButton, "alarm-open")

    desk.window.alarms.show_view(desk.show.deadlines.view())

    assert desk.find(QPushButton, "alarm-open") is button


def test_a_deadline_that_was_put_away_leaves_and_the_next_one_comes(make_desk: MakeDesk) -> None:
    desk = make_desk(alarmed(PROVE, LATE))

    desk.press("alarm-away")
    desk.settle()

    assert [a.subject for a in desk.window.alarms.alarms] == ["two"]
    assert "Sunspots: nothing came in time" in said(desk.window.alarms)
    assert desk.show.deadlines.away == {"prove:one": Level.URGENT}


def test_a_window_that_closed_while_the_app_was_closed_is_said_plainly(make_desk: MakeDesk) -> None:
    slept = replace(PROVE, kind=AlarmKind.TOO_LATE, at=values.NOW - 60, slept=True)
    words = said(make_desk(alarmed(slept)).window.alarms)

    assert "the time to prove a fault has passed" in words
    assert "Licet was closed when it passed." in words


def test_without_a_node_the_deadlines_are_told_all_the_same_and_say_by_which_clock(
    make_desk: MakeDesk,
) -> None:
    def prepare(show: Showcase) -> None:
        alarmed(PROVE)(show)
        show.network.fault = NodeUnreachable("node")
        show.deadlines.moment = ChainMoment(values.NOW, is_counted=True)

    desk = make_desk(prepare)

    assert "Reckoned by this computer's clock" in said(desk.window.alarms)
    assert desk.show.watch.looks == 0


def test_a_sellers_deadline_leads_to_the_sales(make_desk: MakeDesk) -> None:
    desk = make_desk(alarmed(replace(PROVE, kind=AlarmKind.DELIVER)))

    desk.press("alarm-open")
    desk.settle()

    assert type(desk.window.page).__name__ == "SellPage"


def test_every_kind_of_alarm_has_words_without_a_hole(make_desk: MakeDesk) -> None:
    desk = make_desk(alarmed(*(replace(PROVE, kind=kind) for kind in AlarmKind)))
    desk.press("alarm-more")
    desk.settle()
    words = said(desk.window.alarms)

    assert "{" not in words
    assert len(
        [b for b in desk.window.alarms.findChildren(QPushButton, "alarm-open") if b.isVisible()]
    ) == len(AlarmKind)


def test_a_purchase_that_the_chain_has_moved_is_carried_on(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        owned(PurchaseState.WAITING)(show)
        show.watch.carry_on = ("one",)

    desk = make_desk(prepare)
    desk.until(lambda: desk.show.purchases.kept["one"].state is PurchaseState.PROVISIONAL, "the purchase")


def test_a_locked_wallet_carries_nothing_on_by_itself(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        owned(PurchaseState.WAITING)(show)
        show.accounts.state = WalletState.LOCKED
        show.watch.carry_on = ("one",)

    desk = make_desk(prepare)

    assert desk.show.watch.looks == 1
    assert desk.show.purchases.kept["one"].state is PurchaseState.WAITING


def test_a_desktop_without_a_tray_is_asked_for_nothing(desk: Desk) -> None:
    assert not DesktopNotes(lambda _route: None, desk.window).tell((PROVE,), values.NOW)


def test_no_alarm_means_no_strip(desk: Desk) -> None:
    bar = desk.window.findChild(AlarmBar)

    assert bar is not None
    assert not bar.isVisible()
