"""Pictures of the accounts: the list, how more come, how keys go out, and back-ups."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from desktop.core.accounts import Account, PathScheme
from desktop.core.errors import DiskFull, NodeUnreachable
from desktop.core.identity import Address, keccak256
from desktop.core.rehearsals import Rehearsal
from desktop.services.accounts import WalletState
from desktop.services.discovering import FoundAccount
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.pages.accounts import AccountsPage
from desktop.ui.pages.welcome import WelcomePage
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_accounts import PASSWORD, address_at
from desktop.ui.waiting import wait_until

_HERE = Route("accounts")
_COLD = Address(keccak256(b"cold")[12:])
_PAPER = Address(keccak256(b"paper")[12:])


def account_scenes(press: Callable[[str], Act], hold: Callable[[str], Prepare]) -> tuple[Scene, ...]:
    """The scenes of the Accounts tab."""

    def holding(name: str) -> Prepare:
        def prepare(show: Showcase) -> None:
            several(show)
            hold(name)(show)

        return prepare

    return (
        Scene("accounts", _HERE, several),
        Scene("accounts-one", _HERE),
        Scene("accounts-never-backed-up", _HERE, _unsafe),
        Scene("accounts-imported", _HERE, several, _select(2)),
        Scene("accounts-watching", _HERE, watching),
        Scene("accounts-many", _HERE, _many),
        Scene("accounts-locked", _HERE, lambda show: setattr(show.accounts, "state", WalletState.LOCKED)),
        Scene("accounts-small", _HERE, several, size=(960, 640)),
        Scene("accounts-200", _HERE, several, scale=2.0),
        Scene("accounts-add-words", _HERE, several, _page(lambda page: page._add_derived())),
        Scene("accounts-add-key", _HERE, several, _page(lambda page: page._add_key())),
        Scene("accounts-watch-wrong", _HERE, several, _watch_wrong),
        Scene("accounts-find", _HERE, several, press("accounts-find")),
        Scene("accounts-finding", _HERE, holding("discovery.look"), _find, settles=False),
        Scene("accounts-found", _HERE, _used, _find),
        Scene("accounts-find-offline", _HERE, _offline, _find),
        Scene("accounts-key-warning", _HERE, several, _page(lambda page: page.card.key_wanted.emit())),
        Scene("accounts-key-shown", _HERE, several, _show_key),
        Scene("accounts-keystore", _HERE, several, _page(lambda page: page.card.keystore_wanted.emit())),
        Scene("accounts-remove", _HERE, several, _remove),
        Scene("accounts-words", _HERE, several, _show_words),
        Scene("accounts-check-words", _HERE, several, press("backup-check")),
        Scene("accounts-check-phrase", _HERE, several, _page(lambda page: page.backup.check_phrase())),
        Scene("accounts-password", _HERE, several, press("password-change")),
        Scene("accounts-try-file", _HERE, several, _page(lambda page: page.backup.rehearse(Path("licet-wallet-2026-11-20.json")))),
        Scene("accounts-tried", _HERE, several, _try),
        Scene("accounts-tried-part", _HERE, _part, _try),
        Scene("accounts-tried-other", _HERE, _other, _try),
        Scene("wallet-watching", Route("wallet"), watching),
        *_welcome_scenes(hold),
    )  # fmt: skip


def _welcome_scenes(hold: Callable[[str], Prepare]) -> tuple[Scene, ...]:
    """Welcome, beside creating: restoring with what is found, and watching."""
    here = Route("welcome")

    def finding(show: Showcase) -> None:
        _none(show)
        hold("discovery.look")(show)

    def found(show: Showcase) -> None:
        _used(show)
        _none(show)

    def offline(show: Showcase) -> None:
        _offline(show)
        _none(show)

    return (
        Scene("welcome-choices", here, _none, _more_choices),
        Scene("welcome-24-words", here, _none, _long_phrase),
        Scene("welcome-restore", here, _none, lambda window: _welcome(window).go("restore")),
        Scene("welcome-restore-full", here, _full_disk, _restore),
        Scene("welcome-finding", here, finding, _restore, settles=False),
        Scene("welcome-found", here, found, _restore),
        Scene("welcome-find-offline", here, offline, _restore),
        Scene("welcome-watch", here, _none, lambda window: _welcome(window).go("watch")),
        Scene("welcome-small", here, _none, size=(960, 640)),
        Scene("welcome-200", here, _none, scale=2.0),
    )


def several(show: Showcase) -> None:
    """Accounts of every kind, in a person's own order."""
    first = show.accounts.accounts[0]
    show.accounts.accounts = (
        first,
        Account(address_at("m/44'/60'/1'/0/0"), "m/44'/60'/1'/0/0", "Ledger, for selling", "hd"),
        Account(_PAPER, "", "From the old paper wallet of 2017", "imported"),
        Account(_COLD, "", "Cold wallet", "watch"),
        Account(address_at("m/44'/60'/0'/7"), "m/44'/60'/0'/7", "Old Ledger", "hd", is_hidden=True),
    )


def watching(show: Showcase) -> None:
    """A wallet without keys."""
    show.accounts.state = WalletState.WATCHING
    show.accounts.accounts = (
        Account(_COLD, "", "Cold wallet", "watch"),
        Account(values.SELLERS[0], "", "Our association's money", "watch"),
    )


def _unsafe(show: Showcase) -> None:
    several(show)
    show.accounts.backup_confirmed = False
    show.backups.file_days = None


def _many(show: Showcase) -> None:
    show.accounts.accounts = tuple(
        Account(address_at(PathScheme.BIP44.path(i)), PathScheme.BIP44.path(i), f"Account {i + 1}", "hd")
        for i in range(50)
    )
    show.backups.words_days = 400


def _used(show: Showcase) -> None:
    several(show)
    known = show.accounts.accounts[1]
    rows = (
        (known.address, PathScheme.LEDGER_LIVE, 1, 3, 12 * 10**17, 0),
        (address_at("m/44'/60'/0'/0/1"), PathScheme.BIP44, 1, 214, 987_654_321_000_000_000, 4),
        (address_at("m/44'/60'/0'/0/4"), PathScheme.BIP44, 4, 0, 5 * 10**15, 0),
        (address_at("m/44'/60'/0'/2"), PathScheme.LEDGER_OLD, 2, 1, 0, 1),
    )
    show.discovery.found = [
        FoundAccount(address, scheme.path(index), scheme, index, sent, wei, licences)
        for address, scheme, index, sent, wei, licences in rows
    ]


def _offline(show: Showcase) -> None:
    several(show)
    show.gate.faults["discovery.look"] = NodeUnreachable("https://rpc.example.org")


def _part(show: Showcase) -> None:
    several(show)
    own = show.accounts.own
    show.backups.found = Rehearsal(True, (own[0].address, own[1].address), (own[2].address,), 1, 12)


def _other(show: Showcase) -> None:
    several(show)
    show.backups.found = Rehearsal(False, (), tuple(a.address for a in show.accounts.own), 0, 0)


def _none(show: Showcase) -> None:
    show.accounts.state = WalletState.NONE


def _full_disk(show: Showcase) -> None:
    _none(show)
    show.gate.faults["accounts.restore"] = DiskFull("licet", 4096, 0)


def _welcome(window: MainWindow) -> WelcomePage:
    page = window.page
    assert isinstance(page, WelcomePage)  # noqa: S101  the scene's own route
    return page


def _more_choices(window: MainWindow) -> None:
    page = _welcome(window)
    page.go("password")
    page.create_step.more.click()


def _long_phrase(window: MainWindow) -> None:
    page = _welcome(window)
    page.go("password")
    step = page.create_step
    step.words.setCurrentIndex(step.words.findData(24))
    for edit in (step.password, step.again, step.passphrase, step.passphrase_again):
        edit.setText("correct horse")
    page.make.click()
    wait_until(lambda: page.step == "words", "the words")


def _restore(window: MainWindow) -> None:
    page = _welcome(window)
    page.go("restore")
    page.phrase.setPlainText(" ".join(values.WORDS))
    page.coming_back.step.password.setText("correct horse")
    page.coming_back.step.restore.click()


def _page(act: Callable[[AccountsPage], object]) -> Act:
    def then(window: MainWindow) -> None:
        page = window.page
        if isinstance(page, AccountsPage):
            act(page)

    return then


def _select(row: int) -> Act:
    return _page(lambda page: page.table.selectRow(row))


def _dialog(window: MainWindow, name: str) -> QDialog:
    wait_until(lambda: window.findChild(QDialog, name) is not None, name)
    dialog = window.findChild(QDialog, name)
    assert dialog is not None  # noqa: S101  just waited for
    return dialog


def _type(dialog: QDialog, **texts: str) -> None:
    for name, text in texts.items():
        edit = dialog.findChild(QLineEdit, name.replace("_", "-"))
        if edit is not None:
            edit.setText(text)


def _watch_wrong(window: MainWindow) -> None:
    _page(lambda page: page._add_watched())(window)
    dialog = _dialog(window, "account-dialog")
    _type(dialog, account_address="0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96046", account_name="Exchange")
    dialog.confirm.click()  # type: ignore[attr-defined]


def _find(window: MainWindow) -> None:
    _page(lambda page: page.find_used())(window)
    dialog = _dialog(window, "discovery-dialog")
    dialog.confirm.click()  # type: ignore[attr-defined]


def _show_key(window: MainWindow) -> None:
    _page(lambda page: page.card.key_wanted.emit())(window)
    _confirm_warning(window, "secret-dialog")


def _show_words(window: MainWindow) -> None:
    _page(lambda page: page.backup._show_words())(window)
    _confirm_warning(window, "words-dialog")


def _confirm_warning(window: MainWindow, then: str) -> None:
    dialog = _dialog(window, "password-dialog")
    _type(dialog, typed_sentence=dialog.wanted, password=PASSWORD)  # type: ignore[attr-defined]
    dialog.confirm.click()  # type: ignore[attr-defined]
    _dialog(window, then)


def _remove(window: MainWindow) -> None:
    _select(2)(window)
    _page(lambda page: page.card.removed.emit())(window)


def _try(window: MainWindow) -> None:
    _page(lambda page: page.backup.check_phrase())(window)
    dialog = _dialog(window, "phrase-check-dialog")
    edit = dialog.findChild(QPlainTextEdit, "phrase-check")
    if edit is not None:
        edit.setPlainText(" ".join(values.WORDS))
    dialog.confirm.click()  # type: ignore[attr-defined]
    _dialog(window, "rehearsal-dialog")
