"""Pictures of everything about licence files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from desktop.core.errors import DiskFull
from desktop.core.licence_files import ModelFileMismatch, NotALicenceFile
from desktop.services.accounts import WalletState
from desktop.services.licences import OrderNotKnownHere
from desktop.ui.page import Route
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_accounts import PASSWORD
from desktop.ui.waiting import wait_until

_ORDER = Route("order", "prov")
_GIGABYTES = 3 << 30


def licence_scenes(full: Prepare, press: Callable[[str], Act]) -> tuple[Scene, ...]:
    """The scenes, over a full library."""

    def with_faults(**faults: BaseException) -> Prepare:
        def prepare(show: Showcase) -> None:
            full(show)
            for name, error in faults.items():
                show.gate.faults[name.replace("_", ".", 1)] = error  # type: ignore[assignment]

        return prepare

    def holding(name: str) -> Prepare:
        def prepare(show: Showcase) -> None:
            import threading

            full(show)
            show.gate.held[name] = threading.Event()

        return prepare

    def locked(show: Showcase) -> None:
        full(show)
        show.accounts.state = WalletState.LOCKED

    def dialog(then: Callable[[MainWindow], None] | None = None) -> Act:
        def act(window: MainWindow) -> None:
            press("order-licence")(window)
            if then is not None:
                then(window)

        return act

    return (
        Scene("47-licence-files", _ORDER, full, dialog()),
        Scene("48-licence-saving", _ORDER, holding("exporting.save_model"), dialog(_save_model), settles=False),
        Scene(
            "49-licence-disk-full",
            _ORDER,
            with_faults(exporting_save_model=DiskFull("/media/stick", _GIGABYTES, 1 << 20)),
            dialog(_save_model),
        ),
        Scene("50-licence-saved", _ORDER, full, dialog(_save_model)),
        Scene("51-licence-none-yet", Route("order", "late"), full, dialog()),
        Scene("52-licence-locked", _ORDER, locked, dialog(_save_model)),
        Scene("53-identity-warning", _ORDER, full, dialog(_ask_identity)),
        Scene("54-identity-wrong-password", _ORDER, full, dialog(_wrong_password)),
        Scene("55-identity-shown", _ORDER, full, dialog(_see_identity)),
        Scene("56-library-adding", Route("library"), holding("importing.add"), _add, settles=False),
        Scene("57-library-not-a-licence", Route("library"), with_faults(importing_add=NotALicenceFile()), _add),
        Scene("58-library-order-unknown", Route("library"), with_faults(importing_add=OrderNotKnownHere()), _add),
        Scene(
            "59-library-wrong-payload",
            Route("library"),
            with_faults(importing_add=ModelFileMismatch("payload.age", "chunk 7")),
            _add,
        ),
        Scene("60-library-drop", Route("library"), full, _drag),
        Scene("62-licence-files-200", _ORDER, full, dialog(), scale=2.0),
        Scene("61-library-add-locked", Route("library"), locked, _add),
    )  # fmt: skip


def _save_model(window: MainWindow) -> None:
    from desktop.ui.pages.licence_dialog import LicenceDialog

    dialog = window.findChild(LicenceDialog)
    if dialog is not None:
        wait_until(dialog.model.button.isEnabled, "what can be saved")
        dialog.save_model(Path("programming-language-1-0-0.zip.age"))


def _ask_identity(window: MainWindow) -> None:
    from desktop.ui.pages.identity_dialogs import IdentityWarning
    from desktop.ui.pages.licence_dialog import LicenceDialog

    licence = window.findChild(LicenceDialog)
    if licence is not None:
        licence.identity.button.click()
        licence.hide()  # the picture shows the dialog that lies on top
        dialog = window.findChild(IdentityWarning)
        wait_until(lambda: dialog is not None and dialog.isVisible(), "the warning")


def _answer(window: MainWindow, password: str) -> None:
    from desktop.ui.pages.identity_dialogs import IdentityWarning

    _ask_identity(window)
    dialog = window.findChild(IdentityWarning)
    if dialog is not None:
        sentence = dialog.findChild(QLineEdit, "identity-sentence")
        if sentence is not None:
            sentence.setText(dialog.wanted)
        dialog.password.setText(password)
        dialog.confirm.click()


def _wrong_password(window: MainWindow) -> None:
    from desktop.ui.pages.identity_dialogs import IdentityWarning

    _answer(window, "wrong")
    dialog = window.findChild(IdentityWarning)
    wait_until(lambda: dialog is not None and dialog.fault.isVisible(), "the fault")


def _see_identity(window: MainWindow) -> None:
    from desktop.ui.pages.identity_dialogs import IdentityDialog

    _answer(window, PASSWORD)
    wait_until(lambda: window.findChild(IdentityDialog) is not None, "the identity")


def _add(window: MainWindow) -> None:
    from desktop.ui.pages.library import LibraryPage

    page = window.page
    if isinstance(page, LibraryPage):
        page.adding.add([Path(__file__).with_name("programming-language-1-0-0.zip.age")])


def _drag(window: MainWindow) -> None:
    from desktop.ui.pages.library import LibraryPage

    page = window.page
    if isinstance(page, LibraryPage):
        page.drops.show_veil(visible=True)
