"""Bundles answered on a model that may die: the item that kills it twice is failed, and the others are not."""

import logging
from collections.abc import Sequence
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, EnvironmentFault
from desktop.core.items import Item, ReadItem
from desktop.core.runs import RunInput, RunResult

log = logging.getLogger("licet.batches")

MOST_DEATHS = 5
_TRIES = 2


class ModelKeepsDying(EnvironmentFault):
    """The model's process ended on several items in a row: it is the model or this computer, not an item."""


class Answering(Protocol):
    """An open model, as far as answering goes."""

    @property
    def is_alive(self) -> bool: ...
    def answer_many(
        self, bundle: Sequence[dict[str, RunInput]], params: dict[str, object], cancel: CancelToken
    ) -> list[RunResult | AppError]: ...


class AnsweringHold(Protocol):
    """Somebody's hold on it (``services.shelf.Hold``)."""

    @property
    def model(self) -> Answering: ...
    def alive(self) -> Answering: ...


class Answerer:
    """Answers items for one batch, or for one trial of a model."""

    def __init__(self, hold: AnsweringHold, params: dict[str, object], cancel: CancelToken) -> None:
        self._hold = hold
        self._params = params
        self._cancel = cancel
        self._deaths = 0

    def carry(self, bundle: Sequence[ReadItem]) -> list[tuple[ReadItem, RunResult | AppError]]:
        """What was read, each with its answer or with why it has none; raises as ``answer``."""
        items = [read.item for read in bundle if isinstance(read.item, Item)]
        answers = iter(self.answer(items) if items else [])
        return [(read, next(answers) if isinstance(read.item, Item) else read.item.error) for read in bundle]

    def answer(self, items: Sequence[Item]) -> list[RunResult | AppError]:
        """An answer for each item, or why it has none.

        Raises:
            ModelKeepsDying: ``MOST_DEATHS`` items in a row killed it.
            LicenceExpired, WalletLocked, ...: The model may not be run, or not be opened again.
            Cancelled: The token was set.
        """
        if len(items) > 1:
            model = self._hold.alive()
            try:
                return model.answer_many([item.inputs for item in items], self._params, self._cancel)
            except EnvironmentFault as error:
                self._cancel.raise_if_cancelled()
                log.info("a bundle failed (%s): its items are run alone", type(error).__name__)
        return [self._alone(item) for item in items]

    def _alone(self, item: Item) -> RunResult | AppError:
        fault: AppError | None = None
        for _ in range(_TRIES):
            model = self._hold.alive()
            try:
                (answered,) = model.answer_many([item.inputs], self._params, self._cancel)
            except EnvironmentFault as error:
                self._cancel.raise_if_cancelled()
                fault = error
                if model.is_alive:
                    break
            else:
                self._deaths = 0
                return answered
        assert fault is not None  # noqa: S101 - both tries have failed
        self._deaths += 0 if self._hold.model.is_alive else 1
        if self._deaths >= MOST_DEATHS:
            raise ModelKeepsDying from fault
        return fault
