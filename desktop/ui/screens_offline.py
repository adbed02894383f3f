"""Scenes of signing by file: making it, signing it, sending it."""

import tempfile
from pathlib import Path

from desktop.core.accounts import Account
from desktop.core.errors import NodeUnreachable
from desktop.core.identity import Address, keccak256
from desktop.core.offline import Accessed, write_request, write_signed
from desktop.core.transactions import SignedTransaction
from desktop.services.offline import SendState
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.pages.activity import ActivityPage
from desktop.ui.pages.sign_elsewhere_dialog import SignElsewhereDialog
from desktop.ui.pages.transaction_file_dialog import TransactionFileDialog
from desktop.ui.scenes import Act, Prepare, Scene, nothing
from desktop.ui.screens_pages import press
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_offline import to_sign
from desktop.ui.showcase_outgoing import FRIEND
from desktop.ui.waiting import wait_until

ACTIVITY = Route("activity")
_BURN = "0x000000000000000000000000000000000000dEaD"
SIGNED = write_signed(SignedTransaction(b"\x02" * 120, bytes(32)), "Rent for November")


def offline_scenes() -> tuple[Scene, ...]:
    """All of them."""
    foreign = to_sign(chain_id=1, data=bytes(132), network="Your bank")
    return (
        Scene("72-elsewhere", ACTIVITY, _two_accounts, press("offline-make")),
        Scene("72-elsewhere-fees", ACTIVITY, _two_accounts, _filled(str(FRIEND), "0.05")),
        Scene("72-elsewhere-token", ACTIVITY, _with_book, _filled("Ada Lovelace", "12.5", is_token=True)),
        Scene(
            "72-elsewhere-200",
            ACTIVITY,
            _with_book,
            _filled("Ada Lovelace", "12.5", is_token=True),
            scale=2.0,
        ),
        Scene("72-elsewhere-burn", ACTIVITY, _two_accounts, _filled(_BURN, "0.05")),
        _file("72-file-to-sign", write_request(to_sign())),
        _file("72-file-other-chain", write_request(foreign)),
        _file("72-file-was-signed", write_request(to_sign()), _sign),
        _file("72-file-ready", SIGNED),
        _file("72-file-poor", SIGNED, prepare=_state(SendState.TOO_POOR)),
        _file("72-file-replaces", SIGNED, prepare=_replacing),
        _file("72-file-used", SIGNED, prepare=_state(SendState.NONCE_USED)),
        _file("72-file-unreachable", SIGNED, prepare=_unreachable),
        _file("72-file-nothing", b"hello"),
    )


def _file(name: str, content: bytes, then: Act = nothing, *, prepare: Prepare = nothing) -> Scene:
    def act(window: MainWindow) -> None:
        services, page = window.services, window.page
        if services is None or not isinstance(page, ActivityPage):
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "transaction.json")
            path.write_bytes(content)
            dialog = TransactionFileDialog.ask(page, page.tools, services.offline, path)
            wait_until(lambda: _is_shown(dialog), "the file")
        then(window)

    return Scene(name, ACTIVITY, prepare, act)


def _is_shown(dialog: TransactionFileDialog) -> bool:
    return not (dialog.banner.isHidden() and dialog.fault.isHidden())


def _two_accounts(show: Showcase) -> None:
    cold = Account(Address(keccak256(b"cold")[12:]), "", "Savings, on the old laptop", "imported")
    show.accounts.accounts = (*show.accounts.accounts, cold)


def _with_book(show: Showcase) -> None:
    _two_accounts(show)
    show.paying.fill_book()
    show.paying.known_tokens = [values.TOKEN]


def _filled(to: str, amount: str, *, is_token: bool = False) -> Act:
    def act(window: MainWindow) -> None:
        press("offline-make")(window)
        dialog = window.findChild(SignElsewhereDialog)
        if dialog is None:
            return
        form = dialog.form
        wait_until(lambda: form.currency.count() > 1, "the currencies")
        form.payee.put(to)
        form.amount.setText(amount)
        if is_token:
            form.currency.setCurrentIndex(1)
            form.currency.activated.emit(1)
        dialog.note.setText("Rent for November")
        dialog.next.click()
        wait_until(dialog.fees.isVisible, "the fees")

    return act


def _sign(window: MainWindow) -> None:
    dialog = window.findChild(TransactionFileDialog)
    if dialog is not None:
        dialog.sign.click()
        wait_until(dialog.save.isVisible, "the signature")


def _state(state: SendState) -> Prepare:
    def prepare(show: Showcase) -> None:
        show.offline.state = state

    return prepare


def _replacing(show: Showcase) -> None:
    show.offline.state = SendState.REPLACES
    show.offline.accessed = tuple(
        Accessed(Address(keccak256(name)[12:]), (bytes(32),)) for name in (b"a pool", b"a token")
    )


def _unreachable(show: Showcase) -> None:
    show.gate.faults["offline.look"] = NodeUnreachable("https://rpc.example.org")
