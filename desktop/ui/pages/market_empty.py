"""The market without anything to show: why, and what to do about it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.core.listings import Count, IndexStatus, ListingQuery
from desktop.text import tr
from desktop.ui.jobs import JobRunner
from desktop.ui.latest import Latest
from desktop.ui.market_words import is_syncing, progress_words
from desktop.ui.pages.market_filters import Narrowing
from desktop.ui.pages.market_results import Loosenings
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.core.cancel import CancelToken
    from desktop.services.catalogue import CatalogueService

Choice = tuple[str, str, ListingQuery]


class EmptyMarket:
    """Fills the empty state of the market's ``states``.

    ``TEXT`` names the words among what can be taken back.
    """

    TEXT = "text"

    def __init__(
        self, states: StateView, catalogue: "CatalogueService", jobs: JobRunner, owner: QObject
    ) -> None:
        self._states, self._catalogue = states, catalogue
        self._counting = Latest(jobs, owner)
        self.loosenings = Loosenings()
        states.empty.add(self.loosenings)

    def say_nothing_yet(self, status: IndexStatus | None, again: Callable[[], object]) -> None:
        """There is no listing at all, or none was read yet."""
        self.drop()
        self.loosenings.offer(())
        if status is not None and is_syncing(status):
            self._states.show_empty(
                progress_words(status),
                tr(
                    "The first models appear here as soon as Licet has read them. Nothing has to be done for it."
                ),
            )
            return
        self._states.show_empty(
            tr("The market is still empty"),
            tr("Listings appear here as Licet reads them from the chain. The line below says how far it is."),
            action=tr("Look again"),
            then=again,
        )

    def say_nothing_fits(
        self, query: ListingQuery, narrowings: Sequence[Narrowing], clear: Callable[[], object]
    ) -> None:
        """Words and filters leave nothing: say which of them to take back, and what that would give."""
        self.loosenings.offer(())
        self._states.show_empty(
            tr("Nothing fits"),
            tr("No model matches these words and filters."),
            action=tr("Clear search and filters"),
            then=clear,
        )
        choices: list[Choice] = [(each.name, each.anything, each.without) for each in narrowings]
        if query.text and choices:
            choices.insert(0, (self.TEXT, tr("Without the words"), replace(query, text="")))
        self._counting.ask(
            lambda cancel: self._ways_out(query, choices, cancel), lambda ways: self._offer(choices, *ways)
        )

    def drop(self) -> None:
        """There is something to show again."""
        self._counting.drop()

    def _ways_out(
        self, query: ListingQuery, choices: list[Choice], cancel: "CancelToken"
    ) -> tuple[Sequence[Count], str | None]:
        """In a job: what each choice would give, and other words that are found."""
        counts = self._catalogue.counts([without for *_, without in choices], cancel)
        return counts, self._catalogue.suggest(query, cancel) if query.text else None

    def _offer(self, choices: list[Choice], counts: Sequence[Count], words: str | None) -> None:
        pairs = zip(choices, counts, strict=True)
        self.loosenings.offer([(name, text, count) for (name, text, _without), count in pairs], words)
