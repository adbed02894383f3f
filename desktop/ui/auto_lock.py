"""Locks the wallet when nobody uses the window, before the computer sleeps, and with the screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.idle import IdleWatch
from desktop.ui.jobs import JobRunner
from desktop.ui.session_watch import SessionWatch

if TYPE_CHECKING:
    from desktop.services.accounts import AccountService
    from desktop.services.settings import SettingsService


class AutoLock(QObject):
    """Does nothing until it is attached; each of its three reasons is a setting."""

    def __init__(self, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._accounts: AccountService | None = None
        self._settings: SettingsService | None = None
        self.idle = IdleWatch(parent)
        self.idle.became_idle.connect(self.lock)
        self.session = SessionWatch(self)
        self.session.sleeping.connect(self._sleeping)
        self.session.screen_locked.connect(self._screen_locked)

    def attach(self, accounts: "AccountService", settings: "SettingsService") -> None:
        """There is a wallet to lock; another one after the network was changed."""
        if self._accounts is None:
            self.session.start()
        self._accounts, self._settings = accounts, settings
        self.read_settings()

    def read_settings(self) -> None:
        """The person may have changed them."""
        if self._settings is not None:
            self.idle.set_minutes(self._settings.get().auto_lock_minutes)

    def lock(self, then: Callable[[], object] = lambda: None) -> None:
        """Lock it if it is open; ``then`` runs when it is locked, whether or not it was open."""
        accounts = self._accounts
        if accounts is None or accounts.state.value != "unlocked":
            then()
            return
        self._jobs.start(
            lambda _job: accounts.lock(), owner=self, done=lambda _: then(), failed=lambda _: then()
        )

    def stop(self) -> None:
        """Watch no longer."""
        self.idle.stop()
        self.session.stop()

    def _sleeping(self) -> None:
        if self._settings is not None and self._settings.get().lock_on_sleep:
            self.lock(self.session.sleep_now)
        else:
            self.session.sleep_now()

    def _screen_locked(self) -> None:
        if self._settings is not None and self._settings.get().lock_with_screen:
            self.lock()
