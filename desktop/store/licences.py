"""The licence files (age headers), one per purchase; with the payload, any age tool opens them."""

import itertools
from pathlib import Path

from desktop.core.errors import Bug, NoSuchRecord
from desktop.paths import write_private


class LicenceStore:
    """Fits ``services.purchase.ports.LicenceBook``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, purchase_id: str, licence: bytes) -> None:
        """Keep a licence; on the disk when this returns."""
        write_private(self._path(purchase_id), licence)

    def get(self, purchase_id: str) -> bytes:
        """A kept licence.

        Raises:
            NoSuchRecord: There is none for this purchase.
        """
        try:
            return self._path(purchase_id).read_bytes()
        except FileNotFoundError as error:
            raise NoSuchRecord("licence", purchase_id) from error

    def all(self, most: int = 1000) -> list[bytes]:
        """Kept licences, at most this many of them."""
        files = itertools.islice(sorted(self._folder.glob("*.age")), most)
        return [path.read_bytes() for path in files]

    def _path(self, purchase_id: str) -> Path:
        if not purchase_id.isalnum():  # ids are ours (hex); a path would be a mistake
            raise Bug("a purchase id is letters and digits")
        return self._folder / f"{purchase_id}.age"
