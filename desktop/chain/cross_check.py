"""A second opinion on the logs of a range, and who is believed where two endpoints differ.

docs/threat-model.md ("Which endpoint is believed") is the rule in words: receipts that hash to the block's root prove
what a block holds; without them most operators of three or more decide; else it stays open, and is told as that.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.chain.events import TOPICS
from desktop.chain.headers import headers, look
from desktop.chain.log_ranges import LogRange, LogSource
from desktop.chain.logs import LogDecoder
from desktop.chain.nodes import Nodes
from desktop.chain.receipt_proofs import prove_logs
from desktop.chain.rpc import RpcClient, to_bytes
from desktop.core.errors import AppError
from desktop.core.events import Bought, ChainEvent, Closed, Listed, Revised
from desktop.core.identity import Address
from desktop.core.listings import Disagreement, DisagreementKind

log = logging.getLogger("licet.chain.check")

_NAMED = Listed | Revised | Closed | Bought
_TOPICS = [[TOPICS[name] for name in ("Listed", "Revised", "Closed", "Bought")]]
_ENOUGH_VOTES = 3
_MOST_BLOCKS_JUDGED = 20
"""An endpoint that lies in every block is named for the first of them: enough to leave it."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Told:
    """One event as an endpoint tells it, without its transaction and time: what can be proven."""

    listing: int
    story: tuple[object, ...]


Stories = dict[Place, _Told]


@dataclass(frozen=True, slots=True)
class Finding:
    """A disagreement, and whether it was the endpoint that the catalogue was read from that told the untruth."""

    disagreement: Disagreement
    is_ours: bool


class CrossCheck:
    """Compares what one endpoint told with what another operator's tells. For one thread."""

    def __init__(self, nodes: Nodes, market: Address) -> None:
        self._nodes = nodes
        self._decoder = LogDecoder(market, None)
        self._source = LogSource([market], _TOPICS)
        self._turn = 0

    def compare(self, origin: str, first: int, last: int, events: Iterable[ChainEvent]) -> list[Finding]:
        """Ask another operator for the same blocks; the differences that can be named.

        Args:
            origin: The endpoint that told ``events``.
            first: The first block of the range.
            last: The last one.
            events: All events of the market in the range.

        Raises:
            AppError: The other endpoint failed.
        """
        other = self._other(origin)
        if other is None:
            return []
        self._nodes.check(other)
        last = min(last, look(other).head)  # what it has not seen yet it does not hide
        if last < first:
            return []
        ours = _stories(event for event in events if first <= event.at.block_number <= last)
        theirs = self._ask(other, first, last)
        differing = sorted({place for place in {*ours, *theirs} if ours.get(place) != theirs.get(place)})
        found: list[Finding] = []
        for block in sorted({block for block, _ in differing})[:_MOST_BLOCKS_JUDGED]:
            found += self._judge(origin, other, block, [p for p in differing if p[0] == block], ours, theirs)
        return found

    def _other(self, origin: str) -> RpcClient | None:
        """Another operator's endpoint, each in turn."""
        others = [client for client in self._nodes.operators() if client.origin != origin]
        self._turn += 1
        return others[self._turn % len(others)] if others else None

    def _ask(self, client: RpcClient, first: int, last: int) -> Stories:
        logs = self._source.read(client, first, last)
        return _stories(self._decoder.decode(client, LogRange(first, last, logs, client.origin), {}))

    def _judge(
        self,
        origin: str,
        other: RpcClient,
        block: int,
        places: Sequence[Place],
        ours: Stories,
        theirs: Stories,
    ) -> list[Finding]:
        """Who of the two is not believed about these places of a block, and whether that is proven."""
        asked = [client for client in self._nodes.clients if client.origin == origin]
        block_hash = _agreed_hash([*asked, other], block)
        if block_hash is None:
            log.info("two endpoints see different blocks %d: no comparison", block)
            return []
        proven = self._proven([*asked, other], block, block_hash)
        found = []
        for place in places:
            told = {origin: ours.get(place), other.origin: theirs.get(place)}
            if proven is not None:
                truth = proven.get(place)
                liars = [who for who, story in told.items() if story != truth]
            else:
                liars = self._outvoted(place, told)
                truth = next((story for who, story in told.items() if who not in liars), None)
            for liar in liars or [other.origin]:
                named = told[liar] or (truth if liars else told[origin])
                if named is not None:
                    kind = _kind(told[liar], truth if liars else told[origin])
                    entry = Disagreement(named.listing, liar, kind, block, is_proven=proven is not None)
                    found.append(Finding(entry, is_ours=bool(liars) and liar == origin))
        return found

    def _proven(self, clients: Sequence[RpcClient], block: int, block_hash: bytes) -> Stories | None:
        """The block's events by its receipts, from whichever endpoint shows them."""
        for client in (*clients, *(c for c in self._nodes.trusted() if c not in clients)):
            try:
                logs = prove_logs(client, block, block_hash)
                if logs is not None:
                    return _stories(
                        self._decoder.decode(client, LogRange(block, block, logs, client.origin), {})
                    )
            except AppError as error:
                log.debug("%s shows no receipts: %s", client.origin, type(error).__name__)
        return None

    def _outvoted(self, place: Place, told: Mapping[str, _Told | None]) -> list[str]:
        """Who of the two is alone with its story, if three or more operators were heard and most of them agree."""
        votes = dict(told)
        for client in self._nodes.operators():
            if client.origin in votes:
                continue
            try:
                self._nodes.check(client)
                votes[client.origin] = self._ask(client, place[0], place[0]).get(place)
            except AppError as error:
                log.debug("%s does not vote: %s", client.origin, type(error).__name__)
        story, count = Counter(votes.values()).most_common(1)[0]
        if len(votes) < _ENOUGH_VOTES or 2 * count <= len(votes):
            return []
        return [who for who in told if votes[who] != story]


def _stories(events: Iterable[ChainEvent]) -> Stories:
    return {
        (event.at.block_number, event.at.log_index): _Told(event.listing, _story(event))
        for event in events
        if isinstance(event, _NAMED)
    }


def _story(event: Listed | Revised | Closed | Bought) -> tuple[object, ...]:
    said = tuple(getattr(event, name) for name in event.__slots__ if name != "at")
    return (type(event).__name__, event.at.block_hash, *said)


def _kind(told: _Told | None, true: _Told | None) -> DisagreementKind:
    if told is None:
        return DisagreementKind.HIDDEN
    return DisagreementKind.INVENTED if true is None else DisagreementKind.ALTERED


def _agreed_hash(clients: Sequence[RpcClient], block: int) -> bytes | None:
    """The block's hash if all of them have the same block there."""
    hashes = set()
    for client in clients:
        found = headers(client, [block]).get(block)
        hashes.add(None if found is None else to_bytes(found.hash))
    return hashes.pop() if len(hashes) == 1 else None
