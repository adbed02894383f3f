"""Limits, the journal of signatures, the vault's questions and what locks the wallet, from the mouse on."""

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.core.changes import Change, Topic
from desktop.core.consent import ConsentNeeded, Reason
from desktop.core.identity import NATIVE
from desktop.core.signatures import SignatureEntry
from desktop.core.spending import Limit, SpendingLimits
from desktop.core.stablecoins import stablecoins
from desktop.services.accounts import WalletState
from desktop.ui import showcase_values as values
from desktop.ui.consent_watch import ConsentDialog
from desktop.ui.models.signatures import SignaturesModel
from desktop.ui.pages.limit_dialogs import SpendingLimitDialog
from desktop.ui.pages.settings import SettingsPage
from desktop.ui.pages.signatures import SignaturesPage
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_accounts import PASSWORD
from desktop.ui.showcase_policy import CHAIN, fill_journal
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
ETHER = 10**18


def text_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def click(widget: QWidget | None) -> None:
    assert widget is not None
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def question(rule: str = "day-limit") -> ConsentNeeded:
    facts = (("then_wei", str(2 * ETHER)), ("limit_wei", str(ETHER)))
    return ConsentNeeded(
        (Reason(rule, facts),), "send", (("to", str(values.SELLERS[0])), ("value_wei", str(ETHER)))
    )


def ask(desk: Desk, needed: ConsentNeeded, *, was_wrong: bool = False) -> tuple[threading.Thread, list[str]]:
    """As a job of the wallet does: in a thread that waits."""
    answers: list[str] = []
    service = desk.show.consent
    thread = threading.Thread(target=lambda: answers.append(service.ask(needed, was_wrong)))
    thread.start()
    desk.until(lambda: desk.window.findChild(ConsentDialog) is not None, "the question")
    return thread, answers


# Limits.


def test_a_limit_is_changed_by_its_dialog_with_the_password(desk: Desk) -> None:
    desk.go("settings", "limits")
    card = desk.page(SettingsPage).limits
    assert "0 ETH of 1 ETH in the last 24 hours" in text_of(card)

    click(card.findChild(QPushButton, "limit-change"))
    dialog = desk.window.findChild(SpendingLimitDialog)
    assert dialog is not None
    assert dialog.day.text() == "1"
    dialog.day.setText("0.5")
    dialog.seller.setText("0.2")
    dialog.password.setText("wrong")
    click(dialog.confirm)
    desk.settle()
    assert "Wrong password" in text_of(dialog)
    dialog.password.setText(PASSWORD)
    click(dialog.confirm)
    desk.settle()

    assert desk.show.limits.now == SpendingLimits((Limit(CHAIN, NATIVE, ETHER // 2, ETHER // 5),))
    assert "of 0.5 ETH" in text_of(card)
    assert "To one payee 0.2 ETH at most" in text_of(card)


@pytest.mark.parametrize(("day", "seller", "title"), [
    ("a lot", "", "This is no amount"), ("-1", "", "This is no amount"), ("1", "2", "One payee has more than all together"),
])  # fmt: skip
def test_what_is_no_limit_is_said_before_the_vault_is_asked(
    desk: Desk, day: str, seller: str, title: str
) -> None:
    desk.go("settings", "limits")
    click(desk.page(SettingsPage).limits.findChild(QPushButton, "limit-change"))
    dialog = desk.window.findChild(SpendingLimitDialog)
    assert dialog is not None
    dialog.day.setText(day)
    dialog.seller.setText(seller)
    dialog.password.setText(PASSWORD)

    click(dialog.confirm)

    assert title in text_of(dialog)
    assert desk.show.limits.now == SpendingLimits()


def test_a_token_gets_a_limit_by_its_address(desk: Desk) -> None:
    desk.go("settings", "limits")
    click(desk.page(SettingsPage).limits.add_token)
    desk.type("limit-token", str(values.TOKEN.address))
    desk.press("limit-token-next")
    desk.settle()
    dialog = desk.window.findChild(SpendingLimitDialog)
    assert dialog is not None

    dialog.day.setText("12.5")
    dialog.password.setText(PASSWORD)
    click(dialog.confirm)
    desk.settle()

    assert desk.show.limits.now.of(CHAIN, values.TOKEN.address).day == 12_500_000


def test_a_stablecoins_usual_limit_is_shown_in_its_own_unit_and_can_be_changed(desk: Desk) -> None:
    desk.go("settings", "limits")
    card = desk.page(SettingsPage).limits
    assert "0 USDC of 1000 USDC in the last 24 hours" in text_of(card)

    click(card.findChildren(QPushButton, "limit-change")[1])
    dialog = desk.window.findChild(SpendingLimitDialog)
    assert dialog is not None
    dialog.day.setText("20.5")
    dialog.password.setText(PASSWORD)
    click(dialog.confirm)
    desk.settle()

    assert desk.show.limits.now.rows == (Limit(CHAIN, stablecoins(CHAIN)[0].address, 20_500_000),)


def test_a_token_that_left_without_a_limit_is_shown_as_one_that_asks(make_desk: MakeDesk) -> None:
    def spent(show: Showcase) -> None:
        show.limits.spent_tokens = ((values.TOKEN.address, 12_000_000),)

    desk = make_desk(spent)
    desk.go("settings", "limits")
    card = desk.page(SettingsPage).limits

    assert card.ask_for_tokens.isChecked()
    assert "12 USDX in the last 24 hours; each payment asks for your password" in text_of(card)


def test_a_stablecoins_limit_is_asked_about_in_its_own_unit(desk: Desk) -> None:
    usdc = stablecoins(1)[0]
    facts = (("chain", "1"), ("limit", "1000000000"), ("then", "1200500000"), ("token", str(usdc.address)))
    thread, _answers = ask(desk, ConsentNeeded((Reason("token-limit", facts),), "send"))
    dialog = desk.window.findChild(ConsentDialog)
    assert dialog is not None

    assert "With this, 1200.5 USDC leave in 24 hours. Your limit is 1000 USDC." in text_of(dialog)
    dialog.reject()
    desk.settle()
    thread.join()


def test_a_day_that_counts_as_spent_is_said_and_can_be_counted_anew(make_desk: MakeDesk) -> None:
    def blind(show: Showcase) -> None:
        show.limits.blind_until, show.limits.blind_why = values.NOW + 9_000, "record-old"

    desk = make_desk(blind)
    desk.go("settings", "limits")
    card = desk.page(SettingsPage).limits
    assert "older than your account's last transaction" in text_of(card.blind)

    click(card.blind.button)
    desk.type("password", PASSWORD)
    desk.press("unlock-confirm")
    desk.settle()

    assert not card.blind.isVisible()


def test_a_locked_wallet_keeps_its_limits_to_itself(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: setattr(show.accounts, "state", WalletState.LOCKED))
    desk.go("settings", "limits")

    card = desk.page(SettingsPage).limits
    assert "Unlock the wallet to see its limits" in text_of(card)
    assert card.findChild(QPushButton, "limit-change") is None


# The journal.


def filled(show: Showcase) -> None:
    fill_journal(show.journal)


def test_the_journal_says_what_was_signed_and_that_it_is_whole(make_desk: MakeDesk) -> None:
    desk = make_desk(filled)
    desk.go("signatures")
    page = desk.page(SignaturesPage)
    assert page.model.rowCount() == 7
    assert "Pay 1.5 ETH to 0x" in text_of(page)
    assert "beyond the day's limit" in text_of(page)

    click(page.check)
    desk.settle()

    assert page.verdict.isVisible()
    assert "7 entries, and none was changed" in text_of(page.verdict)


def test_a_journal_that_was_changed_is_said_to_be(make_desk: MakeDesk) -> None:
    def changed(show: Showcase) -> None:
        filled(show)
        show.journal.entries_[2] = (
            SignatureEntry.decode(show.journal.entries_[2]).encode().replace(b"125", b"225")
        )

    desk = make_desk(changed)
    desk.go("signatures")
    click(desk.page(SignaturesPage).check)
    desk.settle()

    assert "The journal of signatures was changed" in text_of(desk.page(SignaturesPage).verdict)


def test_an_entry_that_cannot_be_read_is_shown_as_that(make_desk: MakeDesk) -> None:
    def broken(show: Showcase) -> None:
        filled(show)
        show.journal.entries_[-1] = b"<b>nothing</b>"

    desk = make_desk(broken)
    desk.go("signatures")

    assert "This entry cannot be read: it was changed" in text_of(desk.page(SignaturesPage))


def test_an_empty_journal_says_what_will_be_in_it(desk: Desk) -> None:
    desk.go("signatures")

    assert "Nothing was signed yet" in text_of(desk.page(SignaturesPage))


def test_the_journals_model_keeps_the_rules_of_models(make_desk: MakeDesk) -> None:
    desk = make_desk(filled)
    model = SignaturesModel(lambda _place: None)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.replace(desk.show.signatures.page(None, 4))
    model.append(desk.show.signatures.page(model.next_page(), 4))

    assert model.rowCount() == 7
    assert tester.model() is model


# Questions.


def test_the_vaults_question_shows_the_act_the_reason_and_takes_the_password(desk: Desk) -> None:
    thread, answers = ask(desk, question())
    dialog = desk.window.findChild(ConsentDialog)
    assert dialog is not None
    words = text_of(dialog)
    assert f"Pay 1 ETH to {values.SELLERS[0]}" in words
    assert "With this, 2 ETH leave in 24 hours. Your limit is 1 ETH." in words

    dialog.password.setText(PASSWORD)
    click(dialog.confirm)
    thread.join()

    assert answers == [PASSWORD]
    desk.until(
        lambda: not any(d.isVisible() for d in desk.window.findChildren(ConsentDialog)), "the dialog to go"
    )


def test_a_wrong_password_is_asked_for_again_and_escape_signs_nothing(desk: Desk) -> None:
    thread, answers = ask(desk, question(), was_wrong=True)
    dialog = desk.window.findChild(ConsentDialog)
    assert dialog is not None
    assert "Wrong password" in text_of(dialog)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    thread.join()

    assert answers == [""]


def test_locking_the_wallet_declines_what_the_vault_asked(desk: Desk) -> None:
    thread, answers = ask(desk, question())

    desk.show.accounts.state = WalletState.LOCKED
    desk.show.publish(Change(Topic.WALLET))
    desk.until(lambda: not thread.is_alive(), "the answer")

    assert answers == [""]


def test_a_question_that_nobody_answers_goes_away(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.show.consent._patience_s = 0.3
    thread, answers = ask(desk, question())

    desk.until(lambda: not thread.is_alive(), "the end of patience")
    desk.until(
        lambda: not any(d.isVisible() for d in desk.window.findChildren(ConsentDialog)), "the dialog to go"
    )

    assert answers == [""]


# Locking.


@pytest.mark.parametrize("signal", ["sleeping", "screen_locked"])
def test_sleep_and_a_locked_screen_lock_the_wallet(desk: Desk, signal: str) -> None:
    released: list[float] = []
    session = desk.window.auto_lock.session
    session.sleep_now = lambda: released.append(time.monotonic())  # type: ignore[method-assign]

    getattr(session, signal).emit()
    desk.settle()

    assert desk.show.accounts.state is WalletState.LOCKED
    assert len(released) == (signal == "sleeping")


def test_what_the_person_switched_off_does_not_lock(desk: Desk) -> None:
    desk.go("settings", "security")
    card = desk.page(SettingsPage).security
    card.on_sleep.click()
    card.with_screen.click()
    desk.settle()
    assert not card.on_sleep.isChecked()

    desk.window.auto_lock.session.sleeping.emit()
    desk.window.auto_lock.session.screen_locked.emit()
    desk.settle()

    assert desk.show.accounts.state is WalletState.UNLOCKED


def test_the_settings_lead_to_the_journal(desk: Desk) -> None:
    desk.go("settings", "security")

    desk.press("settings-journal")
    desk.settle()

    assert isinstance(desk.window.page, SignaturesPage)
