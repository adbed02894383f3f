"""Opening sealed models: vault, sealer and worker brought together, none of them trusting this process with a key."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.errors import AppError, Cancelled
from desktop.core.exchange import Terms
from desktop.core.packages import BEST, Manifest, Spec
from desktop.core.runs import (
    DeviceReport,
    FailedTest,
    Picture,
    RunInput,
    RunProgress,
    RunResult,
    SandboxLevel,
    SelfTest,
)

log = logging.getLogger("licet.opening")


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What unsealing found; ``wrong_leaf`` is the first leaf that is not the promised one (check mode only)."""

    wrong_leaf: int | None
    spoilt_tags: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What the first full check found; ``failed_test`` is None if the model's own test vectors came out here."""

    wrong_leaf: int | None
    failed_test: FailedTest | None = None


class LoadedModel(Protocol):
    """A model in its worker."""

    @property
    def spec(self) -> Spec: ...
    @property
    def manifest(self) -> Manifest: ...
    @property
    def level(self) -> SandboxLevel: ...
    @property
    def samples(self) -> tuple[str, ...]: ...
    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the classes, in the model's order, as its answers have them; empty without any."""

    @property
    def is_alive(self) -> bool: ...
    @property
    def device(self) -> DeviceReport: ...
    @property
    def load_s(self) -> float:
        """Seconds from the unsealed package to a session."""

    @property
    def added_bytes(self) -> int:
        """The most memory that the model itself took so far; 0 where the system does not say."""

    @property
    def memory_bytes(self) -> int: ...
    @property
    def has_grown(self) -> bool:
        """Whether its process takes so much more memory than after its first run that it should be renewed."""

    def run(
        self,
        inputs: dict[str, RunInput],
        params: dict[str, object],
        cancel: CancelToken,
        *,
        progress: Callable[[RunProgress], None] | None = None,
    ) -> RunResult: ...
    @property
    def bundle_size(self) -> int: ...
    def run_many(
        self, bundle: Sequence[dict[str, RunInput]], params: dict[str, object], cancel: CancelToken
    ) -> "list[RunResult | AppError]": ...
    def sample(self, name: str) -> "Picture | str":
        """A sample of the package for showing: pixels or text."""

    def self_test(self) -> SelfTest: ...
    def close(self) -> None: ...


class SealedPair(Protocol):
    """Sealers and a worker, all confined, that inherited one empty memory from this process."""

    @property
    def public_keys(self) -> Sequence[bytes]:
        """Each sealer's X25519 key, to which the vault encrypts the model key."""

    def unseal(
        self,
        terms: Terms,
        envelopes: Sequence[bytes],
        *,
        check: bool,
        progress: Callable[[int, int], None],
    ) -> Unsealed: ...
    def open(self, public: Path, device: str, variant: str = BEST) -> LoadedModel: ...
    def close(self) -> None: ...


class PairSource(Protocol):
    """Gives a fresh pair for each opening; may keep a spare one warm."""

    def take(self, device: str = "cpu") -> SealedPair:
        """A pair whose worker can drive the device; only one for the processor can be waiting already."""


class KeyReleaser(Protocol):
    """The vault, as far as opening goes."""

    def release_key(self, licence: bytes, sealer_public_key: bytes) -> bytes:
        """The model key of a licence file, encrypted to the sealer (HPKE, RFC 9180)."""


class OpeningService:
    """Turns a licence file and verified content into a running model."""

    def __init__(self, vault: KeyReleaser, pairs: PairSource, public_path: Callable[[bytes], Path]) -> None:
        self._vault = vault
        self._pairs = pairs
        self._public_path = public_path

    def open(self, terms: Terms, licence: bytes, device: str = "cpu", variant: str = BEST) -> LoadedModel:
        """Unseal an already checked model (tags only) and load it, by default in the most exact form that fits here.

        Raises:
            WalletLocked: The vault holds no keys now.
        """
        pair = self._pairs.take(device)
        try:
            pair.unseal(
                terms, self._envelopes(licence, pair), check=False, progress=lambda _done, _total: None
            )
            return pair.open(self._public_path(terms.identity), device, variant)
        except BaseException:
            pair.close()
            raise

    def check(
        self,
        terms: Terms,
        licence: bytes,
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        key: str,
    ) -> Checked:
        """The first full check after delivery: decrypt, compare every leaf, open the model and run its test vectors.

        Raises:
            ContentMismatch: Files here are damaged; nothing is said about the seller.
            WalletLocked: The vault holds no keys now.
        """
        pair = self._pairs.take()
        try:
            found = pair.unseal(
                terms,
                self._envelopes(licence, pair),
                check=True,
                progress=lambda done, total: progress(Progress(key, "check", done, total)),
            )
            cancel.raise_if_cancelled()
        except BaseException:
            pair.close()
            raise
        if found.wrong_leaf is not None:
            pair.close()
            return Checked(found.wrong_leaf)
        progress(Progress(key, "test"))
        return Checked(None, self._failure(pair, terms))

    def _envelopes(self, licence: bytes, pair: SealedPair) -> list[bytes]:
        return [self._vault.release_key(licence, public_key) for public_key in pair.public_keys]

    def _failure(self, pair: SealedPair, terms: Terms) -> FailedTest | None:
        """What of the seller's test vectors did not come out; a model that cannot be opened, or dies, has failed."""
        try:
            model = pair.open(self._public_path(terms.identity), "cpu")
        except AppError as error:
            pair.close()
            if isinstance(error, Cancelled):
                raise
            log.info("opening for the self-test: %s", type(error).__name__)
            return FailedTest(fault=type(error).__name__)
        try:
            tested = model.self_test()
        except Cancelled:
            raise
        except AppError as error:
            log.info("self-test: %s", type(error).__name__)
            return FailedTest(fault=type(error).__name__)
        else:
            return None if tested.ok else FailedTest(tested.count, tested.missed, tested.misses)
        finally:
            model.close()
