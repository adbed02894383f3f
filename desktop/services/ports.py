"""What the services need of the chain, as one Protocol per need; ``desktop.chain.gateway`` fits them all."""

from collections.abc import Sequence
from typing import Literal, Protocol

from desktop.core.contents import LeafProof
from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address
from desktop.core.tokens import Permit
from desktop.core.transactions import Call, FeeChoice, FeeLevel, FeeQuote, Head, Receipt, UnsignedTransaction

BlockTag = Literal["latest", "safe", "finalized"]


class Transactor(Protocol):
    """Fees, nonces, sending and waiting."""

    @property
    def chain_id(self) -> int: ...
    def head(self, tag: BlockTag = "latest") -> Head: ...
    def balance_wei(self, account: Address) -> int: ...
    def fees(self, level: FeeLevel = FeeLevel.NORMAL) -> FeeQuote: ...
    def fee_levels(self) -> dict[FeeLevel, FeeQuote]:
        """What each level costs per gas now."""

    def data_fee_most_wei(self, call: Call) -> int:
        """What the call's bytes can cost beside gas, on rollups that take something for them."""

    def estimate_gas(self, sender: Address, call: Call) -> int:
        """Gas of the call by the node, with a margin. Reverts raise ``Reverted`` with the contract's error."""

    def prepare(
        self,
        sender: Address,
        call: Call,
        *,
        nonce: int | None = None,
        fees: FeeChoice = FeeLevel.NORMAL,
    ) -> UnsignedTransaction:
        """Bind nonce (the node's pending count unless given), gas limit and fees."""

    def send_raw(self, raw: bytes) -> bytes:
        """Send to every endpoint; returns the hash. "Already known" is success.

        Raises:
            NonceTooLow: Another transaction with this nonce was mined (perhaps this very one: ask for its receipt).
        """

    def next_nonce(self, account: Address) -> int:
        """The nonce of the next transaction, those counted that wait."""

    def mined_nonce(self, account: Address) -> int:
        """How many transactions of the account are mined (the node's count at latest)."""

    def receipt(self, transaction_hash: bytes) -> Receipt | None: ...


class MarketReader(Protocol):
    """The market contract's state and events, as the node tells them."""

    @property
    def chain_id(self) -> int: ...
    @property
    def market(self) -> Address: ...
    def order_slot(self, order_id: int, tag: BlockTag = "latest") -> int: ...
    def order_slots(self, order_ids: Sequence[int], tag: BlockTag = "latest") -> list[int] | None:
        """The slots of several orders at once; None if the node does not serve this tag."""

    def listing_slot(self, listing: int, tag: BlockTag = "latest") -> int: ...
    def find_order(self, order_id: int) -> Order | None:
        """From the Bought event; None if the chain has no such order."""

    def order_block(self, order_id: int) -> int | None:
        """Number of the block that holds the order's Bought event."""

    def find_delivery(self, order_id: int) -> Delivery | None: ...
    def orders_of(self, *, seller_listings: frozenset[int], from_block: int) -> list[tuple[int, Order]]:
        """(order id, Order) of every Bought event on these listings, oldest first."""

    def orders_by_holder(self, holder: Address) -> list[tuple[int, Order]]:
        """All orders that this holder ever made on this market, oldest first (restore from the phrase)."""

    def listing(self, listing: int) -> tuple[Terms, bytes] | None:
        """Present terms and card bytes, from the last Listed or Revised event."""

    def listings_of(self, seller: Address) -> list[tuple[int, Terms, bytes]]: ...
    def operator_of(self, seller: Address) -> Address:
        """Who may deliver for a seller; the zero address if nobody may."""

    def key_is_bad(self, key_hash: bytes) -> bool: ...
    def bond_wei(self, seller: Address) -> tuple[int, int]:
        """(free, locked)."""

    def credit(self, account: Address, currency: Address) -> int: ...


class MarketCalls(Protocol):
    """Calldata of the market's functions."""

    def create_listing(self, terms: Terms, card: bytes) -> Call: ...
    def revise(self, listing: int, old: Terms, new: Terms, card: bytes) -> Call: ...
    def close(self, listing: int, terms: Terms) -> Call: ...
    def deposit_bond(self, amount_wei: int) -> Call: ...
    def withdraw_bond(self, amount_wei: int, to: Address) -> Call: ...
    def set_operator(self, operator: Address) -> Call: ...
    def buy(self, listing: int, terms: Terms, holder: Address, px: int, parity: int, number: int) -> Call: ...
    def buy_in_tokens(
        self, listing: int, terms: Terms, holder: Address, px: int, parity: int, number: int
    ) -> Call: ...
    def buy_with_permit(
        self, listing: int, terms: Terms, holder: Address, px: int, parity: int, number: int, permit: Permit
    ) -> Call: ...
    def deliver(self, terms: Terms, order: Order, rx: int, parity: int, wrapped: bytes) -> Call:
        """With a fixed gas limit: a delivery is never estimated at an endpoint."""

    def confirm(self, terms: Terms, order: Order, delivery: Delivery) -> Call: ...
    def settle(self, batch: list[tuple[Terms, Order, Delivery]]) -> Call: ...
    def refund(self, terms: Terms, order: Order, delivery: Delivery) -> Call: ...
    def complain_key(self, terms: Terms, order: Order, delivery: Delivery, d: int) -> Call:
        """With a fixed gas limit: a complaint is never simulated at an endpoint."""

    def complain_content(
        self, terms: Terms, order: Order, delivery: Delivery, key: bytes, leaf: LeafProof
    ) -> Call:
        """With a fixed gas limit, likewise; it publishes the model key."""

    def withdraw(self, currency: Address, to: Address) -> Call: ...
    def withdraw_for(self, currency: Address, account: Address) -> Call: ...


class Clock(Protocol):
    """Unix time in seconds; the chain's own time comes from its head."""

    def now(self) -> int: ...
