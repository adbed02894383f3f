"""What the app does for stored content by itself while it is open, each only as far as it is switched on."""

import logging
from collections.abc import Callable
from typing import Protocol

from desktop.config import Settings
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled

log = logging.getLogger("licet.care")

LOOK_EVERY_S = 600.0


class SettingsReader(Protocol):
    def get(self) -> Settings: ...


class Storage(Protocol):
    def clean(self, *, cancel: CancelToken) -> object: ...


class Mirrors(Protocol):
    def ask_if_due(self, cancel: CancelToken) -> bool: ...


def care_for_content(
    settings: SettingsReader, storage: Storage, mirrors: Mirrors, cancel: CancelToken
) -> None:
    """Tidy once, then look now and then whether own addresses are due; returns when cancelled.

    What a rule would ask the person about is left alone. A fault of disk or network is logged, and met again later.
    """
    if settings.get().tidy_content:
        _try(lambda: storage.clean(cancel=cancel), "tidying stored content")
    while not cancel.is_cancelled:
        if settings.get().watch_sources:
            _try(lambda: mirrors.ask_if_due(cancel), "asking own addresses")
        try:
            cancel.wait(LOOK_EVERY_S)
        except Cancelled:
            return


def _try(act: Callable[[], object], what: str) -> None:
    try:
        act()
    except Cancelled:
        return
    except (AppError, OSError) as error:
        log.info("%s: %s", what, type(error).__name__)
