"""The market, its people and the model for the state machine of test_machine.py: what every step has in common."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import ClassVar

from eth_account.signers.local import LocalAccount
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from desktop.chain.market import MarketCalls
from desktop.chain.records import RecordCalls
from desktop.chain.splits import SplitCalls
from desktop.core.exchange import NO_DELIVERY, Delivery, Order, OrderState, Terms, key_hash
from desktop.core.identity import NATIVE, ZERO_ADDRESS, Address, keccak256
from desktop.core.splits import Share
from desktop.core.transactions import Call
from tests.contracts.content import NONCE, seal_chunk
from tests.contracts.evm import CHAIN_ID, ETHER, MARKET, RECORDS, SPLITS, TOKEN, Chain, Receipt
from tests.contracts.ledger import Holding, Ledger
from tests.contracts.scenario import CARD

DAY = 86_400
KEY = keccak256(b"machine key")[:16]
PERPETUAL = 2**64 - 1
SHARES = {6: 3333, 7: 6667}
"""Basis points of the accounts of the split."""


@dataclass(slots=True)
class Sale:
    """An order as the model has it."""

    identifier: int
    terms: Terms
    order: Order
    secret: int
    payer: int
    holder: int
    delivery: Delivery = NO_DELIVERY
    state: OrderState = OrderState.OPEN
    has_right_key: bool = True
    until: int = 0

    @property
    def presented(self) -> tuple[Terms, Order, Delivery]:
        return self.terms, self.order, self.delivery

    def seller(self, people: list[LocalAccount]) -> int:
        return 1 if self.terms.seller == address(people[1]) else 2


def address(account: LocalAccount) -> Address:
    return Address.parse(account.address)


class Stage(RuleBasedStateMachine):
    """Accounts 1 and 2 sell (2 cheats), 3 to 5 buy, 6 and 7 are paid, 8 is a stranger."""

    accepted: ClassVar[Counter[bytes]] = Counter()
    """How often each function was accepted, over all runs."""

    def __init__(self) -> None:
        super().__init__()
        self.chain = Chain(accounts=9)
        bounds = b"".join(part.to_bytes(32, "big") for part in (60, 14 * DAY, 60, 30 * DAY))
        self.market = Address(self.chain.deploy(MARKET.bytecode + bounds))
        self.licence = bytes.fromhex(self.chain.read(self.market.raw, MARKET, "licence")[0][2:])
        self.records = Address(self.chain.deploy(RECORDS.bytecode + self.market.raw.rjust(32, b"\0")))
        self.token = Address(self.chain.deploy(TOKEN.bytecode))
        self.factory = Address(self.chain.deploy(SPLITS.bytecode))
        self.calls, self.record_calls = MarketCalls(self.market), RecordCalls(self.records)
        self.people = self.chain.accounts
        self.ledger = Ledger(self.market)
        self.orders: list[Sale] = []
        self.listed: dict[int, Terms] = {}
        self.is_bad = False
        self.fees: dict[Address, int] = {}
        self.minted: dict[Holding, int] = {}
        self.shares_taken = dict.fromkeys(SHARES, 0)

    # --- the beginning ---

    @initialize()
    def open_the_market(self) -> None:
        shares = tuple(Share(address(self.people[account]), bps) for account, bps in SHARES.items())
        made = self.perform(8, SplitCalls(self.factory).create(shares), expected=True)
        self.split = Address(made.revert[12:])  # the address that create() returns
        for buyer in (3, 4, 5):
            self.chain.send(self.people[0], self.token.raw, TOKEN, "mint", self.people[buyer].address, 10**24)
            self.minted[address(self.people[buyer]), self.token] = 10**24
            approve = TOKEN.call("approve", self.market.raw, 2**256 - 1)
            self.perform(buyer, Call(self.token, approve), expected=True)
        self.chunk = seal_chunk(3000, 0, KEY)
        right, self.right_leaf = self.chunk.tree(1)
        self.chunk.spoil(1)
        wrong, self.wrong_leaf = self.chunk.tree(1)
        plain = self.terms_of(1, payee=address(self.people[6]), content_root=right)
        for terms in (
            plain,
            replace(plain, currency=self.token, price=1003, period_s=0, renew_until=0),
            replace(self.terms_of(2, payee=self.split, content_root=wrong), price=ETHER // 3, flags=1),
        ):
            seller = 1 if terms.seller == address(self.people[1]) else 2
            self.perform(seller, self.calls.create_listing(terms, CARD), expected=True)
            self.listed[len(self.listed) + 1] = terms
        for seller in (1, 2):
            self.perform(seller, self.calls.deposit_bond(4 * ETHER), expected=True)

    def terms_of(self, seller: int, *, payee: Address, content_root: bytes) -> Terms:
        who = address(self.people[seller])
        return Terms(
            seller=who, payee=payee, currency=NATIVE, price=ETHER + 1, bond_wei=ETHER // 2 + 1,
            late_fee_wei=ETHER // 100 + 1, key_fee=77, deliver_in_s=2 * DAY, dispute_in_s=7 * DAY,
            period_s=30 * DAY, renew_until=2**31, flags=0, royalty_to=ZERO_ADDRESS, royalty_bps=0,
            size_bytes=3000, nonce=NONCE, key_hash=key_hash(CHAIN_ID, self.market, who, KEY),
            content_root=content_root, public_digest=keccak256(b"public"), card_hash=keccak256(CARD),
            salt=keccak256(b"salt"),
        )  # fmt: skip

    # --- one step ---

    def perform(self, sender: int, call: Call, *, expected: bool) -> Receipt:
        """Send a call, and book what its events say."""
        done = self.chain.perform(self.people[sender], call)
        who = address(self.people[sender])
        self.fees[who] = self.fees.get(who, 0) + done.fee_wei
        assert done.accepted == expected, f"accepted: {done.accepted}, {MARKET.error(done.revert)}"
        if done.accepted:
            self.accepted[call.data[:4]] += 1
            self.ledger.enter(done.logs, frozenset({self.market, getattr(self, "split", self.market)}))
        return done

    def key_is_bad(self, terms: Terms) -> bool:
        return self.is_bad and terms.seller == address(self.people[2])

    def has(self, *states: OrderState) -> bool:
        return any(sale.state in states for sale in self.orders)

    def draw(self, data: st.DataObject, *states: OrderState) -> Sale:
        """One of the orders in these states, or of all."""
        return data.draw(st.sampled_from([one for one in self.orders if not states or one.state in states]))

    def finish(self, sale: Sale) -> None:
        """The model of confirm and settle, at the time of the block before."""
        period, now = sale.terms.period_s, self.chain.time - 1
        sale.state, sale.until = OrderState.FINAL, now + period if period else PERPETUAL
