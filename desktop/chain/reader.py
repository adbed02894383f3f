"""The market contract's state and events (``services.ports.MarketReader``)."""

from collections.abc import Sequence

import msgspec

from desktop.chain.errors import LyingNode, is_retryable
from desktop.chain.events import TOPICS, MalformedLog, RpcLog, decode_log
from desktop.chain.licences import LicenceReader
from desktop.chain.log_ranges import TopicFilter, read_logs
from desktop.chain.market import address_word, word
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hash, Hex, to_bytes
from desktop.core.errors import AppError, NoContract
from desktop.core.events import (
    Bought,
    Delivered,
    Finalised,
    KeyAnswered,
    KeyRequested,
    Listed,
    MarketEvent,
    Refunded,
    Revised,
)
from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address, keccak256
from desktop.core.settlement import Fact

VIEWS = {
    "order_slot": "orderState(uint256)",
    "listing_slot": "listingState(uint64)",
    "key_is_bad": "bad(bytes32)",
    "bond_wei": "bonds(address)",
    "credit": "credits(address,address)",
    "operator_of": "operatorOf(address)",
    "licence": "licence()",
    "bounds": "bounds()",
    "chain_id_of_market": "chainId()",
    "last_listing": "lastListing()",
    "order_id_of": "orderIdOf(uint64,address,address,uint256,uint8)",
}
"""Method name to Solidity signature, of every function that only reads."""

_SELECTORS = {name: keccak256(signature.encode())[:4] for name, signature in VIEWS.items()}

SLOTS_AT_ONCE = 100
"""Calls per batch: the usual limit of public nodes."""
_FACT_EVENTS: dict[type, Fact] = {
    Bought: Fact.PAYMENT, Delivered: Fact.DELIVERY, Finalised: Fact.END, Refunded: Fact.END,
}  # fmt: skip


class _Hashed(msgspec.Struct):
    """A block, as far as its identity goes."""

    hash: Hash


class ChainMarketReader:
    """Reads one market. Of a lying node's answers, the ones that matter are compared with slots by the caller."""

    def __init__(self, nodes: Nodes, market: Address, first_block: int = 0) -> None:
        """Make a reader.

        Args:
            nodes: The endpoints to ask.
            market: The contract.
            first_block: Where it was deployed, or earlier; searches begin there.
        """
        self._nodes = nodes
        self._market = market
        self._first_block = first_block
        self.licences = LicenceReader(nodes, market, first_block)

    @property
    def chain_id(self) -> int:
        return self._nodes.chain_id

    @property
    def market(self) -> Address:
        return self._market

    # --- state ---

    def order_slot(self, order_id: int, tag: str = "latest") -> int:
        return self._view("order_slot", word(order_id), tag=tag)[0]

    def order_slots(self, order_ids: Sequence[int], tag: str = "latest") -> list[int] | None:
        """The slots of several orders, a hundred per request; None if the node does not serve this tag."""
        found: list[int] = []
        for at in range(0, len(order_ids), SLOTS_AT_ONCE):
            requests = [
                ("eth_call", [self._request("order_slot", word(order)), tag])
                for order in order_ids[at : at + SLOTS_AT_ONCE]
            ]
            try:
                answers = self._nodes.find_all(requests, Hex)
            except AppError as error:
                # Nodes have no common words for "I have no safe block"; a fault that may pass is none of them.
                if tag == "latest" or is_retryable(error):
                    raise
                return None
            if any(answer is None for answer in answers):
                return None
            found += [int.from_bytes(to_bytes(answer or "0x")[:32], "big") for answer in answers]
        return found

    def listing_slot(self, listing: int, tag: str = "latest") -> int:
        return self._view("listing_slot", word(listing), tag=tag)[0]

    def key_is_bad(self, key_hash: bytes) -> bool:
        return self._view("key_is_bad", key_hash)[0] != 0

    def bond_wei(self, seller: Address) -> tuple[int, int]:
        """(free, locked)."""
        free, locked = self._view("bond_wei", address_word(seller), words=2)
        return free, locked

    def credit(self, account: Address, currency: Address) -> int:
        return self._view("credit", address_word(account), address_word(currency))[0]

    def operator_of(self, seller: Address) -> Address:
        return _address(self._view("operator_of", address_word(seller))[0])

    def licence(self) -> Address:
        """The licence token's contract."""
        return _address(self._view("licence")[0])

    def bounds(self) -> tuple[int, int, int, int]:
        """(least deliverIn, most deliverIn, least disputeIn, most disputeIn), in seconds."""
        a, b, c, d = self._view("bounds", words=4)
        return a, b, c, d

    def chain_id_of_market(self) -> int:
        return self._view("chain_id_of_market")[0]

    def last_listing(self) -> int:
        return self._view("last_listing")[0]

    def order_id_of(self, listing: int, payer: Address, holder: Address, px: int, parity: int) -> int:
        return self._view(
            "order_id_of", word(listing), address_word(payer), address_word(holder), word(px), word(parity)
        )[0]

    def _view(self, name: str, *arguments: bytes, words: int = 1, tag: str = "latest") -> list[int]:
        output = to_bytes(self._nodes.call("eth_call", [self._request(name, *arguments), tag], Hex))
        if not output and tag == "latest":
            raise NoContract(str(self._market))
        if not output:
            return [0] * words  # at an older block the market may not have been there yet
        if len(output) != 32 * words:
            raise NoContract(str(self._market))
        return [int.from_bytes(output[at : at + 32], "big") for at in range(0, len(output), 32)]

    def _request(self, name: str, *arguments: bytes) -> dict[str, str]:
        data = _SELECTORS[name] + b"".join(arguments)
        return {"to": str(self._market), "data": "0x" + data.hex()}

    # --- events ---

    def fact_blocks(self, order_id: int, from_block: int = 0) -> dict[Fact, tuple[int, bytes]]:
        """Number and hash of the block of each fact of an order, from its events."""
        names = ("Bought", "Delivered", "Finalised", "Refunded")
        events = self.events([[TOPICS[name] for name in names], [word(order_id)]], from_block)
        return {
            _FACT_EVENTS[type(event)]: (event.at.block_number, event.at.block_hash)
            for event in events
            if type(event) in _FACT_EVENTS
        }

    def block_hash(self, number: int) -> bytes | None:
        """The hash of a block; None if the chain is not that long."""
        found = self._nodes.find("eth_getBlockByNumber", [hex(number), False], _Hashed)
        return None if found is None else to_bytes(found.hash)

    def find_order(self, order_id: int) -> Order | None:
        """From the Bought event; None if the chain has no such order."""
        found = self._bought(order_id)
        return None if found is None else found.order

    def order_block(self, order_id: int) -> int | None:
        """Number of the block that holds the order's Bought event."""
        found = self._bought(order_id)
        return None if found is None else found.at.block_number

    def _bought(self, order_id: int) -> Bought | None:
        events = self.events([[TOPICS["Bought"]], [word(order_id)]])
        return next((e for e in reversed(events) if isinstance(e, Bought)), None)

    def find_delivery(self, order_id: int) -> Delivery | None:
        events = self.events([[TOPICS["Delivered"]], [word(order_id)]])
        return next((e.delivery for e in reversed(events) if isinstance(e, Delivered)), None)

    def delivery_transaction(self, order_id: int) -> bytes | None:
        """The hash of the transaction that delivered an order; None if none did."""
        events = self.events([[TOPICS["Delivered"]], [word(order_id)]])
        return next((e.at.transaction_hash for e in reversed(events) if isinstance(e, Delivered)), None)

    def payouts(self, order_ids: Sequence[int]) -> list[Finalised]:
        """What was credited for each of these orders that is final, oldest first."""
        if not order_ids:
            return []
        events = self.events([[TOPICS["Finalised"]], [word(order_id) for order_id in order_ids]])
        return [event for event in events if isinstance(event, Finalised)]

    def orders_of(self, *, seller_listings: frozenset[int], from_block: int) -> list[tuple[int, Order]]:
        """(order id, Order) of every Bought event on these listings, oldest first."""
        if not seller_listings:
            return []
        listings = [word(listing) for listing in sorted(seller_listings)]
        return _orders(self.events([[TOPICS["Bought"]], None, listings], from_block))

    def orders_by_holder(self, holder: Address) -> list[tuple[int, Order]]:
        """All orders that this holder ever made on this market, oldest first."""
        return _orders(self.events([[TOPICS["Bought"]], None, None, [address_word(holder)]]))

    def listing(self, listing: int) -> tuple[Terms, bytes] | None:
        """Present terms and card, from the last Listed or Revised event."""
        events = self.events([[TOPICS["Listed"], TOPICS["Revised"]], [word(listing)]])
        return next(
            ((e.terms, e.card) for e in reversed(events) if isinstance(e, Listed | Revised)),
            None,
        )

    def versions_of(self, listing: int) -> list[tuple[Terms, bytes]]:
        """Terms and card of each Listed and Revised event of a listing, oldest first."""
        events = self.events([[TOPICS["Listed"], TOPICS["Revised"]], [word(listing)]])
        return [(e.terms, e.card) for e in events if isinstance(e, Listed | Revised)]

    def order_terms_hash(self, order_id: int) -> bytes | None:
        """The terms that an order was bought under, from its Bought event."""
        found = self._bought(order_id)
        return None if found is None else found.terms_hash

    def listings_of(self, seller: Address) -> list[tuple[int, Terms, bytes]]:
        """Each listing of the seller with its present terms and card, by number."""
        events = self.events([[TOPICS["Listed"], TOPICS["Revised"]], None, [address_word(seller)]])
        present = {e.listing: (e.listing, e.terms, e.card) for e in events if isinstance(e, Listed | Revised)}
        return [present[number] for number in sorted(present)]

    def find_request(self, request_id: int, tag: str = "latest") -> KeyRequested | None:
        """The request for a key as it stands in a block up to ``tag``; None if there is none."""
        events = self.events([[TOPICS["KeyRequested"]], [word(request_id)]], tag=tag)
        return next((e for e in reversed(events) if isinstance(e, KeyRequested)), None)

    def requests_from(self, block: int) -> list[KeyRequested]:
        """Every request on this market since a block, oldest first: the event does not name the listing."""
        return _requests(self.events([[TOPICS["KeyRequested"]]], block))

    def requests_for(self, token_id: int) -> list[KeyRequested]:
        """Every request for one licence, by whomever, oldest first."""
        return _requests(self.events([[TOPICS["KeyRequested"]], None, [word(token_id)]]))

    def requests_by(self, holder: Address) -> list[KeyRequested]:
        """Every request that this holder ever made on this market, oldest first."""
        return _requests(self.events([[TOPICS["KeyRequested"]], None, None, [address_word(holder)]]))

    def answers_to(self, request_id: int) -> list[KeyAnswered]:
        """Whatever anybody answered to a request, oldest first."""
        events = self.events([[TOPICS["KeyAnswered"]], [word(request_id)]])
        return [event for event in events if isinstance(event, KeyAnswered)]

    def events(self, topics: TopicFilter, from_block: int = 0, *, tag: str = "latest") -> list[MarketEvent]:
        """The market's events that fit the filter up to the block of ``tag``, in chain order.

        Their ``at.timestamp`` is 0 where the node's logs do not tell it.

        Raises:
            LyingNode: A log is not the market's or breaks its layout.
        """
        logs, _last = read_logs(self._nodes, self._market, topics, max(from_block, self._first_block), tag)
        return [event for event in map(self._decode, logs) if event is not None]

    def _decode(self, log: RpcLog) -> MarketEvent | None:
        try:
            if bytes.fromhex(log.address[2:]) != self._market.raw:
                raise MalformedLog("address")
            return decode_log(log, int(log.block_timestamp or "0x0", 16))
        except ValueError as error:
            raise LyingNode(self._nodes.origin, "a log that the market cannot have written") from error


def _orders(events: Sequence[MarketEvent]) -> list[tuple[int, Order]]:
    return [(event.order_id, event.order) for event in events if isinstance(event, Bought)]


def _requests(events: Sequence[MarketEvent]) -> list[KeyRequested]:
    return [event for event in events if isinstance(event, KeyRequested)]


def _address(value: int) -> Address:
    return Address((value & (2**160 - 1)).to_bytes(20, "big"))
