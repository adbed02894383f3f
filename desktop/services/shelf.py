"""The models that are open in this session, each loaded once and shared by the pages and batches that use it."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.runs import RunInput, RunProgress, RunResult
from desktop.services.running import OpenModel

log = logging.getLogger("licet.shelf")


class Opener(Protocol):
    """Opens a model in a fresh worker, and knows beforehand how large it is."""

    def open(self, purchase_id: str, device: str = "cpu") -> OpenModel: ...
    def size_bytes(self, purchase_id: str) -> int: ...


@dataclass(eq=False, slots=True)
class _Place:
    """One model of the shelf; ``lock`` is held while it is opened, so that two who want it open it once."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    model: OpenModel | None = None
    holders: int = 0
    used: int = 0


class Hold:
    """One user's hold on a model: until it is released the shelf keeps the model, and opens it again if it dies."""

    def __init__(self, shelf: "ModelShelf", purchase_id: str, device: str, model: OpenModel) -> None:
        self._shelf = shelf
        self.purchase_id, self.device = purchase_id, device
        self._model = model
        self._released = False
        self.reopened = 0
        """How often the model's process had ended and was started again for this holder."""

    @property
    def model(self) -> OpenModel:
        """The model as it was last opened; it may have died since."""
        return self._model

    def alive(self) -> OpenModel:
        """The model, opened again if its process has ended; then ``reopened`` grows, to be told to the person.

        Raises:
            WalletLocked: It must be opened again, and the vault holds no keys now.
        """
        if not self._model.is_alive:
            self._model = self._shelf.reopen(self.purchase_id, self.device)
            self.reopened += 1
        return self._model

    def run(
        self,
        inputs: dict[str, RunInput],
        params: dict[str, object],
        cancel: CancelToken,
        progress: Callable[[RunProgress], None] | None = None,
    ) -> RunResult:
        """Run once and remember it, on a process that lives."""
        return self.alive().run(inputs, params, cancel, progress=progress)

    def release(self) -> None:
        """Let go; safe to call twice. The model stays open until memory is wanted for another."""
        if not self._released:
            self._released = True
            self._shelf.release(self.purchase_id, self.device)

    def __enter__(self) -> "Hold":
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


class ModelShelf:
    """Keeps opened models by purchase and device. Safe from several threads."""

    def __init__(self, opener: Opener, memory_bytes: Callable[[], int]) -> None:
        """Begin with nothing open.

        Args:
            opener: Opens models.
            memory_bytes: How much memory all open models together may take.
        """
        self._opener = opener
        self._memory_bytes = memory_bytes
        self._lock = threading.Lock()
        self._places: dict[tuple[str, str], _Place] = {}
        self._clock = 0
        self._closed = False

    def hold(self, purchase_id: str, device: str = "cpu") -> Hold:
        """The model, opened if it is not yet; release it when it is no longer used.

        Raises:
            NotRunnable, LicenceExpired, WalletLocked, ...: As ``RunningService.open``.
        """
        key = (purchase_id, device)
        with self._lock:
            place = self._places.setdefault(key, _Place())
            place.holders += 1
            self._touch(place)
        try:
            return Hold(self, purchase_id, device, self._opened(key, place))
        except BaseException:
            self.release(purchase_id, device)
            raise

    def reopen(self, purchase_id: str, device: str) -> OpenModel:
        """A living model for somebody who holds it."""
        with self._lock:
            place = self._places[purchase_id, device]
        return self._opened((purchase_id, device), place)

    def release(self, purchase_id: str, device: str) -> None:
        """One holder less."""
        with self._lock:
            place = self._places.get((purchase_id, device))
            if place is not None and place.holders:
                place.holders -= 1
                self._touch(place)

    def is_open(self, purchase_id: str) -> bool:
        """Whether it is loaded, on whatever device."""
        with self._lock:
            return any(
                key[0] == purchase_id and place.model is not None and place.model.is_alive
                for key, place in self._places.items()
            )

    def close(self, purchase_id: str) -> None:
        """Give the memory of a model back, whoever holds it; a holder that runs it again opens it again."""
        with self._lock:
            places = [place for key, place in self._places.items() if key[0] == purchase_id]
        for place in places:
            self._empty(place)

    def close_all(self) -> None:
        """End every worker; nothing can be opened any more."""
        with self._lock:
            self._closed = True
            places = list(self._places.values())
        for place in places:
            self._empty(place)

    def _opened(self, key: tuple[str, str], place: _Place) -> OpenModel:
        with place.lock:
            model = place.model
            if model is not None and model.is_alive:
                return model
            if model is not None:
                log.info("a model's process had ended and is started again")
                model.close()
                place.model = None
            self._make_room(self._opener.size_bytes(key[0]))
            opened = self._opener.open(*key)
            with self._lock:
                place.model = None if self._closed else opened
            if self._closed:
                opened.close()
            return opened

    def _make_room(self, wanted_bytes: int) -> None:
        """Close what nobody holds, the least recently used first, until the wanted model fits beside the rest."""
        while True:
            with self._lock:
                there = [place for place in self._places.values() if place.model is not None]
                taken = sum(place.model.memory_bytes for place in there if place.model is not None)
                idle = sorted((p for p in there if not p.holders), key=lambda p: p.used)
                if not idle or taken + wanted_bytes <= self._memory_bytes():
                    return
            log.info("a model that nobody uses is closed to make room")
            self._empty(idle[0])

    def _empty(self, place: _Place) -> None:
        with place.lock:
            model, place.model = place.model, None
        if model is not None:
            model.close()

    def _touch(self, place: _Place) -> None:
        self._clock += 1
        place.used = self._clock
