"""Who is paid: the split editor refuses what the contract would, and a listing says who gets the money."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.core.errors import NodeUnreachable
from desktop.core.identity import Address, keccak256
from desktop.core.splits import divide_evenly
from desktop.services.splits import Payee, PayeeKind
from desktop.ui import showcase_values as values
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.payee_editor import SPLIT, PayeeEditor
from desktop.ui.pages.sell import SellPage
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_money import FRIENDS
from desktop.ui.showcase_money import SPLIT as SAMPLE
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


@pytest.fixture
def editor(desk: Desk) -> PayeeEditor:
    """The form with an inspected model, and a split begun."""
    desk.go("sell")
    page = desk.page(SellPage)
    page.form.inspect(Path())
    desk.until(page.form.publish.isVisible, "the verdict")
    page.form.payee.kind.setCurrentIndex(page.form.payee.kind.findData(SPLIT))
    return page.form.payee


def fill(editor: PayeeEditor, *pairs: tuple[Address, str]) -> None:
    while len(editor.shares.rows) < len(pairs):
        editor.shares.add_row()
    for line, (account, percent) in zip(editor.shares.rows, pairs, strict=True):
        line.account.edit.setText(str(account))
        line.percent.setText(percent)


def test_a_split_begins_with_the_own_account(editor: PayeeEditor) -> None:
    first = editor.shares.rows[0].account

    assert first.value() == values.BUYER
    assert first.note.text() == "Yours: Account 1"


def test_a_whole_split_is_quoted_with_its_address_and_the_cost_of_making_it(
    editor: PayeeEditor, desk: Desk
) -> None:
    fill(editor, (values.BUYER, "33.34"), (FRIENDS[0], "66.66"))
    desk.until(lambda: editor.choice() is not None, "the quote")

    choice = editor.choice()
    assert choice is not None
    assert choice.quote is not None
    assert not choice.quote.is_made
    words = "one more transaction, with a fee of at most 0.00078 ETH"
    desk.until(lambda: any(words in text for text in texts(editor)), "the cost of making it")


def test_a_split_that_exists_costs_nothing_more(editor: PayeeEditor, desk: Desk) -> None:
    fill(editor, *((share.account, f"{share.bps / 100:.2f}") for share in SAMPLE.shares))
    desk.until(lambda: editor.choice() is not None, "the quote")

    desk.until(lambda: any("exists already" in text for text in texts(editor)), "it to be said")


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([(values.BUYER, "50"), (values.BUYER, "50")], "This account stands above already."),
        ([(values.BUYER, "100"), (FRIENDS[0], "0")], "A share must be more than 0 %."),
        ([(values.BUYER, "50"), (FRIENDS[0], "49.99")], "0.01 % are missing"),
        ([(values.BUYER, "50"), (FRIENDS[0], "50.01")], "0.01 % too much"),
        ([(values.BUYER, "50"), (Address(bytes(20)), "50")], "Nobody has the zero address."),
        (
            [(values.BUYER, "50"), (FRIENDS[0], "50.001")],
            "A percentage has at most two decimals, such as 12.5.",
        ),
    ],
)
def test_what_the_contract_would_refuse_is_said_at_its_row(
    editor: PayeeEditor, desk: Desk, pairs: list[tuple[Address, str]], words: str
) -> None:
    fill(editor, *pairs)
    desk.settle()

    assert words in texts(editor)
    assert editor.choice() is None


def test_a_wrong_digit_of_an_address_is_called_out(editor: PayeeEditor) -> None:
    text = str(FRIENDS[0])
    broken = text[:-1] + ("0" if text[-1] != "0" else "1")

    editor.shares.rows[1].account.edit.setText(broken)

    assert "This is no address, or a digit of it is wrong." in texts(editor)


def test_an_address_that_looks_like_an_own_one_is_called_out(editor: PayeeEditor) -> None:
    own = values.BUYER.raw
    forged = Address(own[:2] + keccak256(b"forger")[:16] + own[-2:])

    editor.shares.rows[1].account.edit.setText(str(forged))

    assert "Careful: it looks like Account 1, but is another address." in texts(editor)


def test_dividing_evenly_gives_the_rest_to_the_first(editor: PayeeEditor) -> None:
    editor.shares.add_row()

    editor.shares.even.click()

    assert [line.bps() for line in editor.shares.rows] == list(divide_evenly(3))
    assert editor.shares.sum.text() == "Together 100 %"


def test_there_are_at_most_eight_accounts(editor: PayeeEditor) -> None:
    for _ in range(10):
        editor.shares.add_row()

    assert len(editor.shares.rows) == 8
    assert not editor.shares.add.isEnabled()


def test_the_split_is_made_before_the_listing_that_names_it(editor: PayeeEditor, desk: Desk) -> None:
    fill(editor, (values.BUYER, "25"), (FRIENDS[1], "75"))
    desk.until(lambda: editor.choice() is not None, "the quote")
    choice = editor.choice()
    assert choice is not None
    assert choice.quote is not None

    desk.press("sell-publish")
    desk.settle()

    made = choice.quote.split.address
    assert made in desk.show.splits.made
    assert desk.show.selling.payees == [made]


def test_an_incomplete_split_lists_nothing_and_says_why(editor: PayeeEditor, desk: Desk) -> None:
    desk.press("sell-publish")
    desk.settle()

    assert desk.show.selling.payees == []
    assert desk.page(SellPage).form.fault.title.text() == "Say who is paid"


def test_without_a_choice_the_seller_is_paid(editor: PayeeEditor, desk: Desk) -> None:
    editor.reset()

    desk.press("sell-publish")
    desk.settle()

    assert desk.show.selling.payees == [None]


def test_the_payee_of_an_earlier_version_is_what_the_next_begins_with(
    editor: PayeeEditor, desk: Desk
) -> None:
    editor.reset()

    editor.show_payee(Payee(SAMPLE.address, PayeeKind.SPLIT, SAMPLE.shares))
    desk.until(lambda: editor.choice() is not None, "the quote")

    choice = editor.choice()
    assert choice is not None
    assert choice.quote is not None
    assert choice.quote.split == SAMPLE


def paying(payee: Address) -> Callable[[Showcase], None]:
    def prepare(show: Showcase) -> None:
        first, *rest = show.catalogue.rows
        show.catalogue.rows = (replace(first, terms=replace(first.terms, payee=payee)), *rest)

    return prepare


def test_a_listing_says_that_a_split_is_paid_and_shows_who_on_a_click(make_desk: MakeDesk) -> None:
    desk = make_desk(paying(SAMPLE.address))
    desk.go("listing", "1")
    view = desk.page(ListingPage).facts.payee

    assert "Paid to a split of 3 accounts" in texts(view)
    assert "25 %" not in texts(view)
    desk.press("payee-show")
    assert "25 %" in texts(view)


def test_a_contract_that_nobody_knows_is_called_one(make_desk: MakeDesk) -> None:
    desk = make_desk(paying(values.MARKET))
    desk.go("listing", "1")

    assert "Paid to a contract that Licet does not know" in texts(desk.page(ListingPage).facts.payee)


def test_a_payee_that_could_not_be_read_is_not_taken_for_the_seller(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        paying(SAMPLE.address)(show)
        show.gate.faults["splits.payee"] = NodeUnreachable("https://rpc.example.org")

    desk = make_desk(prepare)
    desk.go("listing", "1")

    assert "Who is paid could not be read." in texts(desk.page(ListingPage).facts.payee)


def test_the_buy_panel_names_the_account_that_is_paid(make_desk: MakeDesk) -> None:
    desk = make_desk(paying(FRIENDS[0]))
    desk.go("listing", "1")

    panel = texts(desk.page(ListingPage).panel)
    assert "The contract holds your payment, then pays whom the seller named:" in panel
    assert FRIENDS[0].short in panel


def test_income_is_shown_per_currency_and_never_added_up(make_desk: MakeDesk) -> None:
    from desktop.core.identity import NATIVE
    from desktop.core.income import Income

    silent, now = FRIENDS[1], values.NOW

    def sold(show: Showcase) -> None:
        show.selling.incomes = [
            Income(1, 1, values.BUYER, NATIVE, 10**16, now),
            Income(2, 1, values.BUYER, silent, 700, now),
            Income(3, 1, values.BUYER, values.TOKEN.address, 700, now),
        ]

    desk = make_desk(sold)
    desk.go("sell")
    card = desk.page(SellPage).income

    assert card.total.text() == "0.01 ETH"
    card.currency.setCurrentIndex(card.currency.findData(silent))
    assert card.total.text() == f"700 {silent.short}"
    card.currency.setCurrentIndex(card.currency.findData(values.TOKEN.address))
    assert card.total.text() == "0.0007 USDX"
    assert card.currency.currentText() == f"USDX {values.TOKEN.address.short}"


def test_income_that_could_not_be_read_is_not_shown_as_none(make_desk: MakeDesk) -> None:
    def gone(show: Showcase) -> None:
        show.gate.faults["selling.income"] = NodeUnreachable("https://rpc.example.org")

    desk = make_desk(gone)
    desk.go("sell")

    assert desk.page(SellPage).income.isVisible()
    assert desk.page(SellPage).income.total.text() == "unknown"
