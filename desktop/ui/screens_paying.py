"""The scenes of paying people: sending, receiving, contacts, what is warned of."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton

from desktop.core.errors import NodeUnreachable
from desktop.core.identity import Address, keccak256
from desktop.core.payment_links import PaymentRequest, write_link
from desktop.services.contacts import ImportPlan, RefusedLine
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_paying import ADA, FORGED, GRACE
from desktop.ui.waiting import wait_until


def paying_scenes(busy: Prepare, press: Callable[[str], Act]) -> tuple[Scene, ...]:
    """Every state of the rooms' dialogs and of the page of contacts."""
    wallet, contacts = Route("wallet"), Route("contacts")
    friend = str(Address(keccak256(b"friend")[12:]))

    def known(show: Showcase) -> None:
        busy(show)
        show.paying.fill_book()
        show.paying.payees = [GRACE]
        show.paying.known_tokens = [values.TOKEN]

    def poor(show: Showcase) -> None:
        known(show)
        show.balances.wei = 10**13

    def unread(show: Showcase) -> None:
        known(show)
        show.gate.faults["names.forward"] = NodeUnreachable("https://rpc.example.org")

    link = write_link(PaymentRequest(GRACE, values.CHAIN_ID, values.TOKEN.address, 12_500_000))
    return (
        Scene("33-wallet-receive", wallet, known, press("wallet-receive")),
        Scene("33-wallet-receive-amount", wallet, known, _ask_for("0.25")),
        Scene("34-wallet-send", wallet, known, _confirm(friend, "0.05")),
        Scene("34-wallet-send-form", wallet, known, _type("ada.eth", "")),
        Scene("34-wallet-send-name", wallet, known, _confirm("ada.eth", "0.05")),
        Scene("34-wallet-send-look-alike", wallet, known, _confirm(str(FORGED), "0.3")),
        Scene("34-wallet-send-link", wallet, known, _type(link, "")),
        Scene("34-wallet-send-token", wallet, known, _confirm(link, "")),
        Scene("34-wallet-send-poor", wallet, poor, _confirm(str(ADA), "1")),
        Scene("34-wallet-send-wrong", wallet, known, _confirm("0x1234", "1")),
        Scene("34-wallet-send-no-name", wallet, unread, _type("ada.eth", "0.1")),
        Scene("34-wallet-send-200", wallet, known, _confirm(str(FORGED), "0.3"), scale=2.0),
        Scene("47-contacts", contacts, known),
        Scene("47-contacts-none", contacts, busy),
        Scene("47-contacts-new", contacts, known, _taken_name),
        Scene("47-contacts-import", contacts, known, _import),
        Scene("47-rules", contacts, known, press("contacts-rules")),
    )


def _click(window: MainWindow, name: str) -> None:
    button = window.findChild(QAbstractButton, name)
    if button is not None:
        button.click()


def _type(to: str, amount: str) -> Act:
    def act(window: MainWindow) -> None:
        from desktop.ui.pages.send_dialog import SendDialog

        _click(window, "wallet-send")
        dialog = window.findChild(SendDialog)
        if dialog is None:
            return
        wait_until(lambda: dialog.form.currency.count() > 1, "the currencies")
        dialog.form.payee.put(to)
        dialog.form.amount.setText(amount)
        dialog.form.to.editingFinished.emit()
        wait_until(lambda: bool(dialog.form.payee.who.text()) or bool(dialog.form.amount.text()), "the payee")

    return act


def _confirm(to: str, amount: str) -> Act:
    def act(window: MainWindow) -> None:
        from desktop.ui.pages.send_dialog import SendDialog

        _type(to, amount)(window)
        dialog = window.findChild(SendDialog)
        if dialog is None:
            return
        wait_until(lambda: bool(dialog.form.amount.text()), "the amount")
        dialog.next.click()
        wait_until(lambda: dialog.confirmation.count() > 0 or not dialog.fault.isHidden(), "the confirmation")

    return act


def _ask_for(amount: str) -> Act:
    def act(window: MainWindow) -> None:
        from desktop.ui.pages.receive_dialog import ReceiveDialog

        _click(window, "wallet-receive")
        dialog = window.findChild(ReceiveDialog)
        if dialog is not None:
            dialog.amount.setText(amount)
            dialog.amount.textEdited.emit(amount)

    return act


def _taken_name(window: MainWindow) -> None:
    from desktop.ui.pages.contact_dialogs import ContactDialog

    _click(window, "contacts-add")
    dialog = window.findChild(ContactDialog)
    if dialog is not None:
        dialog.name.setText("ADA Lovelace")
        dialog.address.setText(str(FORGED))
        dialog.save.click()
        wait_until(lambda: not dialog.fault.isHidden(), "the refusal")


def _import(window: MainWindow) -> None:
    from desktop.ui.pages.contact_dialogs import ImportDialog
    from desktop.ui.pages.contacts import ContactsPage

    page = window.page
    if not isinstance(page, ContactsPage):
        return
    refused = (RefusedLine(4, "address", "Bob 0x12"), RefusedLine(9, "taken", "Ada " + str(GRACE)))
    added = tuple(page.model.rows)
    ImportDialog.ask(page, ImportPlan(added, (), 12, refused), lambda: None)
