"""The sandbox against bare onnxruntime, and the sealer against bare ciphers; vault, sealer and worker are the real ones."""

import hashlib
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from desktop.bootstrap.bench.confining import measure_confining
from desktop.bootstrap.bench.fit import measure_fit
from desktop.bootstrap.bench.sampling import interleaved, ratio, seconds
from desktop.bootstrap.pairs import WarmPair
from desktop.content.client import SealerClient
from desktop.content.memory import SealedMemory
from desktop.content.team import SealerTeam
from desktop.core import contents, trees
from desktop.core.contents import Commitments
from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE, ZERO_ADDRESS
from desktop.runtime import bench
from desktop.runtime.bench_memory import sealed_memory
from desktop.runtime.host import ModelHost
from desktop.runtime.models import PackageModel
from desktop.services.opening import OpeningService
from desktop.wallet.client import VaultClient
from desktop.wallet.envelope import seal_for_sealer

SEALER_BYTES = 400 << 20
_STARTS = 5


@dataclass(frozen=True, slots=True)
class SealedVersion:
    """Content as a store keeps it, and what opens it."""

    root: Path
    content: Commitments
    key: bytes

    @property
    def folder(self) -> Path:
        return self.root / self.content.identity.hex()

    @property
    def terms(self) -> Terms:
        """Terms of a listing with this content; nothing but the content matters here."""
        return Terms(
            seller=ZERO_ADDRESS, payee=ZERO_ADDRESS, currency=NATIVE, price=0, bond_wei=0, late_fee_wei=0,
            key_fee=0, deliver_in_s=0, dispute_in_s=0, period_s=0, renew_until=0, flags=0,
            royalty_to=ZERO_ADDRESS, royalty_bps=0, size_bytes=self.content.size_bytes,
            nonce=self.content.nonce, key_hash=bytes(32), content_root=self.content.content_root,
            public_digest=self.content.public_digest, card_hash=bytes(32), salt=bytes(32),
        )  # fmt: skip


def seal_file(plaintext: Path, public: bytes, root: Path) -> SealedVersion:
    """Seal a file with a fresh key by a real sealer, into the folder of its identity below ``root``."""
    key, nonce = os.urandom(16), os.urandom(trees.NONCE_BYTES)
    staging = root / "staging"
    staging.mkdir(parents=True)
    with SealerClient(readable=[plaintext.parent], writable=[staging]) as sealer:
        made = sealer.seal(seal_for_sealer(key, sealer.public_key), nonce, staging, plaintext)
    digest = hashlib.sha256(public).digest()
    version = SealedVersion(root, Commitments(made.size_bytes, nonce, made.content_root, digest), key)
    (staging / contents.PUBLIC).write_bytes(public)
    staging.rename(version.folder)
    return version


class Library:
    """Opens one sealed model as the app does: an unlocked vault, a licence file, a confined pair (``SealedOpener``)."""

    def __init__(self, host: ModelHost, root: Path, vault: VaultClient) -> None:
        self._host = host
        self._root = root
        self._vault = vault
        self._version: SealedVersion | None = None
        self._licence = b""

    def prepare(self, public: Path, sealed: Path) -> None:
        """Seal, and make the licence file; once."""
        self._version = seal_file(sealed, public.read_bytes(), self._root)
        self._vault.create("licet bench")
        self._licence = self._vault.free_licence(self._version.key)

    def start(self) -> Callable[[], PackageModel]:
        """A pair that is ready; the function returned is the click."""
        version = self._version
        assert version is not None  # noqa: S101 - prepared before
        pair = WarmPair(self._host, self._root)
        opening = OpeningService(self._vault, _One(pair), lambda _: version.folder / contents.PUBLIC)

        def click() -> PackageModel:
            model = opening.open(version.terms, self._licence)
            assert isinstance(model, PackageModel)  # noqa: S101 - what a worker opens
            return model

        return click


class _One:
    """Gives one pair (``services.opening.PairSource``)."""

    def __init__(self, pair: WarmPair) -> None:
        self._pair = pair

    def take(self, _device: str = "cpu") -> WarmPair:
        return self._pair


def measure(sealer_bytes: int = SEALER_BYTES) -> dict[str, float | str]:
    """The keys of the group ``runtime``, with the absolute medians beside the ratios."""
    host = ModelHost()
    with tempfile.TemporaryDirectory(prefix="licet-bench-") as name:
        folder = Path(name)
        found: dict[str, float | str] = {"run_vs_raw": bench.run_vs_raw(host, folder)}
        vault = VaultClient()
        try:
            library = Library(host, folder / "content", vault)
            found |= bench.sealed_load_vs_plain(folder, library)
            size = (folder / "sealed.zip").stat().st_size
            found |= sealed_memory(host, library, bench.MLP_WIDTH, size)
        finally:
            vault.lock()
        for file in ("plain.onnx", "sealed.zip"):
            (folder / file).unlink()
        found |= measure_sealer(folder / "sealer", sealer_bytes)
        found |= measure_starts(host)
        found |= measure_confining()
        found |= measure_fit(host)
    return found


def measure_sealer(folder: Path, size_bytes: int) -> dict[str, float | str]:
    """``unseal_vs_raw`` and ``check_vs_sha256``: speeds of the real sealer process over those of the bare libraries."""
    folder.mkdir()
    plain = folder / "plain"
    block = os.urandom(1 << 20)
    with plain.open("wb") as file:
        for start in range(0, size_bytes, len(block)):
            file.write(block[: min(len(block), size_bytes - start)])
    version = seal_file(plain, b"", folder / "content")
    plain.unlink()
    data = _read(version.folder / contents.PAYLOAD)
    raw, tags, sha, check = interleaved(
        lambda: _raw_seconds(data, size_bytes),
        lambda: _unseal_seconds(version, check=False),
        lambda: seconds(lambda: hashlib.sha256(memoryview(data)[:size_bytes]).digest()),
        lambda: _unseal_seconds(version, check=True),
    )
    mib = size_bytes / (1 << 20)
    return {
        "unseal_vs_raw": ratio(raw, tags),
        "check_vs_sha256": ratio(sha, check),
        "unseal_mib_s": mib / statistics.median(tags),
        "check_mib_s": mib / statistics.median(check),
        "raw_chacha20_poly1305_mib_s": mib / statistics.median(raw),
        "raw_sha256_mib_s": mib / statistics.median(sha),
        "sealer_bytes": size_bytes,
    }


def measure_starts(host: ModelHost) -> dict[str, float | str]:
    """Milliseconds from nothing to a confined child that answers: process, imports, rehearsal and sandbox."""
    worker, sealer = [], []
    for _ in range(_STARTS):
        with SealedMemory() as memory:
            started = time.perf_counter()
            warm = host.warm(memory.fd)
            warm.wait_ready()
            worker.append(time.perf_counter() - started)
            warm.close()
            started = time.perf_counter()
            with SealerClient(memory=memory):
                sealer.append(time.perf_counter() - started)
    return {
        "worker_start_ms": 1000 * statistics.median(worker),
        "sealer_start_ms": 1000 * statistics.median(sealer),
    }


def _read(path: Path) -> bytes:
    return path.read_bytes()


def _raw_seconds(payload: bytes, size_bytes: int) -> float:
    """The same chunks decrypted by the bare library, from memory into memory, by one thread, as one call each.

    Key and nonces are other ones, so encryption stands for decryption: both make the key stream and the tag once.
    """
    cipher, nonce = ChaCha20Poly1305(bytes(32)), bytes(12)
    view = memoryview(payload)
    into = memoryview(bytearray(trees.CHUNK_BYTES + trees.TAG_BYTES))
    started = time.perf_counter()
    for start in range(0, size_bytes, trees.CHUNK_BYTES):
        chunk = view[start : min(start + trees.CHUNK_BYTES, size_bytes)]
        cipher.encrypt_into(nonce, chunk, None, into[: len(chunk) + trees.TAG_BYTES])
    return time.perf_counter() - started


def _unseal_seconds(version: SealedVersion, *, check: bool) -> float:
    """One pass of a fresh team of sealers that is ready."""
    with SealedMemory() as memory:
        team = SealerTeam(readable=[version.root], memory=memory)
        try:
            envelopes = [seal_for_sealer(version.key, key) for key in team.public_keys]
            started = time.perf_counter()
            team.unseal(envelopes, version.folder, version.content, check=check)
            return time.perf_counter() - started
        finally:
            team.close()
