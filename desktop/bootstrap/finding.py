"""The catalogue of a data directory, for commands that only read it: no wallet, no node, no lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.config import SettingsFile
from desktop.paths import Paths
from desktop.store.catalogue import CatalogueReader


@contextmanager
def opened_catalogue(data_dir: Path | None, chain_id: int | None) -> Iterator[CatalogueReader]:
    """The catalogue of a network; if none is named, of the one that the app is set to, or else was in last.

    It is empty if there is no file.
    """
    paths = Paths.choose(data_dir)
    chain_id = chain_id or SettingsFile(paths.settings).settings.chain_id
    path = paths.catalogue_database(chain_id) if chain_id else _newest(paths)
    reader = CatalogueReader(path)
    try:
        yield reader
    finally:
        reader.close()


def _newest(paths: Paths) -> Path:
    files = paths.root.glob(paths.catalogue_database(0).name.replace("0", "*"))
    return max(files, key=lambda path: path.stat().st_mtime, default=paths.catalogue_database(0))
