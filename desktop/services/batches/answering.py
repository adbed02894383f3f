"""Bundles answered on a model that may die: the item that kills it twice is failed, and the others are not."""

import logging
from collections.abc import Sequence

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, EnvironmentFault
from desktop.core.items import Item
from desktop.core.runs import RunResult
from desktop.services.shelf import Hold

log = logging.getLogger("licet.batches")

MOST_DEATHS = 5
_TRIES = 2


class ModelKeepsDying(EnvironmentFault):
    """The model's process ended on several items in a row: it is the model or this computer, not an item."""


class Answerer:
    """Answers items for one batch."""

    def __init__(self, hold: Hold, params: dict[str, object], cancel: CancelToken) -> None:
        self._hold = hold
        self._params = params
        self._cancel = cancel
        self._deaths = 0

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
