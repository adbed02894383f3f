"""Fit before paying: how a model runs here, tried with empty weights, remembered, and compared with what really came."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.errors import EnvironmentFault
from desktop.core.fit import Fit, FitHistory, FitPlace, Machine, Observation, RunTally
from desktop.core.packages import Manifest
from desktop.services.ports import Clock

log = logging.getLogger("licet.fitting")

UNASKED_BYTES = 256 << 20
"""Of models with more weights than this nothing is tried unasked: it takes their memory for some seconds."""


@dataclass(frozen=True, slots=True)
class FitLook:
    """What is known of a version; ``was_here`` tells whether its public part had been fetched before."""

    history: FitHistory
    was_here: bool

    def with_history(self, history: FitHistory) -> "FitLook":
        """The same look with newer figures."""
        return replace(self, history=history)


class Trial(Protocol):
    """Runs a public graph with empty weights, in a worker of its own."""

    def measure(self, public: Path, device: str, cancel: CancelToken) -> Fit: ...


class FitBook(Protocol):
    """Trials and observations, on disk."""

    def fit(self, place: FitPlace) -> Fit | None: ...
    def keep(self, place: FitPlace, fit: Fit, time: int) -> None: ...
    def forget(self, place: FitPlace) -> None: ...
    def observe(self, place: FitPlace, observation: Observation) -> None:
        """Add it, or write over the one of the same place and time."""

    def observations(self, identity: bytes, machine: str) -> list[Observation]:
        """Newest first, on any device and engine."""

    def elsewhere(self, identity: bytes, machine: str) -> int:
        """How many observations are from other machines."""


class Loaded(Protocol):
    """A model in its worker, as far as figures go."""

    @property
    def load_s(self) -> float: ...
    @property
    def added_bytes(self) -> int: ...


class FitWatch:
    """Writes down what really happens while a model is open; the runs of one opening are one observation."""

    def __init__(self, loaded: Loaded, keep: Callable[[Observation], None], device: str, time: int) -> None:
        self._loaded = loaded
        self._keep = keep
        self._device = device
        self._time = time
        self._tally = RunTally(loaded.load_s * 1000)

    def ran(self, seconds: float) -> None:
        """One more run."""
        self._tally.add(seconds)
        if self._tally.is_due:
            figures = self._tally.figures(self._loaded.added_bytes)
            self._keep(Observation(self._time, figures, self._tally.runs, self._device))


class FitService:
    """What is known of how versions run on this machine."""

    def __init__(
        self,
        *,
        trial: Trial,
        public: Callable[[bytes], Path],
        book: FitBook,
        machine: Machine,
        engine: Callable[[str], str],
        device: Callable[[bytes], str],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        """Compose it.

        Args:
            trial: Tries graphs.
            public: Where the verified public part of a version lies; raises ``OSError`` or an ``AppError`` without one.
            book: Remembers.
            machine: This one.
            engine: The version of the engine that a device is driven with.
            device: What a version would be run on, by its identity.
            clock: For dates.
            publish: Tells the pages.
        """
        self._trial = trial
        self._public = public
        self._book = book
        self.machine = machine
        self._engine = engine
        self._device = device
        self._clock = clock
        self._publish = publish

    def look(self, identity: bytes) -> FitLook:
        """What is known of a version, and whether its public part is here."""
        return FitLook(self.history(identity), self._is_here(identity))

    def history(self, identity: bytes) -> FitHistory:
        """The trial that holds now, and every time the version was open."""
        return FitHistory(
            self._book.fit(self._place(identity)),
            tuple(self._book.observations(identity, self.machine.id)),
            self._book.elsewhere(identity, self.machine.id),
        )

    @staticmethod
    def tries_unasked(look: FitLook, manifest: Manifest) -> bool:
        """Whether looking is reason enough to try: looked at before, an open graph, small, and not tried yet."""
        sealed = sum(blob.size for blob in manifest.blobs if blob.part == "sealed")
        is_small = sealed <= UNASKED_BYTES and not manifest.graph_sealed
        return look.was_here and is_small and look.history.fit is None

    def _is_here(self, identity: bytes) -> bool:
        try:
            return self._public(identity).is_file()
        except EnvironmentFault:
            return False

    def try_here(self, identity: bytes, cancel: CancelToken) -> Fit:
        """Try it now and remember the answer.

        Args:
            identity: Of a version whose public part is here.
            cancel: Stops the trial; nothing is remembered then.

        Raises:
            InvalidPackage: It breaks the profile.
            NoSharedMemory: Trials are not possible on this system.
        """
        place = self._place(identity)
        fit = self._trial.measure(self._public(identity), place.device, cancel)
        if fit.outcome != "sealed":
            self._book.keep(place, fit, self._clock.now())
            self._publish(Change(Topic.FIT, identity.hex()))
        return fit

    def forget(self, identity: bytes) -> None:
        """Let the next look try again."""
        self._book.forget(self._place(identity))
        self._publish(Change(Topic.FIT, identity.hex()))

    def watch(self, identity: bytes, loaded: Loaded, device: str) -> FitWatch:
        """Observe a model that was just opened on ``device``."""
        place = FitPlace(identity, self.machine.id, self._engine(device), device)

        def keep(seen: Observation) -> None:
            fit = self._book.fit(place)
            estimate = fit.figures if fit is not None else None
            self._book.observe(place, Observation(seen.time, seen.figures, seen.runs, seen.device, estimate))
            self._publish(Change(Topic.FIT, identity.hex()))

        return FitWatch(loaded, keep, device, self._clock.now())

    def _place(self, identity: bytes) -> FitPlace:
        device = self._device(identity)
        return FitPlace(identity, self.machine.id, self._engine(device), device)
