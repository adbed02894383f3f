"""The sealer process: K comes to it encrypted by the vault, and goes nowhere.

``hello`` must come first: the process gives up its rights to everything but the folders named there, and answers
with the ephemeral X25519 key to which the vault encrypts K (HPKE, RFC 9180, base mode). The key dies with it.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop.content.auditing import verify_as_contract_would
from desktop.content.chunks import KEY_BYTES
from desktop.content.errors import EnvelopeRefused
from desktop.content.files import Reader
from desktop.content.memory import freeze
from desktop.content.relisting import relist
from desktop.content.retagging import right_tags
from desktop.content.sealing import SealedPaths, seal
from desktop.content.unsealing import unseal
from desktop.core.contents import Commitments
from desktop.core.errors import Bug
from desktop.processes import Channel, serve
from desktop.sandbox import confine

ENVELOPE_INFO = b"licet sealer 1"
MEMORY_LIMIT_BYTES = 256 << 20


def suite() -> hpke.Suite:
    """The one HPKE suite between vault and sealer."""
    return hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


class Sealer:
    """The operations of the child, as the parent names them."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._private = X25519PrivateKey.generate()
        self._is_confined = False

    def handlers(self) -> dict[str, Callable[..., Any]]:
        return {
            "hello": self.hello, "unseal": self.unseal, "freeze": self.freeze, "seal": self.seal,
            "audit": self.audit, "right_tags": self.right_tags, "relist": self.relist,
        }  # fmt: skip

    def hello(self, readable: list[str], writable: list[str]) -> dict[str, Any]:
        """Confine this process; answer with its public key and the level in force."""
        if self._is_confined:
            raise Bug("hello came twice")
        level = confine(
            "sealer",
            readable=[Path(path) for path in readable],
            writable=[Path(path) for path in writable],
            memory_bytes=MEMORY_LIMIT_BYTES,
        )
        self._is_confined = True
        return {
            "public_key": self._private.public_key().public_bytes_raw(),
            "level": level.level,
            "active": list(level.active),
            "missing": list(level.missing),
        }

    def unseal(
        self,
        envelope: bytes,
        folder: str,
        content: dict[str, Any],
        memory_fd: int,
        check: bool,
        chunks: list[int],
    ) -> dict[str, Any]:
        """Fill the inherited memory with the chunks from the first to before the second number."""
        found = unseal(
            SealedPaths.below(Path(folder)),
            Commitments(**content),
            self._key(envelope),
            memory_fd,
            check=check,
            chunks=range(*chunks),
            step=self._step,
        )
        return {"wrong_leaf": found.wrong_leaf, "spoilt_tags": found.spoilt_tags}

    def freeze(self, memory_fd: int) -> bool:
        """Forbid every later change of the inherited memory; nobody writes to it any more."""
        return freeze(memory_fd)

    def seal(
        self,
        envelope: bytes,
        nonce: bytes,
        out: str,
        suffix: str,
        plaintext: str | None,
        memory_fd: int | None,
    ) -> dict[str, Any]:
        """Seal a file or the inherited memory into new files below ``out``."""
        if (plaintext is None) == (memory_fd is None):
            raise Bug("either a file or memory is sealed")
        source = Path(plaintext) if plaintext is not None else memory_fd
        assert source is not None  # noqa: S101 - by the line above
        with Reader(source) as reader:
            paths = SealedPaths.below(Path(out), suffix)
            root = seal(reader, self._key(envelope), nonce, paths, self._step)
            return {"content_root": root, "size_bytes": reader.length}

    def audit(self, envelope: bytes, folder: str, suffix: str, content: dict[str, Any]) -> dict[str, Any]:
        """Judge stored sealed files as the contract would."""
        found = verify_as_contract_would(
            SealedPaths.below(Path(folder), suffix), Commitments(**content), self._key(envelope), self._step
        )
        return {"wrong_leaf": found.wrong_leaf, "spoilt_tags": found.spoilt_tags}

    def right_tags(self, envelope: bytes, folder: str, content: dict[str, Any]) -> list[tuple[int, bytes]]:
        """The right tags of a kept version's chunks whose stored ones are wrong."""
        found = right_tags(
            SealedPaths.below(Path(folder)), Commitments(**content), self._key(envelope), self._step
        )
        return list(found.items())

    def relist(self, envelope: bytes, folder: str, content: dict[str, Any]) -> None:
        """Make the lists of a payload that came without them."""
        relist(SealedPaths.below(Path(folder)), Commitments(**content), self._key(envelope), self._step)

    def _step(self, done: int, total: int) -> None:
        self._channel.event("progress", done=done, total=total)

    def _key(self, envelope: bytes) -> bytes:
        if not self._is_confined:
            raise Bug("hello must come first")
        try:
            key = suite().decrypt(envelope, self._private, ENVELOPE_INFO)
        except (InvalidTag, ValueError):
            raise EnvelopeRefused from None
        if len(key) != KEY_BYTES:
            raise EnvelopeRefused
        return key


def main() -> None:
    """Serve until the parent closes its end."""
    os.umask(0o077)
    channel = Channel()
    serve(channel, Sealer(channel).handlers())
