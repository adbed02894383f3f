"""What the app does for stored content by itself: only what is switched on, and no fault ends it."""

from dataclasses import dataclass, field

import pytest

from desktop.bootstrap import caring
from desktop.bootstrap.caring import care_for_content
from desktop.config import Settings
from desktop.core.cancel import CancelToken
from desktop.core.errors import DatabaseBusy


@dataclass
class House:
    settings: Settings
    cancel: CancelToken = field(default_factory=CancelToken)
    done: list[str] = field(default_factory=list)
    fault: Exception | None = None
    looks: int = 1

    def get(self) -> Settings:
        return self.settings

    def clean(self, *, cancel: CancelToken) -> None:
        self._do("clean")

    def ask_if_due(self, cancel: CancelToken) -> bool:
        self._do("ask")
        return True

    def _do(self, what: str) -> None:
        self.done.append(what)
        if self.done.count("ask") >= self.looks:
            self.cancel.cancel()
        if self.fault is not None:
            raise self.fault


@pytest.mark.parametrize(
    ("tidies", "watches", "done"),
    [(True, True, ["clean", "ask"]), (False, True, ["ask"]), (True, False, ["clean"]), (False, False, [])],
)
def test_only_what_is_switched_on_is_done(*, tidies: bool, watches: bool, done: list[str]) -> None:
    house = House(Settings(tidy_content=tidies, watch_sources=watches))
    if not watches:
        house.cancel.cancel()

    care_for_content(house, house, house, house.cancel)

    assert house.done == done


def test_a_fault_is_met_again_later_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caring, "LOOK_EVERY_S", 0.0)
    house = House(Settings(watch_sources=True), fault=DatabaseBusy("licet.db"), looks=3)

    care_for_content(house, house, house, house.cancel)

    assert house.done == ["clean", "ask", "ask", "ask"]
