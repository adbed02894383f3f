"""What is shown before signing: the sentence first, what changes, how surely, and the bytes one click away."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.calls import calldata_digest
from desktop.core.effects import Fullness, Preview
from desktop.core.typed_messages import read_typed_message
from desktop.core.warnings import BURN, FIRST_TIME, alert
from desktop.ui import showcase_effects as samples
from desktop.ui import showcase_values as values
from desktop.ui.effect_bar import EffectBar, OutcomeDialog
from desktop.ui.pages.listing import ListingPage
from desktop.ui.screens_effects import _order, _permit
from desktop.ui.showcase import Showcase
from desktop.ui.theme import Theme
from desktop.ui.widgets.confirmation import ChangesFold, ConfirmationView, DetailsView
from desktop.ui.widgets.message_view import MessageView
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def text_of(widget: QWidget) -> str:
    shown = (
        label.text().replace("\u200b", "")
        for label in widget.findChildren(QLabel)
        if label.isVisibleTo(widget)
    )
    return "\n".join(shown)


W = TypeVar("W", bound=QWidget)


@pytest.fixture
def keep(theme: Theme, qtbot: QtBot) -> Callable[[W], W]:
    """A widget of its own, closed and deleted after the test."""

    def kept(widget: W) -> W:
        qtbot.addWidget(widget)
        return widget

    return kept


@pytest.fixture
def view(keep: Callable[[ConfirmationView], ConfirmationView]) -> Callable[..., ConfirmationView]:
    return lambda *args, **more: keep(ConfirmationView(*args, **more))


def test_a_payment_is_one_sentence_and_one_change(view: Callable[..., ConfirmationView]) -> None:
    shown = view(samples.payment())

    assert shown.sentence.text() == f"You pay 0.05 ETH to {samples.FRIEND.short}."
    assert "0.05 ETH leave this account" in text_of(shown)
    assert "Simulated on your node" in text_of(shown)


def test_the_bytes_are_one_click_away_and_whole(view: Callable[..., ConfirmationView]) -> None:
    preview = samples.approval(12_500_000)
    shown = view(preview)
    assert not shown.details.isVisibleTo(shown)

    shown.more.click()

    text = text_of(shown)
    digest = calldata_digest(preview.call.data).hex()
    assert "Calldata Digest" in text
    assert f"0x{digest}" in text.replace(" ", "")
    assert "0x" + preview.call.data.hex() in text
    assert {"Nonce", "Gas limit", "Network", "Function"} <= set(text.split("\n"))
    shown.more.click()
    assert not shown.details.isVisibleTo(shown)


def test_a_payment_without_data_has_no_digest(view: Callable[..., ConfirmationView]) -> None:
    shown = view(samples.payment())
    shown.more.click()

    assert "Calldata Digest" not in text_of(shown)


def test_an_unlimited_approval_is_said_in_words(view: Callable[..., ConfirmationView]) -> None:
    shown = view(samples.approval())

    assert "take all USDX from this account, now and later" in shown.sentence.text()
    assert str(2**256 - 1) not in shown.sentence.text()


@pytest.mark.parametrize(
    ("fullness", "words"),
    [
        (Fullness.TRIED, "Not fully simulated"),
        (Fullness.UNTRIED, "carries a secret"),
        (Fullness.UNREACHED, "no node answered"),
    ],
)
def test_what_was_not_measured_is_said_to_be_so(
    view: Callable[..., ConfirmationView], fullness: Fullness, words: str
) -> None:
    assert words in text_of(view(samples.approval(5, fullness)))


def test_an_unmeasured_unknown_call_never_reads_as_harmless(view: Callable[..., ConfirmationView]) -> None:
    text = text_of(view(samples.unknown(measured=False)))

    assert "0xdeadbeef" in text
    assert "Licet cannot say all that this changes" in text
    assert "Nothing but the network fee" not in text


def test_what_would_fail_says_why_and_that_only_the_fee_is_gone(
    view: Callable[..., ConfirmationView],
) -> None:
    text = text_of(view(samples.failing()))

    assert "This would fail" in text
    assert "Nothing but the network fee leaves this account." in text
    assert "0.02 ETH leave" not in text


def test_warnings_stand_between_the_sentence_and_what_changes(
    view: Callable[..., ConfirmationView],
) -> None:
    text = text_of(view(samples.payment(), (alert(BURN), alert(FIRST_TIME))))

    assert text.index("You pay") < text.index("Nobody can ever spend") < text.index("What changes")


def test_a_contacts_name_stands_at_its_address(view: Callable[..., ConfirmationView]) -> None:
    shown = view(samples.payment(), name_of=lambda a: "Ada" if a == samples.FRIEND else "")

    assert "Ada" in text_of(shown)


def test_every_sample_is_shown_with_all_its_arguments(keep: Callable[[QWidget], QWidget]) -> None:
    previews: list[Preview] = [samples.purchase(), samples.approval(), samples.unknown(measured=True)]
    for preview in previews:
        text = text_of(keep(DetailsView(preview)))

        assert all(part.name in text for part in preview.decoded.arguments)


def test_a_permit_is_shown_as_what_it_allows(keep: Callable[[QWidget], QWidget]) -> None:
    message = read_typed_message(_permit())
    text = text_of(keep(MessageView(message, values.CHAIN_ID, values.unit)))

    assert "lets somebody take what is yours" in text
    assert f"{samples.STRANGER.short} may take up to 12.5 USDX of yours" in text
    for name in ("EIP-712 Digest", "Domain Hash", "Message Hash"):
        assert name in text
    assert "0x" + message.digest.hex() in text.replace(" ", "")


def test_a_message_for_another_network_says_so(keep: Callable[[QWidget], QWidget]) -> None:
    text = text_of(keep(MessageView(read_typed_message(_order()), values.CHAIN_ID, values.unit)))

    assert "It is meant for the network 1" in text


def alarming(show: Showcase) -> None:
    show.effects.kept = [samples.took_more()]


def test_what_did_more_than_agreed_is_told_over_every_page_until_it_is_seen(make_desk: MakeDesk) -> None:
    desk = make_desk(alarming)
    bar = desk.window.findChild(EffectBar)
    assert bar is not None
    for page in ("market", "wallet"):
        desk.go(page)
        assert bar.isVisible()
    assert "36 USDX left, and 12 USDX were to leave." in text_of(bar)

    bar.banner.button.click()
    dialog = desk.window.findChild(OutcomeDialog)
    assert dialog is not None
    assert "What you agreed to" in text_of(dialog)
    dialog.findChild(QPushButton, "outcome-away").click()
    desk.settle()

    assert not bar.isVisible()


def test_nothing_is_told_where_everything_came_as_agreed(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.go("wallet")
    bar = desk.window.findChild(EffectBar)

    assert bar is not None
    assert not bar.isVisible()


def test_the_buy_panel_says_that_it_was_tried_and_shows_the_changes_on_demand(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.go("listing", "1")
    fold = desk.page(ListingPage).panel.changes
    assert fold.turn.text() == "Simulated: what changes"
    assert "leave this account" not in text_of(fold)

    fold.turn.click()

    assert "0.005 ETH leave this account" in text_of(fold)


def test_what_is_not_ordinary_is_open_at_once(keep: Callable[[ChangesFold], ChangesFold]) -> None:
    fold = keep(ChangesFold())

    fold.show_effects(samples.approval(5).effects)

    assert "may take up to" in text_of(fold)


def test_the_buy_button_stays_in_sight(make_desk: MakeDesk) -> None:
    """What the simulation says stands below it."""
    desk = make_desk()
    desk.go("listing", "1")
    panel = desk.page(ListingPage).panel

    assert panel.button.y() < panel.changes.y()
