"""Search by meaning over a folder of the person's texts, with an embedding model that they own."""

from desktop.services.folder_search.embedding import OwnedEmbedder, can_search
from desktop.services.folder_search.ports import (
    Documents,
    Embedder,
    Indexes,
    PassageIndex,
    Place,
    Row,
    Standing,
)
from desktop.services.folder_search.service import (
    FolderSearch,
    FolderUnreadable,
    Found,
    IndexReport,
    NothingIndexed,
    WrongEmbedding,
)

__all__ = [
    "Documents", "Embedder", "FolderSearch", "FolderUnreadable", "Found", "IndexReport", "Indexes", "NothingIndexed",
    "OwnedEmbedder", "PassageIndex", "Place", "Row", "Standing", "WrongEmbedding", "can_search",
]  # fmt: skip
