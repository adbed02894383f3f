"""Nothing is cut, nothing is covered: wrapped text, narrow windows, toasts over actions."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from desktop.core.cancel import CancelToken
from desktop.ui import showcase_values as values
from desktop.ui.activity_words import Names
from desktop.ui.overlays import Toasts
from desktop.ui.pages.approval_row import ApprovalRow
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.listing_facts import Previews
from desktop.ui.pages.receive_dialog import ReceiveDialog
from desktop.ui.pages.send_dialog import SendDialog
from desktop.ui.screens_history import two_accounts
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_history import sample_approvals
from desktop.ui.showcase_paying import FORGED
from desktop.ui.theme import Theme
from desktop.ui.widgets.basic import Button, CheckBox, ElidedLabel, Label
from desktop.ui.widgets.card_view import CardView
from desktop.ui.widgets.money import QrView
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
SENTENCE = (
    "If no key comes within 2 hours, or if the key is wrong, the contract gives back what you paid. " * 2
)


def cut_labels(parent: QWidget) -> list[str]:
    """Wrapped labels that are lower than their text is at their width."""
    return [
        label.text()
        for label in parent.findChildren(Label)
        if label.wordWrap() and label.isVisible() and label.height() < label.heightForWidth(label.width())
    ]


def shown_words(parent: QWidget) -> list[str]:
    return [label.text() for label in parent.findChildren(Label) if label.isVisible()]


@pytest.mark.parametrize("width", [960, 1100, 1280, 1600])
def test_the_buy_panel_cuts_no_text_when_the_progress_line_appears(make_desk: MakeDesk, width: int) -> None:
    def prepare(show: Showcase) -> None:
        show.gate.held["purchases.fetch"] = threading.Event()

    desk = make_desk(prepare)
    desk.window.resize(width, 700)
    desk.go("listing", "1")
    desk.press("buy")
    page = desk.page(ListingPage)
    desk.until(page.progress.isVisible, "the progress line")
    desk.until(lambda: not cut_labels(page), "whole labels")

    assert cut_labels(page.panel) == []


def test_a_wrapped_label_has_its_height_from_its_first_picture_on(theme: Theme, qapp: QApplication) -> None:
    """The size is given while the label is hidden still; waiting for its being visible cut the first picture."""
    holder = QWidget()
    lines = QVBoxLayout(holder)
    lines.addWidget(label := Label(SENTENCE, wrap=True))
    lines.addStretch(1)
    holder.resize(240, 30)
    holder.show()
    try:
        assert label.minimumHeight() == label.heightForWidth(label.width())
    finally:
        holder.close()


def test_reports_of_progress_do_not_build_the_panel_again(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.gate.held["purchases.receive"] = threading.Event()

    desk = make_desk(prepare)
    desk.go("listing", "1")
    desk.press("buy")
    page = desk.page(ListingPage)
    desk.until(lambda: dict(page.progress.line.steps).get("receive") == "now", "the receiving step")
    desk.until(lambda: "When you get it back" in shown_words(page.panel), "the panel")
    before = [label for label in page.panel.findChildren(Label) if label.isVisible()]
    page._show_flow()

    assert [label for label in page.panel.findChildren(Label) if label.isVisible()] == before


def test_a_listing_is_never_wider_than_a_small_window(desk: Desk) -> None:
    desk.window.resize(960, 640)
    desk.go("listing", "1")
    page = desk.page(ListingPage)
    # A strip of cards is scrolled sideways on purpose.
    areas = [area for area in page.findChildren(QScrollArea) if not page.also_bought.isAncestorOf(area)]

    assert [area.widget().width() - area.viewport().width() for area in areas] == [0] * len(areas)


def test_previews_that_find_no_room_are_left_out(theme: Theme) -> None:
    previews = Previews()
    previews.resize(300, 120)
    previews.show()
    previews.show_pictures((values.digit_picture(),) * 4)
    try:
        shown = [label for label in previews._labels if label.isVisible()]
        assert len(shown) == 2
        assert previews.minimumSizeHint().width() <= 120
    finally:
        previews.close()


@pytest.fixture
def host(theme: Theme, qapp: QApplication) -> QWidget:
    widget = QWidget()
    widget.resize(1200, 800)
    widget.show()
    yield widget
    widget.close()
    widget.deleteLater()


def place_of(widget: QWidget, host: QWidget) -> QRect:
    return QRect(widget.mapTo(host, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("kind", ["primary", "large"])
@pytest.mark.parametrize("at", [(1000, 700), (540, 720), (100, 720), (1000, 20), (500, 10)])
def test_a_toast_covers_no_primary_action(host: QWidget, kind: str, at: tuple[int, int]) -> None:
    button = Button("Buy", kind)
    button.setParent(host)
    button.setGeometry(*at, 120, 44)
    button.show()
    toasts = Toasts(host)
    toasts.say("success", "Demo coins have arrived.")

    assert toasts.isVisible()
    assert not place_of(toasts, host).intersects(place_of(button, host))


def test_a_toast_moves_away_when_an_action_comes_under_it(host: QWidget, desk: Desk) -> None:
    toasts = Toasts(host)
    toasts.say("success", "Demo coins have arrived.")
    button = Button("Buy", "large")
    button.setParent(host)
    button.setGeometry(place_of(toasts, host))
    button.show()

    desk.until(lambda: not place_of(toasts, host).intersects(place_of(button, host)), "the toast to move")

    assert toasts.isVisible()
    assert host.rect().contains(place_of(toasts, host))


def test_a_card_is_laid_out_once_for_all_its_paragraphs(theme: Theme, qapp: QApplication) -> None:
    """Each change of a paragraph alone laid the whole card out again: 19 ms of a click for one page of text."""
    viewer = CardView()
    changes: list[int] = []
    viewer.document().contentsChanged.connect(lambda: changes.append(1))
    viewer.show_card("# A model\n\n" + "A paragraph of its card.\n\n" * 40)

    assert len(changes) <= 4


def test_what_is_left_of_one_listing_is_not_shown_on_the_next(desk: Desk) -> None:
    desk.go("listing", "1")
    facts = desk.page(ListingPage).facts
    first, second = (desk.show.catalogue.listing(listing) for listing in (1, 2))
    facts.show_public(desk.show.catalogue.public_content(1, CancelToken(), None))
    facts.show_listing(first)
    facts.show_listing(second)
    rounds = iter(range(10))
    desk.until(lambda: next(rounds, None) is None, "some rounds of the event loop")

    assert not facts.viewer.isVisible()
    assert not facts.contents.isVisible()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_an_empty_box_can_be_seen(theme: Theme, mode: str) -> None:
    """Fusion drew it in the colour of its ground."""
    theme.set_mode(mode)
    box = CheckBox("")
    box.setStyleSheet(f"CheckBox {{ background: {theme.color('surface').name()} }}")
    box.resize(box.sizeHint())
    empty = box.grab().toImage()
    colors = {empty.pixelColor(x, empty.height() // 2).name() for x in range(empty.width())}
    box.setChecked(True)

    assert theme.color("line_strong").name() in colors
    assert box.grab().toImage() != empty


def test_a_code_is_never_squeezed_by_its_dialog(theme: Theme) -> None:
    """A dialog too low for a link's code left its last lines out; no camera reads such a code."""
    holder = QWidget()
    lines = QVBoxLayout(holder)
    lines.addWidget(code := QrView("0x" + "ab" * 20))
    lines.addWidget(Label(SENTENCE, wrap=True))
    holder.show()
    try:
        code.show_text("ethereum:0x" + "ab" * 20 + "@1?value=" + "9" * 40)
        holder.resize(holder.width(), 60)

        assert code.size() == code.sizeHint()
        assert code.width() == code.height()
    finally:
        holder.close()


@pytest.mark.parametrize(("page", "arg"), [("approvals", ""), ("settings", "networks")])
def test_with_text_twice_as_large_no_button_is_cut(
    make_desk: MakeDesk, theme: Theme, page: str, arg: str
) -> None:
    theme.set_scale(2.0)
    try:
        desk = make_desk(two_accounts)
        desk.window.resize(1280, 820)
        desk.go(page, arg)
        area = desk.window.page.findChild(QScrollArea)
        desk.until(lambda: bool(shown_buttons(area)), "the page's buttons")

        assert area.widget().width() <= area.viewport().width()
        assert [b.text() for b in shown_buttons(area) if b.width() < b.sizeHint().width()] == []
    finally:
        theme.set_scale(1.0)


def test_a_request_for_money_in_large_text_cuts_no_button(make_desk: MakeDesk, theme: Theme) -> None:
    theme.set_scale(2.0)
    try:
        desk = make_desk()
        desk.go("wallet")
        desk.press("wallet-receive")
        dialog = desk.window.findChild(ReceiveDialog)
        dialog.amount.setText("0.25")
        dialog.amount.textEdited.emit("0.25")
        desk.until(lambda: len(shown_buttons(dialog)) == 3, "the link's button")

        assert dialog.width() <= 960
        assert [b.text() for b in shown_buttons(dialog) if b.width() < b.sizeHint().width()] == []
        dialog.close()
    finally:
        theme.set_scale(1.0)


def test_a_payment_in_large_text_is_read_whole_before_it_is_sent(make_desk: MakeDesk, theme: Theme) -> None:
    """The ends of the address and of the warnings were outside of the dialog."""
    theme.set_scale(2.0)
    try:
        desk = make_desk(lambda show: show.paying.fill_book())
        desk.window.resize(960, 640)
        desk.go("wallet")
        desk.press("wallet-send")
        dialog = desk.window.findChild(SendDialog)
        dialog.form.payee.put(str(FORGED))
        dialog.form.amount.setText("0.3")
        dialog.next.click()
        desk.until(lambda: dialog.quote is not None, "the confirmation")
        desk.settle()

        desk.until(lambda: dialog._shown.width() <= dialog._scroll.viewport().width(), "room for all of it")
        assert dialog.width() <= desk.window.width()
        dialog.close()
    finally:
        theme.set_scale(1.0)


def test_a_long_name_of_an_approval_says_that_it_goes_on(theme: Theme) -> None:
    approval = sample_approvals().approvals[0]
    long = replace(approval.currency, name="Staked Ether of the Treasury " * 6)
    line = ApprovalRow(replace(approval, currency=long), Names({}, {}, {}))
    line.resize(480, 160)
    line.show()
    try:
        title = line.findChildren(ElidedLabel)[0]

        assert title.text().endswith("…")
        assert "Treasury" in title.toolTip()
    finally:
        line.close()


def shown_buttons(area: QWidget) -> list[Button]:
    return [button for button in area.findChildren(Button) if button.isVisible() and button.text()]
