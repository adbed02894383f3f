"""What licence files need of the vault, the books and the content."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.orders import Purchase

Release = Callable[[bytes], bytes]
"""Encrypts the model key to the sealer with this public key; the vault's part of opening."""


class LicenceVault(Protocol):
    """The vault, as far as licence files go. K never leaves it but for the sealer."""

    def release_key(self, licence: bytes, sealer_public_key: bytes) -> bytes: ...
    def licence_key_hashes(
        self, licence: bytes, chain_id: int, market: Address, sellers: Sequence[Address]
    ) -> list[bytes]:
        """keyHash of the licence's key for each seller; raises if the licence is not this wallet's."""

    def backup_seal(self, digest: bytes) -> bytes: ...
    def export_age_identity(self, password: str) -> str:
        """The secret that opens every licence of the wallet; the password is checked again."""


class Purchases(Protocol):
    """The purchases on disk."""

    def all(self) -> list[Purchase]: ...
    def get(self, purchase_id: str) -> Purchase: ...


class Licences(Protocol):
    """The licence files (age headers), by purchase."""

    def put(self, purchase_id: str, licence: bytes) -> None: ...
    def get(self, purchase_id: str) -> bytes: ...


class ModelFiles(Protocol):
    """Sealed content, out into one age file and in from one."""

    def is_here(self, terms: Terms) -> bool:
        """Whether payload and lists are kept."""

    def public(self, terms: Terms) -> bytes:
        """The public part; empty if it is not here."""

    def put_public(self, terms: Terms, data: bytes) -> None:
        """Keep a public part, unless one is kept.

        Raises:
            ContentMismatch: It is not the listed one.
        """

    def save(
        self,
        terms: Terms,
        licence: bytes,
        release: Release,
        target: Path,
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        key: str,
    ) -> None:
        """Header and payload as one file that any age tool opens; whole under its name, or not there.

        Raises:
            KeptModelDamaged: What is kept is not what was listed.
            DiskFull: It does not fit.
        """

    def take(
        self,
        terms: Terms,
        source: Path,
        header_bytes: int,
        release: Release,
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        key: str,
    ) -> None:
        """Keep the payload behind the header, once every byte of it was found to be the listed one.

        Raises:
            ModelFileMismatch: It is not; what was kept before is untouched.
            DiskFull: It does not fit.
        """

    def read_start(self, path: Path, most: int) -> tuple[bytes, int]:
        """At most so many bytes from the beginning of a file, and its length."""

    def write_small(self, path: Path, data: bytes) -> None:
        """A file for this person alone, whole under its name or not there."""
