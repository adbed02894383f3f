"""Several sealers that fill one memory: each opens its share of the chunks, on a processor of its own.

One process cannot use two processors: Python's lock is held while a chunk is decrypted and its leaves are hashed
(measured: a second sealer makes the first full check about twice as fast on two processors).
"""

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

from desktop.content.client import SealerClient
from desktop.content.memory import SealedMemory
from desktop.content.sealing import Step
from desktop.core.contents import Commitments
from desktop.core.errors import ChildDied
from desktop.services.opening import Unsealed

MOST = 2
"""A spare one costs about 40 MB while it waits."""
WORTH_SHARING_BYTES = 8 << 20


class SealerTeam:
    """Sealers over one inherited memory; K comes to each in an envelope of its own.

    Args:
        readable: Folders that they may read.
        memory: Inherited by all of them; its owner stays its owner.
        size: How many; by default as many as there are processors, at most ``MOST``.
    """

    def __init__(self, *, readable: Sequence[Path], memory: SealedMemory, size: int | None = None) -> None:
        size = min(os.cpu_count() or 1, MOST) if size is None else size
        self._sealers: list[SealerClient] = []
        with ThreadPoolExecutor(size, "sealer-start") as starters:
            starting = [starters.submit(SealerClient, readable=readable, memory=memory) for _ in range(size)]
        failures = [started.exception() for started in starting]
        self._sealers = [started.result() for started in starting if started.exception() is None]
        for failure in failures:
            if failure is not None:
                self.close()
                raise failure

    @property
    def public_keys(self) -> tuple[bytes, ...]:
        """Each sealer's X25519 key; the vault makes an envelope for each."""
        return tuple(sealer.public_key for sealer in self._sealers)

    @property
    def is_alive(self) -> bool:
        return all(sealer.is_alive for sealer in self._sealers)

    def unseal(
        self,
        envelopes: Sequence[bytes],
        folder: Path,
        content: Commitments,
        *,
        check: bool,
        progress: Step = lambda _done, _all: None,
    ) -> Unsealed:
        """Fill the memory with the plaintext of the version in ``folder`` and freeze it, as ``SealerClient.unseal``.

        With a ``wrong_leaf``, the first one, or after an error, the memory holds nothing that may be used.
        """
        shares = self._shares(content)
        told = _Sum(len(shares), content.size_bytes, progress)
        with ThreadPoolExecutor(len(shares), "unseal") as hands:
            working = [
                hands.submit(
                    sealer.unseal,
                    envelope,
                    folder,
                    content,
                    check=check,
                    chunks=share,
                    progress=told.of(place),
                )
                for place, (sealer, envelope, share) in enumerate(
                    zip(self._sealers, envelopes, shares, strict=False)
                )
            ]
        _raise_first(working)
        found = [done.result() for done in working]
        wrong = min((one.wrong_leaf for one in found if one.wrong_leaf is not None), default=None)
        if wrong is None:
            self._sealers[0].freeze()
        return Unsealed(wrong, sum(one.spoilt_tags for one in found))

    def close(self) -> None:
        """End the processes, and with them their keys. Safe to call twice."""
        for sealer in self._sealers:
            sealer.close()

    def _shares(self, content: Commitments) -> list[range]:
        """Equal runs of chunks; one run if the content is so small that a second process would only cost."""
        count = len(self._sealers) if content.size_bytes >= WORTH_SHARING_BYTES else 1
        cuts = [content.chunks * place // count for place in range(count + 1)]
        return [range(start, stop) for start, stop in pairwise(cuts)]


class _Sum:
    """The progress of all shares together; each is told from a thread of its own."""

    def __init__(self, shares: int, total: int, progress: Step) -> None:
        self._done = [0] * shares
        self._total = total
        self._progress = progress

    def of(self, share: int) -> Step:
        def told(done: int, _all: int) -> None:
            self._done[share] = done
            self._progress(min(sum(self._done), self._total), self._total)

        return told


def _raise_first(working: Sequence["Future[Unsealed]"]) -> None:
    """Raise what went wrong; of several, one that says more than that its process has ended."""
    failures = [error for done in working if (error := done.exception()) is not None]
    for failure in sorted(failures, key=lambda error: isinstance(error, ChildDied)):
        raise failure
