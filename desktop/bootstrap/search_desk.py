"""A model opened for searching from the command line: a purchase of the wallet, or a package's folder."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.headless import Network, headless
from desktop.bootstrap.judging import PackageFolders
from desktop.bootstrap.searching import make_folder_search
from desktop.paths import Paths
from desktop.services.folder_search import FolderSearch, OwnedEmbedder

PUBLIC_ZIP = "public.zip"


@dataclass(frozen=True, slots=True)
class Desk:
    """A model that is open, and the search that it is used for."""

    model: OwnedEmbedder
    search: FolderSearch


@contextmanager
def search_desk(data_dir: Path | None, model: str, network: Network, password: str | None) -> Iterator[Desk]:
    """A purchase of the wallet, or a package's folder, opened for searching."""
    if (Path(model) / PUBLIC_ZIP).is_file():
        paths = Paths.choose(data_dir)
        paths.create()
        hold = PackageFolders().hold(model)
        try:
            search = make_folder_search(paths, SystemClock())
            yield Desk(OwnedEmbedder(hold, _digest(Path(model))), search)
        finally:
            hold.release()
        return
    with headless(data_dir, network, password) as services, services.shelf.hold(model) as owned:
        yield Desk(OwnedEmbedder(owned, services.running.identity(model)), services.folder_search)


def _digest(package: Path) -> bytes:
    """What tells the files of a package from any other's."""
    digest = hashlib.sha256()
    for path in sorted(package.glob("*.zip")):
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.digest()
