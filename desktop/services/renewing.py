"""A model whose worker is renewed when it has grown: onnxruntime's arenas and leaks never reach the person's memory."""

import logging
import threading
from collections.abc import Callable, Sequence

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.core.packages import Manifest, Spec
from desktop.core.runs import DeviceReport, Picture, RunInput, RunProgress, RunResult, SandboxLevel, SelfTest
from desktop.services.opening import LoadedModel
from desktop.services.ports import Clock

log = logging.getLogger("licet.renewing")

_PATIENCE_S = 60


class RenewedModel:
    """A ``LoadedModel`` that is opened again between two runs once its process has grown; no answer is lost.

    The new one is opened before the old one is let go, so that whatever hinders it (a locked wallet, too little memory)
    leaves the old one at work; then it is tried again after a minute. A process that grows within one run is the
    watchdog's. One run at a time; closing does not wait for it.
    """

    def __init__(self, loaded: LoadedModel, reopen: Callable[[], LoadedModel], clock: Clock) -> None:
        self._loaded = loaded
        self._reopen = reopen
        self._clock = clock
        self._turn = threading.Lock()
        self._closing = threading.Lock()
        self._is_closed = False
        self._not_before = 0
        self.renewed = 0
        """How often the process was replaced, to be told to the person."""

    @property
    def manifest(self) -> Manifest:
        return self._loaded.manifest

    @property
    def spec(self) -> Spec:
        return self._loaded.spec

    @property
    def level(self) -> SandboxLevel:
        return self._loaded.level

    @property
    def samples(self) -> tuple[str, ...]:
        return self._loaded.samples

    @property
    def labels(self) -> tuple[str, ...]:
        return self._loaded.labels

    @property
    def is_alive(self) -> bool:
        return self._loaded.is_alive

    @property
    def has_grown(self) -> bool:
        return self._loaded.has_grown

    @property
    def memory_bytes(self) -> int:
        return self._loaded.memory_bytes

    @property
    def device(self) -> DeviceReport:
        return self._loaded.device

    @property
    def load_s(self) -> float:
        return self._loaded.load_s

    @property
    def added_bytes(self) -> int:
        return self._loaded.added_bytes

    def run(
        self,
        inputs: dict[str, RunInput],
        params: dict[str, object],
        cancel: CancelToken,
        *,
        progress: Callable[[RunProgress], None] | None = None,
    ) -> RunResult:
        """One run, on a fresh process where the last run left one that had grown."""
        with self._turn:
            self._renew_if_grown()
            return self._loaded.run(inputs, params, cancel, progress=progress)

    @property
    def bundle_size(self) -> int:
        return self._loaded.bundle_size

    def run_many(
        self, bundle: Sequence[dict[str, RunInput]], params: dict[str, object], cancel: CancelToken
    ) -> list[RunResult | AppError]:
        """As ``run``, for several items."""
        with self._turn:
            self._renew_if_grown()
            return self._loaded.run_many(bundle, params, cancel)

    def sample(self, name: str) -> Picture | str:
        with self._turn:
            return self._loaded.sample(name)

    def self_test(self) -> SelfTest:
        with self._turn:
            return self._loaded.self_test()

    def close(self) -> None:
        with self._closing:
            self._is_closed = True
            self._loaded.close()

    def _renew_if_grown(self) -> None:
        is_wanted = self._loaded.is_alive and self._loaded.has_grown
        if not is_wanted or self._clock.now() < self._not_before:
            return
        try:
            fresh = self._reopen()
        except AppError as error:
            log.info("a model that has grown is kept: %s", type(error).__name__)
            self._not_before = self._clock.now() + _PATIENCE_S
            return
        with self._closing:
            old, self._loaded = self._loaded, fresh
            old.close()
            if self._is_closed:
                fresh.close()
        self.renewed += 1
        log.info("a model's process had grown and was renewed")
