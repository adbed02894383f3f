"""Batches composed: the shelf's models, the database, the folder of results, and readers of own data."""

from collections.abc import Callable

from desktop.core.changes import Change
from desktop.paths import Paths
from desktop.runtime.items.opening import columns_of, given_rows, open_items, suggest
from desktop.runtime.previews import Previews
from desktop.services.batches import BatchService
from desktop.services.ports import Clock
from desktop.services.shelf import ModelShelf
from desktop.store.batches import BatchStore
from desktop.store.database import Database
from desktop.store.results import ResultFolder
from desktop.text import describe


def make_batches(
    paths: Paths,
    database: Database,
    shelf: ModelShelf,
    clock: Clock,
    publish: Callable[[Change], None],
    previews: Previews,
) -> BatchService:
    """The batches of this data directory."""
    return BatchService(
        shelf=shelf,
        book=BatchStore(database),
        results=ResultFolder(paths.batches),
        open_items=open_items,
        suggest=suggest,
        columns=columns_of,
        given=given_rows,
        previews=previews,
        describe=in_words,
        clock=clock,
        publish=publish,
    )


def in_words(error: BaseException) -> str:
    """Why an item of a batch failed, or a batch stopped, as it stands in the results."""
    words = describe(error)
    return " ".join(part for part in (f"{words.title}.", words.body) if part)
