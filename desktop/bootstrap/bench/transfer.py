"""A verified download against plain httpx, from a server in another process: limited to 1 Gbit/s, and not limited."""

import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from desktop.bootstrap.bench.sampling import PAIRS, interleaved, ratio
from desktop.content.files import Reader
from desktop.content.sealing import SealedPaths, seal
from desktop.core.contents import PUBLIC, Commitments
from desktop.processes import Child

GIB = 1 << 30
FULL_BYTES = 2 * GIB
RATIO_BYTES = 256 << 20
GIGABIT_BYTES_S = 125_000_000
_KEY, _NONCE = bytes(range(16)), bytes(range(16, 32))
_START_S, _TRANSFER_S = 60.0, 900.0


def measure(scale: float = 1.0, pairs: int = PAIRS) -> dict[str, float | str]:
    """The keys of the group ``transfer``; both sides fetch the same four files to the same disk.

    Args:
        scale: Share of the full sizes: 2 GiB for the memory, 256 MiB for the ratios.
        pairs: Interleaved pairs of each ratio.
    """
    large, small = max(1 << 20, round(FULL_BYTES * scale)), max(1 << 20, round(RATIO_BYTES * scale))
    with tempfile.TemporaryDirectory(prefix="licet-bench-") as name:
        folder = Path(name)
        content = make_content(folder / "shelf", small)
        figures: dict[str, float | str] = {"transfer_ratio_bytes": small}
        for key, limit in (("transfer_vs_httpx_1g", GIGABIT_BYTES_S), ("transfer_vs_httpx", 0)):
            figures |= _compare(folder, content, key, limit, pairs)
        shutil.rmtree(folder / "shelf")
        return figures | _peak(folder, make_content(folder / "shelf", large))


def make_content(shelf: Path, size_bytes: int) -> Commitments:
    """A sealed version of random bytes on a shelf that a server can serve."""
    folder = shelf / "new"
    folder.mkdir(parents=True)
    with (folder / "plain").open("wb") as plain:
        for start in range(0, size_bytes, 1 << 20):
            plain.write(os.urandom(min(1 << 20, size_bytes - start)))
    with Reader(folder / "plain") as reader:
        root = seal(reader, _KEY, _NONCE, SealedPaths.below(folder))
    (folder / "plain").unlink()
    public = os.urandom(1 << 16)
    (folder / PUBLIC).write_bytes(public)
    content = Commitments(size_bytes, _NONCE, root, sha256(public).digest())
    folder.rename(shelf / content.identity.hex())
    return content


def _compare(
    folder: Path, content: Commitments, key: str, bytes_s: int, pairs: int
) -> dict[str, float | str]:
    with _serving(folder / "shelf", bytes_s) as (url, reader):
        _fetch(reader, url, folder, content)  # both sides have read everything once before they are timed
        kept: tuple[list[dict[str, float]], list[dict[str, float]]] = ([], [])

        def timed(side: int, done: dict[str, float]) -> float:
            kept[side].append(done)
            return done["seconds"]

        ours, plain = interleaved(
            lambda: timed(0, _fetch(reader, url, folder, content)),
            lambda: timed(1, _download(reader, url, folder, content)),
            pairs=pairs,
        )
    gigabytes = content.size_bytes / 1e9
    worked = [statistics.median(one["processor_s"] for one in side) / gigabytes for side in kept]
    name = key.removeprefix("transfer_vs_httpx")
    return {
        key: ratio(plain, ours),
        f"transfer_mb_s{name}": content.size_bytes / statistics.median(ours) / 1e6,
        f"httpx_mb_s{name}": content.size_bytes / statistics.median(plain) / 1e6,
        f"transfer_processor_s_gb{name}": worked[0],
        f"httpx_processor_s_gb{name}": worked[1],
    }


def _peak(folder: Path, content: Commitments) -> dict[str, float | str]:
    """How much a process that has fetched before grows by fetching this."""
    with _serving(folder / "shelf", 0) as (url, reader):
        first = make_content(folder / "first", 1 << 20)
        with _serving(folder / "first", 0) as (warm_url, spare):
            spare.close()
            _fetch(reader, warm_url, folder, first)
        done = _fetch(reader, url, folder, content)
    return {
        "transfer_peak_rss_growth_mib": done["grown_bytes"] / (1 << 20),
        "transfer_peak_bytes": content.size_bytes,
        "transfer_peak_mb_s": content.size_bytes / done["seconds"] / 1e6,
    }


@contextmanager
def _serving(shelf: Path, bytes_s: int) -> Iterator[tuple[str, Child]]:
    """A server over a shelf, and a reader."""
    server, reader = Child("bench-content"), Child("bench-reader")
    try:
        yield server.call("start", timeout_s=_START_S, root=str(shelf), bytes_s=bytes_s)["url"], reader
    finally:
        server.close()
        reader.close()


def _fetch(reader: Child, url: str, folder: Path, content: Commitments) -> dict[str, float]:
    done: dict[str, float] = reader.call(
        "fetch", timeout_s=_TRANSFER_S, url=url, root=str(folder), content=asdict(content)
    )
    return done


def _download(reader: Child, url: str, folder: Path, content: Commitments) -> dict[str, float]:
    identity = content.identity.hex()
    done: dict[str, float] = reader.call(
        "download", timeout_s=_TRANSFER_S, url=url, root=str(folder), identity=identity
    )
    return done
