"""Which endpoints told another story about listings than the rest, and whether it is proven."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from desktop.core.listings import Disagreement, DisagreementKind

MOST_EXAMPLES = 5


class DisagreementBook(Protocol):
    """The catalogue, as far as its writer noted what endpoints disagree about."""

    def all(self) -> list[Disagreement]:
        """The newest blocks first; bounded."""

    def of_listing(self, listing: int) -> list[Disagreement]: ...


@dataclass(frozen=True, slots=True)
class NodeReport:
    """What one endpoint did: listings by kind, whether all of it is proven, and some of it by name."""

    origin: str
    counts: dict[DisagreementKind, int]
    is_proven: bool
    examples: tuple[Disagreement, ...]


class DisagreementService:
    """For the settings and a listing's page; asks no node."""

    def __init__(self, book: DisagreementBook) -> None:
        self._book = book

    def of_listing(self, listing: int) -> tuple[Disagreement, ...]:
        """What endpoints said otherwise about one listing, the worst proven first."""
        found = self._book.of_listing(listing)
        return tuple(sorted(found, key=lambda one: (not one.is_proven, one.origin, one.kind.value)))

    def nodes(self) -> tuple[NodeReport, ...]:
        """Each endpoint that is not believed in something, the most often contradicted first."""
        by_origin: dict[str, list[Disagreement]] = {}
        for one in self._book.all():
            by_origin.setdefault(one.origin, []).append(one)
        reports = [_report(origin, entries) for origin, entries in by_origin.items()]
        return tuple(sorted(reports, key=lambda report: (-sum(report.counts.values()), report.origin)))


def _report(origin: str, entries: Iterable[Disagreement]) -> NodeReport:
    listed = list(entries)
    counts = {kind: len({one.listing for one in listed if one.kind is kind}) for kind in DisagreementKind}
    return NodeReport(
        origin,
        {kind: count for kind, count in counts.items() if count},
        all(one.is_proven for one in listed),
        tuple(listed[:MOST_EXAMPLES]),
    )
