"""The settings page."""

from collections.abc import Callable
from typing import Protocol

from desktop.config import Settings
from desktop.core.changes import Change, Topic


class SettingsKeeper(Protocol):
    """settings.json."""

    @property
    def settings(self) -> Settings: ...
    def change(self, **values: object) -> Settings: ...


class SettingsService:
    """Reads and changes settings, and tells that they changed."""

    def __init__(self, keeper: SettingsKeeper, publish: Callable[[Change], None]) -> None:
        self._keeper = keeper
        self._publish = publish

    def get(self) -> Settings:
        return self._keeper.settings

    def change(self, **values: object) -> Settings:
        """Set some settings.

        Raises:
            InvalidSetting: A name or value that the table does not have.
        """
        changed = self._keeper.change(**values)
        self._publish(Change(Topic.SETTINGS))
        return changed
