"""A model asked about one item after the other; an item that fails does not stop the others."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, WalletLocked
from desktop.core.items import BrokenItem, ReadItem
from desktop.core.runs import RunResult
from desktop.services.judging.ports import Model


@dataclass(frozen=True, slots=True)
class Asked:
    """One item and its answer, or why there is none."""

    read: ReadItem
    result: RunResult | None
    error: AppError | None = None


def ask(
    alive: Callable[[], Model], items: Iterable[ReadItem], params: dict[str, object], cancel: CancelToken
) -> Iterator[Asked]:
    """The answers in the order of the items.

    Args:
        alive: The model; opens it again if its process has ended.
        items: What it is asked about.
        params: Settings of every run.
        cancel: Ends it between two items, and a run in the middle.

    Raises:
        Cancelled: The token was set.
        WalletLocked: The model's process ended, and it cannot be opened again now.
    """
    for read in items:
        cancel.raise_if_cancelled()
        if isinstance(read.item, BrokenItem):
            yield Asked(read, None, read.item.error)
            continue
        try:
            yield Asked(read, alive().answer(read.item.inputs, params, cancel))
        except (Cancelled, WalletLocked):
            raise
        except AppError as error:
            yield Asked(read, None, error)
