"""A model asked about many items, in the bundles and by the loop of batches."""

from collections.abc import Iterable, Iterator
from itertools import islice

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.core.items import ReadItem
from desktop.core.runs import RunResult
from desktop.services.batches.answering import Answerer
from desktop.services.judging.ports import ModelHold


def ask(
    hold: ModelHold, items: Iterable[ReadItem], params: dict[str, object], cancel: CancelToken
) -> Iterator[tuple[ReadItem, RunResult | AppError]]:
    """The answers in the order of the items; one that fails does not stop the others.

    Raises:
        Cancelled: The token was set.
        ModelKeepsDying, WalletLocked, LicenceExpired: It cannot be asked any more.
    """
    reads, answerer = iter(items), Answerer(hold, params, cancel)
    while bundle := list(islice(reads, hold.alive().bundle_size)):
        cancel.raise_if_cancelled()
        yield from answerer.carry(bundle)
