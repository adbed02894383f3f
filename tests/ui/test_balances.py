"""The balances as they are shown: with what stands behind them, and never a zero for what is not known."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLabel

from desktop.core.balances import Holding, Trust, Voice
from desktop.core.errors import NodeUnreachable
from desktop.core.identity import NATIVE
from desktop.services.balances import NoSuchToken
from desktop.ui.pages.token_card import TokenDialog
from desktop.ui.pages.wallet import WalletPage
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_networks import sample_tokens
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
LIAR = Voice("https://liar.example", 41 * 10**18)


def texts(page: WalletPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_nodes_that_do_not_agree_leave_the_balance_unknown_and_say_what_each_says(
    make_desk: MakeDesk,
) -> None:
    def disputed(show: Showcase) -> None:
        told = (Voice("https://honest.example", 10**18), LIAR)
        show.balances.coin = Holding(NATIVE, None, Trust.DISPUTED, told)

    desk = make_desk(disputed)
    desk.go("wallet")
    page = desk.page(WalletPage)

    assert page.balance.text() == "unknown"
    assert "https://liar.example says 41 ETH" in page.doubt.body.text()
    assert "https://honest.example says 1 ETH" in page.doubt.body.text()
    assert page.balance_badge.isVisible()


def test_a_node_that_is_outvoted_is_named_and_the_others_amount_is_shown(make_desk: MakeDesk) -> None:
    def outvoted(show: Showcase) -> None:
        show.balances.coin = Holding(NATIVE, 10**18, Trust.OUTVOTED, (LIAR,))

    desk = make_desk(outvoted)
    desk.go("wallet")
    page = desk.page(WalletPage)

    assert page.balance.text() == "1 ETH"
    assert "https://liar.example" in page.doubt.body.text()
    assert page.doubt.property("tone") == "warning"


def test_an_agreed_balance_has_no_mark(desk: Desk) -> None:
    desk.go("wallet")
    page = desk.page(WalletPage)

    assert not page.doubt.isVisible()
    assert not page.balance_badge.isVisible()


def test_a_balance_of_an_old_block_says_how_old_it_is(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: setattr(show.balances, "is_old", True))
    desk.go("wallet")
    page = desk.page(WalletPage)

    assert "already 2 hours old" in page.balance_note.text()
    assert page.balance_note.property("role") == "warning"


def test_the_last_known_balance_stays_with_the_reason_why_there_is_no_newer(desk: Desk) -> None:
    desk.go("wallet")
    page = desk.page(WalletPage)
    shown = page.balance.text()
    desk.show.gate.faults["balances.read"] = NodeUnreachable("https://rpc.example")
    page.refresh()
    desk.settle()

    assert page.balance.text() == shown
    assert "Not up to date" in page.balance_note.text()


def test_a_balance_of_an_earlier_run_is_shown_as_that_until_a_node_answers(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        account = show.accounts.accounts[0].address
        kept = show.balances.read(account)
        show.balances.kept[account] = replace(kept, is_kept=True, read_at=kept.read_at - 3 * 86_400)
        show.gate.faults["balances.read"] = NodeUnreachable("https://rpc.example")

    desk = make_desk(prepare)
    desk.go("wallet")
    page = desk.page(WalletPage)

    assert page.balance.text() != "unknown"
    assert "Not up to date" in page.balance_note.text()
    assert "Last known: read 3 days ago, at block 4,211." in page.balance_note.text()
    assert page.balance_note.property("role") == "warning"


def test_another_account_does_not_show_the_first_ones_balance(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.go("wallet")
    page = desk.page(WalletPage)
    desk.show.gate.faults["balances.read"] = NodeUnreachable("https://rpc.example")
    desk.show.balances.kept.clear()
    page.refresh()
    desk.settle()

    assert page.balance.text() == "unknown"


def test_tokens_stand_with_their_address_and_without_an_amount_where_none_is_known(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk(lambda show: setattr(show.balances, "tokens", sample_tokens()))
    desk.go("wallet")
    found = texts(desk.page(WalletPage))

    assert "1250.5 USDC" in found
    assert "your nodes do not agree" in found
    assert "not told" in found
    assert "Token without a usable name" in found


def test_a_token_is_added_by_its_address_and_hidden_again(desk: Desk) -> None:
    desk.go("wallet")
    desk.press("token-add")
    desk.type("token-address", "0x" + "77" * 20)
    desk.press("token-confirm")
    desk.settle()
    line = desk.show.balances.tokens[-1]
    assert "0 ADD" in texts(desk.page(WalletPage))

    desk.press(f"token-hide-{line.currency.address}")
    desk.settle()
    assert desk.show.balances.tokens == []


def test_what_is_no_token_is_refused_in_the_dialog(desk: Desk) -> None:
    desk.go("wallet")
    desk.show.gate.faults["balances.add_token"] = NoSuchToken("0x77")
    desk.press("token-add")
    dialog = desk.window.findChild(TokenDialog)
    assert dialog is not None
    desk.type("token-address", "0x12")
    desk.press("token-confirm")
    assert dialog.fault.isVisible()
    desk.type("token-address", "0x" + "77" * 20)
    desk.press("token-confirm")
    desk.settle()

    assert "no token" in dialog.fault.title.text()
    dialog.reject()
