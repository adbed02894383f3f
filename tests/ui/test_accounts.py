"""The Accounts tab and Welcome, from a mouse click to what the services were asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QPlainTextEdit
from pytestqt.modeltest import ModelTester

from desktop.core.accounts import NewPhrase
from desktop.core.errors import DiskFull, NodeUnreachable, WrongPassword
from desktop.services.accounts import WalletState
from desktop.ui import showcase_values as values
from desktop.ui.models.accounts import AccountsModel
from desktop.ui.pages.account_secrets import WordsDialog
from desktop.ui.pages.accounts import AccountsPage
from desktop.ui.pages.backup_dialogs import PhraseCheckDialog, RehearsalDialog, WordsCheckDialog
from desktop.ui.pages.secret_dialog import SecretDialog
from desktop.ui.pages.wallet import WalletPage
from desktop.ui.pages.welcome import WelcomePage
from desktop.ui.screens_accounts import _used, several, watching
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_accounts import PASSWORD, address_at
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
COLD = "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045"


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    desk = make_desk(several)
    desk.go("accounts")
    return desk


def page_of(desk: Desk) -> AccountsPage:
    return desk.page(AccountsPage)


def names(desk: Desk) -> list[str]:
    return [account.name for account in desk.show.accounts.accounts]


def choose(desk: Desk, menu: QMenu | None, at: int) -> None:
    assert menu is not None
    menu.actions()[at].trigger()
    desk.settle()


def select(desk: Desk, row: int) -> None:
    page_of(desk).table.selectRow(row)


def test_the_list_shows_all_but_the_hidden_and_says_how_many_those_are(desk: Desk) -> None:
    page = page_of(desk)
    assert page.model.rowCount() == 4
    assert page.with_hidden.text() == "Show 1 hidden one"

    page.with_hidden.click()

    assert page.model.rowCount() == 5
    assert page.model.index(4, 0).data() == "Old Ledger (hidden)"


def test_the_model_keeps_qts_rules(desk: Desk, qtmodeltester: ModelTester) -> None:
    model = AccountsModel()
    model.show_accounts(desk.show.accounts.accounts, values.BUYER)
    qtmodeltester.check(model)
    model.show_accounts((), None)
    qtmodeltester.check(model)


def test_an_account_is_renamed_where_its_name_stands(desk: Desk) -> None:
    select(desk, 3)
    page_of(desk).card.name.setText("  Ice box ")
    page_of(desk).card.name.editingFinished.emit()
    desk.settle()

    assert names(desk)[3] == "Ice box"
    assert page_of(desk).card.account is not None
    assert page_of(desk).card.account.name == "Ice box"


def test_an_empty_name_changes_nothing(desk: Desk) -> None:
    before = names(desk)
    page_of(desk).card.name.setText("   ")
    page_of(desk).card.name.editingFinished.emit()
    desk.settle()

    assert names(desk) == before


def test_an_account_moves_by_a_click_and_stays_selected(desk: Desk) -> None:
    select(desk, 1)
    desk.press("account-up")
    desk.settle()

    assert names(desk)[:2] == ["Ledger, for selling", "Account 1"]
    assert page_of(desk).table.currentIndex().row() == 0
    assert not page_of(desk).card.up.isEnabled()


def test_a_hidden_account_leaves_list_and_chooser(desk: Desk) -> None:
    select(desk, 1)
    desk.press("account-hide")
    desk.settle()

    chooser = page_of(desk).head.account
    assert page_of(desk).model.rowCount() == 3
    assert "Ledger" not in " ".join(chooser.itemText(i) for i in range(chooser.count()))


def test_another_account_is_used_from_here(desk: Desk) -> None:
    select(desk, 2)
    desk.press("account-use")
    desk.settle()

    assert desk.show.accounts.active_address() == desk.show.accounts.accounts[2].address
    assert page_of(desk).card.use.isHidden()


def test_the_next_account_of_the_words_shows_its_address_before_it_is_added(desk: Desk) -> None:
    choose(desk, page_of(desk).add.menu(), 0)
    dialog = desk.dialog
    assert dialog is not None
    assert dialog.path.text() == "m/44'/60'/0'/0/1"  # type: ignore[attr-defined]
    desk.settle()
    shown = dialog.preview.text().replace(" ", "")  # type: ignore[attr-defined]
    assert shown == str(address_at("m/44'/60'/0'/0/1")).replace(" ", "")

    desk.press("account-confirm")
    desk.settle()

    assert names(desk)[-1] == "Account 2"
    assert page_of(desk).card.name.text() == "Account 2"


def test_ledgers_numbers_pass_over_what_is_there(desk: Desk) -> None:
    choose(desk, page_of(desk).add.menu(), 0)
    dialog = desk.dialog
    assert dialog is not None

    dialog.scheme.setCurrentIndex(1)  # type: ignore[attr-defined]

    assert dialog.path.text() == "m/44'/60'/2'/0/0"  # type: ignore[attr-defined]
    assert dialog.name.placeholderText() == "Ledger 3"  # type: ignore[attr-defined]
    dialog.reject()


def test_a_private_key_is_imported_and_forgotten_by_the_field(desk: Desk) -> None:
    choose(desk, page_of(desk).add.menu(), 1)
    dialog = desk.dialog
    assert dialog is not None
    forgotten: list[str] = []
    dialog.finished.connect(lambda _: forgotten.append(dialog.key.text()))  # type: ignore[attr-defined]
    desk.type("account-key", "09" * 32)
    desk.press("account-confirm")
    desk.settle()

    assert names(desk)[-1] == "Imported account"
    assert forgotten == [""]
    assert desk.show.accounts.accounts[-1].kind == "imported"


def test_a_wrong_address_is_not_watched(desk: Desk) -> None:
    choose(desk, page_of(desk).add.menu(), 3)
    desk.type("account-address", COLD[:-1] + "6")
    desk.press("account-confirm")
    desk.settle()
    dialog = desk.dialog

    assert dialog is not None
    assert dialog.fault.isVisible()  # type: ignore[attr-defined]
    desk.type("account-address", COLD)
    desk.press("account-confirm")
    desk.settle()
    assert desk.dialog is None
    assert str(desk.show.accounts.accounts[-1].address) == COLD


def test_a_change_that_fails_is_said_and_the_list_stays(desk: Desk) -> None:
    desk.show.gate.faults["account_list.change"] = DiskFull("/home", 10, 0)
    before = names(desk)
    page_of(desk).card.name.setText("New")
    page_of(desk).card.name.editingFinished.emit()
    desk.settle()

    assert names(desk) == before
    assert "Too little space on the disk" in desk.window.toasts.texts


def test_an_imported_key_is_removed_only_after_a_question(desk: Desk) -> None:
    select(desk, 2)
    desk.press("account-remove")
    assert "From the old paper wallet of 2017" in names(desk)
    desk.press("confirm")
    desk.settle()

    assert "From the old paper wallet of 2017" not in names(desk)


def test_accounts_of_the_words_are_hidden_and_never_removed(desk: Desk) -> None:
    assert page_of(desk).card.drop.isHidden()


def test_a_private_key_is_shown_only_for_the_sentence_and_the_password(desk: Desk) -> None:
    page_of(desk).card.key_wanted.emit()
    warning = desk.dialog
    assert warning is not None
    desk.type("password", PASSWORD)
    assert not warning.confirm.isEnabled()  # type: ignore[attr-defined]
    desk.type("typed-sentence", "  i KEEP it secret ")
    desk.press("unlock-confirm")
    desk.settle()
    dialog = desk.dialog

    assert isinstance(dialog, SecretDialog)
    assert dialog.view.toPlainText() == "0x" + "5a" * 32
    forgotten: list[str] = []
    dialog.finished.connect(lambda _: forgotten.append(dialog.secret + dialog.view.toPlainText()))
    desk.show.accounts.lock()
    desk.until(lambda: forgotten == [""], "the dialog to close with the lock")


def test_a_wrong_password_shows_no_key(desk: Desk) -> None:
    desk.show.gate.faults["account_list.export"] = WrongPassword()
    page_of(desk).card.key_wanted.emit()
    desk.type("password", "wrong")
    desk.type("typed-sentence", "I keep it secret")
    desk.press("unlock-confirm")
    desk.settle()
    dialog = desk.dialog

    assert dialog is not None
    assert not isinstance(dialog, SecretDialog)
    assert dialog.fault.isVisible()  # type: ignore[attr-defined]
    dialog.reject()


def test_a_keystore_needs_a_long_password_typed_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "keystore.json"
    monkeypatch.setattr("desktop.ui.pages.account_secrets.choose_new_file", lambda *_: path)
    page_of(desk).card.keystore_wanted.emit()
    warning = desk.dialog
    assert warning is not None
    desk.type("typed-sentence", "I keep it secret")
    desk.type("password", PASSWORD)
    desk.type("file-password", "short")
    desk.type("file-password-again", "short")
    assert not warning.confirm.isEnabled()  # type: ignore[attr-defined]
    desk.type("file-password", "long enough")
    desk.type("file-password-again", "long enough")
    desk.press("unlock-confirm")
    desk.settle()

    assert desk.show.account_list.saved == [(path, b'{"version": 3}')]


def test_the_recovery_words_are_shown_and_forgotten(desk: Desk) -> None:
    desk.press("backup-show")
    desk.type("typed-sentence", "Nobody is watching")
    desk.type("password", PASSWORD)
    desk.press("unlock-confirm")
    desk.settle()
    dialog = desk.dialog

    assert isinstance(dialog, WordsDialog)
    assert dialog.grid.words == values.WORDS
    desk.press("words-close")
    assert dialog.grid.words == ()


def test_three_retyped_words_count_as_checked_today(desk: Desk) -> None:
    desk.press("backup-check")
    desk.settle()
    dialog = desk.dialog
    assert isinstance(dialog, WordsCheckDialog)
    for place in dialog.form.places:
        desk.type(f"welcome-word-{place}", "wrong")
    desk.press("words-check")
    desk.settle()
    assert dialog.fault.isVisible()
    for place in dialog.form.places:
        desk.type(f"welcome-word-{place}", values.WORDS[place])
    desk.press("words-check")
    desk.settle()

    assert desk.dialog is None
    assert page_of(desk).backup.words.text() == "Checked today."


def test_all_words_are_tried_as_on_a_new_computer(desk: Desk) -> None:
    page_of(desk).backup.check_phrase()
    dialog = desk.dialog
    assert isinstance(dialog, PhraseCheckDialog)
    desk.find(QPlainTextEdit, "phrase-check").setPlainText(" ".join(values.WORDS))
    forgotten: list[str] = []
    dialog.finished.connect(lambda _: forgotten.append(dialog.phrase.toPlainText()))
    desk.press("phrase-check-confirm")
    desk.settle()

    assert isinstance(desk.dialog, RehearsalDialog)
    assert forgotten == [""]
    assert "brings back everything" in desk.dialog.verdict.title.text()
    desk.dialog.reject()


def test_a_saved_file_is_tried_at_once_and_counts_only_then(make_desk: MakeDesk, tmp_path: Path) -> None:
    def prepare(show: Showcase) -> None:
        several(show)
        show.backups.file_days = None

    desk = make_desk(prepare)
    desk.go("accounts")
    assert page_of(desk).backup.gap.isVisible()
    (tmp_path / "backup.json").write_bytes(b"{}")

    page_of(desk).backup.save(tmp_path / "backup.json")
    desk.settle()
    assert desk.show.backups.file_days is None
    desk.type("password", PASSWORD)
    desk.press("unlock-confirm")
    desk.settle()

    assert isinstance(desk.dialog, RehearsalDialog)
    desk.dialog.reject()
    assert page_of(desk).backup.gap.isHidden()
    assert page_of(desk).backup.file.text().startswith("Tried today")


def test_nothing_is_asked_of_the_node_before_the_person_agreed(make_desk: MakeDesk) -> None:
    asked = []
    desk = make_desk(_used)
    look = desk.show.discovery.look
    desk.show.discovery.look = lambda *a: asked.append(1) or look(*a)  # type: ignore[method-assign,func-returns-value]
    desk.go("accounts")
    desk.press("accounts-find")
    desk.settle()
    assert asked == []

    desk.press("discovery-confirm")
    desk.settle()
    assert asked == [1]
    box = desk.find(type(page_of(desk).with_hidden), "found-BIP44-4")
    box.click()
    desk.press("discovery-confirm")
    desk.settle()

    assert names(desk)[-2:] == ["Account 2", "Ledger 3"]
    assert "2 accounts added" in desk.window.toasts.texts


def test_a_node_that_does_not_answer_is_said_and_asked_again(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        _used(show)
        show.gate.faults["discovery.look"] = NodeUnreachable("https://rpc.example.org")

    desk = make_desk(prepare)
    desk.go("accounts")
    desk.press("accounts-find")
    desk.press("discovery-confirm")
    desk.settle()
    dialog = desk.dialog
    assert dialog is not None
    assert dialog.found.has_failed  # type: ignore[attr-defined]
    desk.show.gate.faults.clear()
    desk.press("found-again")
    desk.settle()

    assert dialog.confirm.text() == "Add 3 accounts"  # type: ignore[attr-defined]
    dialog.reject()


def test_the_password_is_changed_by_who_knows_the_present_one(desk: Desk) -> None:
    desk.press("password-change")
    for name in ("password", "password-again"):
        desk.type(name, "another one, longer")
    desk.press("unlock-confirm")
    desk.settle()
    assert desk.show.accounts.passwords == []
    desk.type("password-present", "wrong")
    desk.press("unlock-confirm")
    desk.settle()
    assert desk.dialog is not None
    desk.type("password-present", PASSWORD)
    desk.press("unlock-confirm")
    desk.settle()

    assert desk.dialog is None
    assert desk.show.accounts.passwords == ["another one, longer"]


def test_a_wallet_that_only_watches_offers_no_keys(make_desk: MakeDesk) -> None:
    desk = make_desk(watching)
    desk.go("accounts")
    page = page_of(desk)

    menu = page.add.menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["An address to watch…"]
    assert page.backup.isHidden()
    assert page.card.take_out.isHidden()
    desk.go("wallet")
    assert desk.page(WalletPage).send.isHidden()


def none(show: Showcase) -> None:
    show.accounts.state = WalletState.NONE


def test_welcome_makes_the_phrase_that_was_chosen(make_desk: MakeDesk) -> None:
    desk = make_desk(none)
    page = desk.page(WelcomePage)
    desk.press("welcome-create")
    desk.press("welcome-more")
    step = page.create_step
    step.words.setCurrentIndex(step.words.findData(24))
    step.language.setCurrentIndex(step.language.findData("french"))
    for name in ("welcome-password", "welcome-password-again"):
        desk.type(name, "long enough")
    desk.type("welcome-extra", "twenty-fifth")
    desk.type("welcome-extra-again", "another")
    desk.press("welcome-make")
    assert page.fault.isVisible()
    desk.type("welcome-extra-again", "twenty-fifth")
    desk.press("welcome-make")
    desk.settle()

    assert desk.show.accounts.made == [NewPhrase(24, "french", "twenty-fifth")]
    assert page.words.count == 24
    assert not page.extra.isHidden()
    assert step.passphrase.text() == ""


def restore(desk: Desk) -> WelcomePage:
    page = desk.page(WelcomePage)
    desk.press("welcome-restore")
    page.phrase.setPlainText(" ".join(values.WORDS))
    desk.type("welcome-passphrase", "extra")
    desk.type("welcome-new-password", "long enough")
    return page


def test_a_restore_offers_the_accounts_that_were_used(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        _used(show)
        none(show)
        show.restoring.found = 2

    desk = make_desk(prepare)
    page = restore(desk)
    desk.press("welcome-restore-now")
    desk.settle()
    assert page.step == "found"
    assert page.coming_back.take.text() == "Add 3 accounts and go on"
    desk.press("welcome-take")
    desk.settle()

    assert page.step == "done"
    assert names(desk)[-3:] == ["Account 2", "Account 5", "Ledger 3"]
    assert desk.show.accounts.restored == [(" ".join(values.WORDS), "extra")]


def test_a_restore_without_the_box_asks_nobody(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        _used(show)
        none(show)
        fault = NodeUnreachable("https://rpc.example.org")
        show.gate.faults["discovery.look"] = show.gate.faults["restoring.find"] = fault

    desk = make_desk(prepare)
    page = restore(desk)
    page.coming_back.step.search.click()
    desk.press("welcome-restore-now")
    desk.settle()

    assert page.step == "done"
    assert len(names(desk)) == 5


def test_a_restore_without_a_network_goes_on_without_it(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        none(show)
        show.gate.faults["discovery.look"] = NodeUnreachable("https://rpc.example.org")

    desk = make_desk(prepare)
    page = restore(desk)
    desk.press("welcome-restore-now")
    desk.settle()
    assert page.step == "found"
    desk.press("welcome-take")
    desk.settle()

    assert page.step == "done"


def test_a_back_up_file_makes_the_wallet(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(none)
    page = desk.page(WelcomePage)
    (tmp_path / "backup.json").write_bytes(b"{}")
    desk.press("welcome-restore")
    page.coming_back.restore_file(tmp_path / "backup.json")
    desk.type("password", "wrong")
    desk.press("unlock-confirm")
    desk.settle()
    assert desk.show.accounts.state is WalletState.NONE
    desk.type("password", PASSWORD)
    desk.press("unlock-confirm")
    desk.settle()

    assert desk.show.accounts.state is WalletState.UNLOCKED
    assert page.step == "done"


def test_watching_needs_an_address_and_nothing_else(make_desk: MakeDesk) -> None:
    desk = make_desk(none)
    page = desk.page(WelcomePage)
    desk.press("welcome-watch")
    desk.type("welcome-address", "0x12")
    desk.press("welcome-watch-now")
    assert page.fault.isVisible()
    desk.type("welcome-address", COLD)
    desk.press("welcome-watch-now")
    desk.settle()

    assert desk.show.accounts.state is WalletState.WATCHING
    assert isinstance(desk.window.page, WalletPage)
    assert desk.window.rail.wallet.accessibleName() == "Watching only"
