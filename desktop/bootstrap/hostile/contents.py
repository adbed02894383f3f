"""Sealed files made to hurt: a payload that is not the one that was promised, read by the real sealer."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from desktop.bootstrap.bench.runtime import seal_file
from desktop.bootstrap.hostile.trying import Ground
from desktop.content.client import SealerClient
from desktop.content.memory import SealedMemory
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD
from desktop.wallet.envelope import seal_for_sealer

Change = Callable[[Path], None]
CONTENTS: dict[str, Callable[[], Change]] = {}
_BYTES = 200_000


def hostile(change: Change) -> Change:
    CONTENTS[change.__name__] = lambda: change
    return change


def unseal(_ground: Ground, change: Change) -> object:
    """Seal some bytes with a real sealer, change what lies on the disk, and open it as after a delivery."""
    with tempfile.TemporaryDirectory(prefix="licet-hostile-") as name:
        folder = Path(name)
        plain = folder / "plain"
        plain.write_bytes(bytes(_BYTES))
        version = seal_file(plain, b"", folder / "content")
        change(version.folder)
        with SealedMemory() as memory, SealerClient(readable=[version.root], memory=memory) as sealer:
            envelope = seal_for_sealer(version.key, sealer.public_key)
            return sealer.unseal(envelope, version.folder, version.content, check=True)


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


@hostile
def payload_cut_short(folder: Path) -> None:
    path = folder / PAYLOAD
    path.write_bytes(path.read_bytes()[:-1000])


@hostile
def payload_that_is_longer(folder: Path) -> None:
    with (folder / PAYLOAD).open("ab") as file:
        file.truncate(1 << 40)


@hostile
def payload_with_another_nonce(folder: Path) -> None:
    _flip(folder / PAYLOAD, 0)


@hostile
def payload_with_a_changed_chunk(folder: Path) -> None:
    _flip(folder / PAYLOAD, 70_000)


@hostile
def payload_that_is_gone(folder: Path) -> None:
    (folder / PAYLOAD).unlink()


@hostile
def leaves_that_are_others(folder: Path) -> None:
    _flip(folder / LEAVES, 33)


@hostile
def leaves_without_end(folder: Path) -> None:
    with (folder / LEAVES).open("ab") as file:
        file.truncate(1 << 36)


@hostile
def chunks_that_are_others(folder: Path) -> None:
    _flip(folder / CHUNKS, 0)
