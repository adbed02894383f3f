"""Sealers and a worker over one inherited memory, one such pair kept warm."""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from desktop.content.memory import SealedMemory
from desktop.content.team import SealerTeam
from desktop.core.contents import Commitments
from desktop.core.devices import CPU
from desktop.core.exchange import Terms
from desktop.core.packages import BEST
from desktop.runtime.host import ModelHost, WarmWorker
from desktop.services.opening import LoadedModel, Unsealed

REWARM_AFTER_S = 2.0
"""The next spare pair is made once the model that took this one has had time to answer."""

log = logging.getLogger("licet.opening")


class WarmPair:
    """Both sides, started and confined; they alone hold the memory (``services.opening.SealedPair``)."""

    def __init__(self, host: ModelHost, content: Path, device: str = CPU) -> None:
        self._content = content
        self._size = 0
        memory = SealedMemory()
        try:
            self._worker: WarmWorker = host.warm(memory.fd, device)
            try:
                self._sealers = SealerTeam(readable=[content], memory=memory)
                self._worker.wait_ready()
            except BaseException:
                self._worker.close()
                raise
        finally:
            memory.close()

    @property
    def public_keys(self) -> tuple[bytes, ...]:
        return self._sealers.public_keys

    @property
    def is_alive(self) -> bool:
        return self._sealers.is_alive and self._worker.is_alive

    def unseal(
        self,
        terms: Terms,
        envelopes: Sequence[bytes],
        *,
        check: bool,
        progress: Callable[[int, int], None],
    ) -> Unsealed:
        """Fill the memory; the sealers, and the key with them, end afterwards."""
        found = self._sealers.unseal(
            envelopes,
            self._content / terms.identity.hex(),
            Commitments.of(terms),
            check=check,
            progress=progress,
        )
        self._size = terms.size_bytes
        return found

    def open(self, public: Path, device: str, variant: str = BEST) -> LoadedModel:
        """Load the model; from here on the worker belongs to it."""
        # Ended without waiting for it: the first result must not wait for a goodbye.
        threading.Thread(target=self._sealers.close, name="sealer-close", daemon=True).start()
        return self._worker.open(public, self._size, device, variant)

    def close(self) -> None:
        self._sealers.close()
        self._worker.close()


class Pairs:
    """Gives pairs and keeps a spare one warm (``services.opening.PairSource``)."""

    def __init__(self, host: ModelHost, content: Path) -> None:
        self._host = host
        self._content = content
        self._makers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="warm-pair")
        self._lock = threading.Lock()
        self._spare: Future[WarmPair] | None = None
        self._closed = False
        self._later: threading.Timer | None = None

    def warm(self) -> None:
        """Begin to make the spare pair; returns at once."""
        with self._lock:
            if self._spare is None and not self._closed:
                self._spare = self._makers.submit(WarmPair, self._host, self._content)

    def take(self, device: str = CPU) -> WarmPair:
        """The spare pair if it lives, else a fresh one; the next spare is begun when this one is in use.

        The spare is for the processor: another device has another engine, and a worker has but one.
        """
        if device != CPU:
            return WarmPair(self._host, self._content, device)
        with self._lock:
            spare, self._spare = self._spare, None
        self._later = threading.Timer(REWARM_AFTER_S, self.warm)
        self._later.daemon = True
        self._later.start()
        pair = spare.result() if spare is not None else None
        if pair is not None and not pair.is_alive:
            pair.close()
            pair = None
        return pair or WarmPair(self._host, self._content)

    def close(self) -> None:
        """End the spare pair."""
        with self._lock:
            self._closed = True
            spare, self._spare = self._spare, None
        if self._later is not None:
            self._later.cancel()
        if spare is not None and not spare.cancel():
            spare.result().close()
        self._makers.shutdown()
