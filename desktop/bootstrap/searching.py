"""Searching a folder, composed."""

from desktop.paths import Paths
from desktop.runtime.items.documents import FolderDocuments
from desktop.services.folder_search import FolderSearch
from desktop.services.ports import Clock
from desktop.store.passages import PassageIndexes


def make_folder_search(paths: Paths, clock: Clock) -> FolderSearch:
    """The service over real files; its indexes lie in the data directory."""
    return FolderSearch(FolderDocuments(), PassageIndexes(paths.search), clock)
