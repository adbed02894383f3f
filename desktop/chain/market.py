"""The market's functions as calldata, one method per function of the ABI.

Every struct of the protocol is static, so the encodings of ``desktop.core.exchange`` are the calldata itself; the
tests compare each method with eth_abi and with the committed ABI, one to one.
"""

from collections.abc import Sequence

from desktop.core.contents import LeafProof
from desktop.core.errors import Bug
from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.tokens import Permit
from desktop.core.transactions import Call

_TERMS = (
    "(address,address,address,uint128,uint128,uint128,uint128,uint32,uint32,uint32,uint40,uint8,address,uint16,"
    "uint64,bytes16,bytes32,bytes32,bytes32,bytes32,bytes32)"
)
_ORDER = "(uint64,address,address,uint40,uint256,uint8,uint64)"
_DELIVERY = "(uint256,uint8,bytes16,uint40)"
_PERMIT = "(uint256,uint256,uint8,bytes32,bytes32)"
PRESENTED = f"{_TERMS},{_ORDER},{_DELIVERY}"
"""The types of the three structs that a call about a delivered order presents."""

SIGNATURES = {
    "create_listing": f"list({_TERMS},bytes)",
    "revise": f"revise(uint64,{_TERMS},{_TERMS},bytes)",
    "close": f"close(uint64,{_TERMS})",
    "deposit_bond": "depositBond()",
    "withdraw_bond": "withdrawBond(uint256,address)",
    "set_operator": "setOperator(address)",
    "buy": f"buy(uint64,{_TERMS},address,uint256,uint8,uint64)",
    "buy_with_permit": f"buyWithPermit(uint64,{_TERMS},address,uint256,uint8,uint64,{_PERMIT})",
    "deliver": f"deliver({_TERMS},{_ORDER},uint256,uint8,bytes16)",
    "confirm": f"confirm({PRESENTED})",
    "settle": f"settle(({PRESENTED})[])",
    "refund": f"refund({PRESENTED})",
    "complain_key": f"complainKey({PRESENTED},uint256)",
    "complain_content": f"complainContent({PRESENTED},bytes16,uint64,bytes,bytes32,bytes32[])",
    "renew": f"renew({PRESENTED},uint32)",
    "request_key": f"requestKey({_TERMS},{_ORDER},uint256,uint8,uint64)",
    "answer_key": "answerKey(uint256,uint256,uint8,bytes16)",
    "withdraw": "withdraw(address,address)",
    "withdraw_for": "withdrawFor(address,address)",
}
"""Method name to Solidity signature, of every function that changes something."""

_SELECTORS = {name: keccak256(signature.encode())[:4] for name, signature in SIGNATURES.items()}

DELIVER_GAS = 120_000
"""Fixed, because a delivery is never estimated (EXCHANGE.md section 8): twice the budget of 50,000, rounded up
for the calldata of a whole Terms struct."""

COMPLAIN_KEY_GAS = 250_000
"""Fixed, because a complaint is never simulated at an endpoint (EXCHANGE.md section 9): twice the larger budget, which
is that of an order in tokens; the tokens themselves are not called."""

COMPLAIN_CONTENT_GAS = 600_000
"""Fixed likewise, because it shows the model key: twice the budget, enough for a tree of any depth."""

ANSWER_KEY_GAS = 70_000
"""Fixed as a delivery's: twice the budget."""


def word(value: int) -> bytes:
    """An unsigned integer as one ABI word."""
    return value.to_bytes(32, "big")


def address_word(value: Address) -> bytes:
    return value.raw.rjust(32, b"\0")


def _purchase(listing: int, terms: Terms, holder: Address, px: int, parity: int, number: int) -> bytes:
    return word(listing) + terms.encode() + address_word(holder) + word(px) + word(parity) + word(number)


def bytes_tail(data: bytes) -> bytes:
    """A dynamic ``bytes`` value: its length and its bytes, padded to whole words."""
    return word(len(data)) + data + bytes(-len(data) % 32)


class MarketCalls:
    """Makes the calls of one market contract; nothing is sent here."""

    def __init__(self, market: Address) -> None:
        self.market = market

    def _call(self, name: str, *parts: bytes, value_wei: int = 0, gas_limit: int | None = None) -> Call:
        return Call(self.market, _SELECTORS[name] + b"".join(parts), value_wei, gas_limit)

    def create_listing(self, terms: Terms, card: bytes) -> Call:
        head = terms.encode()
        return self._call("create_listing", head, word(len(head) + 32), bytes_tail(card))

    def revise(self, listing: int, old: Terms, new: Terms, card: bytes) -> Call:
        head = word(listing) + old.encode() + new.encode()
        return self._call("revise", head, word(len(head) + 32), bytes_tail(card))

    def close(self, listing: int, terms: Terms) -> Call:
        return self._call("close", word(listing), terms.encode())

    def deposit_bond(self, amount_wei: int) -> Call:
        return self._call("deposit_bond", value_wei=amount_wei)

    def withdraw_bond(self, amount_wei: int, to: Address) -> Call:
        return self._call("withdraw_bond", word(amount_wei), address_word(to))

    def set_operator(self, operator: Address) -> Call:
        return self._call("set_operator", address_word(operator))

    def buy(self, listing: int, terms: Terms, holder: Address, px: int, parity: int, number: int) -> Call:
        """Pays the price in the native coin with the call.

        Raises:
            Bug: The terms name a token.
        """
        if terms.currency != NATIVE:
            raise Bug("a price in tokens is not paid in coin")
        return self._call(
            "buy", _purchase(listing, terms, holder, px, parity, number), value_wei=terms.price
        )  # fmt: skip

    def buy_in_tokens(
        self, listing: int, terms: Terms, holder: Address, px: int, parity: int, number: int
    ) -> Call:
        """Lets the market take the price by the allowance that the payer gave it before."""
        if terms.currency == NATIVE:
            raise Bug("a price in coin is paid with the call")
        return self._call("buy", _purchase(listing, terms, holder, px, parity, number))

    def buy_with_permit(
        self, listing: int, terms: Terms, holder: Address, px: int, parity: int, number: int, permit: Permit
    ) -> Call:
        """Lets the market take the price by a permit of the payer in the same transaction."""
        if terms.currency == NATIVE:
            raise Bug("a price in coin is paid with the call")
        return self._call(
            "buy_with_permit",
            _purchase(listing, terms, holder, px, parity, number),
            word(permit.value), word(permit.deadline), word(permit.v), permit.r, permit.s,
        )  # fmt: skip

    def deliver(self, terms: Terms, order: Order, rx: int, parity: int, wrapped: bytes) -> Call:
        """With a fixed gas limit: a delivery is never estimated at an endpoint."""
        return self._call(
            "deliver",
            terms.encode(), order.encode(), word(rx), word(parity), wrapped.ljust(32, b"\0"),
            gas_limit=DELIVER_GAS,
        )  # fmt: skip

    def confirm(self, terms: Terms, order: Order, delivery: Delivery) -> Call:
        return self._call("confirm", terms.encode(), order.encode(), delivery.encode())

    def settle(self, batch: Sequence[tuple[Terms, Order, Delivery]]) -> Call:
        items = [terms.encode() + order.encode() + delivery.encode() for terms, order, delivery in batch]
        return self._call("settle", word(32), word(len(items)), *items)

    def refund(self, terms: Terms, order: Order, delivery: Delivery) -> Call:
        return self._call("refund", terms.encode(), order.encode(), delivery.encode())

    def complain_key(self, terms: Terms, order: Order, delivery: Delivery, d: int) -> Call:
        """With a fixed gas limit: a complaint is never simulated at an endpoint, because it shows d."""
        return self._call(
            "complain_key",
            terms.encode(), order.encode(), delivery.encode(), word(d),
            gas_limit=COMPLAIN_KEY_GAS,
        )  # fmt: skip

    def complain_content(
        self, terms: Terms, order: Order, delivery: Delivery, key: bytes, leaf: LeafProof
    ) -> Call:
        """With a fixed gas limit: it shows the model key, which is worth something until the block is mined."""
        structs = terms.encode() + order.encode() + delivery.encode()
        cipher = bytes_tail(leaf.cipher)
        cipher_at = len(structs) + 5 * 32
        return self._call(
            "complain_content",
            structs, key.ljust(32, b"\0"), word(leaf.index), word(cipher_at), leaf.plain_leaf,
            word(cipher_at + len(cipher)), cipher, word(len(leaf.siblings)), *leaf.siblings,
            gas_limit=COMPLAIN_CONTENT_GAS,
        )  # fmt: skip

    def renew(self, terms: Terms, order: Order, delivery: Delivery, periods: int) -> Call:
        """Pays ``periods`` times the price of the purchase: with the call, or by allowance if it is in tokens."""
        return self._call(
            "renew",
            terms.encode(), order.encode(), delivery.encode(), word(periods),
            value_wei=periods * terms.price if terms.currency == NATIVE else 0,
        )  # fmt: skip

    def request_key(self, terms: Terms, order: Order, px: int, parity: int, number: int) -> Call:
        """Asks for the key of the present ``terms`` of the listing of ``order``; the fee is paid like a renewal."""
        return self._call(
            "request_key",
            terms.encode(), order.encode(), word(px), word(parity), word(number),
            value_wei=terms.key_fee if terms.currency == NATIVE else 0,
        )  # fmt: skip

    def answer_key(self, request_id: int, rx: int, parity: int, wrapped: bytes) -> Call:
        """With a fixed gas limit, because it is never estimated at an endpoint, as a delivery."""
        return self._call(
            "answer_key",
            word(request_id), word(rx), word(parity), wrapped.ljust(32, b"\0"),
            gas_limit=ANSWER_KEY_GAS,
        )  # fmt: skip

    def withdraw(self, currency: Address, to: Address) -> Call:
        return self._call("withdraw", address_word(currency), address_word(to))

    def withdraw_for(self, currency: Address, account: Address) -> Call:
        return self._call("withdraw_for", address_word(currency), address_word(account))
