"""A market of the benchmarks: in memory, with its people, each call a transaction in a block of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from eth_account import Account
from eth_account.signers.local import LocalAccount

from desktop.assets import Assets
from desktop.chain.deployment import DEMO_BOUNDS, PROXY, SALT
from desktop.chain.embedded.chain import GWEI, EmbeddedChain
from desktop.chain.embedded.genesis import CHAIN_ID, COIN
from desktop.chain.embedded.simulate import CallRequest
from desktop.chain.gateway import market_deployment
from desktop.chain.market import MarketCalls
from desktop.core.errors import Bug
from desktop.core.exchange import NO_DELIVERY, Delivery, Order, Terms, key_hash, order_id, wrap_key
from desktop.core.identity import NATIVE, ZERO_ADDRESS, Address, keccak256
from desktop.core.transactions import Call
from desktop.wallet.curve import public_point, shared_address

Note = Callable[[str, str, int], None]
"""Takes a key, the case, and its gas."""

CARD = bytes(33 + index % 90 for index in range(1024))  # without a zero byte: the dearest of its length
KEY, WRONG_KEY = keccak256(b"licet bench model key")[:16], keccak256(b"licet bench wrong key")[:16]
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Sale:
    """An order, and what calls about it present."""

    order_id: int
    terms: Terms
    order: Order
    secret: int
    delivery: Delivery = NO_DELIVERY


@dataclass(slots=True)
class Costs:
    """The highest gas that each call took so far, and in which case."""

    most: dict[str, int] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)

    def note(self, key: str, case: str, gas: int) -> None:
        if gas > self.most.get(key, 0):
            self.most[key], self.cases[key] = gas, case


class GasMarket:
    """A new market in memory with its seller, buyers, operator and payee; each transaction is a block."""

    def __init__(self) -> None:
        self.chain = EmbeddedChain.open(None)
        self._people: list[LocalAccount] = []
        self._secrets = 0
        self._listings = 0
        deployer = self.person()
        made = market_deployment(Assets.find(), DEMO_BOUNDS)
        self.send(deployer, made.call)
        self.market = made.address
        self.calls = MarketCalls(self.market)
        self.seller, self.operator, self.stranger = self.person(), self.person(), self.person()
        self.send(self.seller, self.calls.set_operator(address(self.operator)))
        self.send(self.seller, self.calls.deposit_bond(1000 * COIN))

    def person(self) -> LocalAccount:
        """A new account with coins."""
        account: LocalAccount = Account.from_key(keccak256(b"licet bench person %d" % len(self._people)))
        self._people.append(account)
        self.chain.give(address(account).raw, 10_000 * COIN)
        return account

    def terms(self, payee: Address, *, royalty: bool, period_s: int) -> Terms:
        """Dear terms: no field is zero unless the case asks for it."""
        seller = address(self.seller)
        return Terms(
            seller=seller, payee=payee, currency=NATIVE, price=COIN + 1, bond_wei=COIN // 2 + 1,
            late_fee_wei=COIN // 100 + 1, key_fee=1, deliver_in_s=48 * _HOUR, dispute_in_s=168 * _HOUR,
            period_s=period_s, renew_until=2**31 if period_s else 0, flags=0,
            royalty_to=payee if royalty else ZERO_ADDRESS, royalty_bps=500 if royalty else 0,
            size_bytes=10**8, nonce=keccak256(b"nonce")[:16],
            key_hash=key_hash(CHAIN_ID, self.market, seller, KEY), content_root=keccak256(b"root"),
            public_digest=keccak256(b"public"), card_hash=keccak256(CARD), salt=keccak256(b"salt"),
        )  # fmt: skip

    def account(self, who: Address) -> LocalAccount:
        """One of the people, by address."""
        return next(person for person in self._people if address(person) == who)

    def list(self, terms: Terms) -> int:
        """Gas of ``list``."""
        self._listings += 1
        return self.send(self.seller, self.calls.create_listing(terms, CARD))

    def listed(self, terms: Terms) -> int:
        """The number of a new listing."""
        self.list(terms)
        return self._listings

    def create(self, creation: bytes) -> Address:
        """The address of a contract that is made through the deployment proxy (EIP-1014)."""
        self.send(self.stranger, Call(PROXY, SALT + creation))
        return Address(keccak256(b"\xff" + PROXY.raw + SALT + keccak256(creation))[12:])

    def read(self, call: Call) -> bytes:
        """What a call returns now, without a transaction."""
        request = CallRequest(address(self.stranger).raw, call.to.raw, call.data, 0)
        return self.chain.call(self.chain.head(), request, {})

    def buy(self, buyer: LocalAccount, listing: int, terms: Terms) -> tuple[Sale, int]:
        """An order by a fresh one-time key, and its gas."""
        secret, who = self._secret(), address(buyer)
        px, parity = public_point(secret)
        number = 0x8191A1B1C1D1E1F1
        make = self.calls.buy if terms.currency == NATIVE else self.calls.buy_in_tokens
        gas = self.send(buyer, make(listing, terms, who, px, parity, number))
        order = Order(listing, who, who, self.chain.head().timestamp, px, parity, number)
        identifier = order_id(CHAIN_ID, self.market, listing, who, who, px, parity)
        return Sale(identifier, terms, order, secret), gas

    def deliver(self, sale: Sale, key: bytes = KEY, sender: LocalAccount | None = None) -> tuple[Sale, int]:
        """The sale with its key, right or wrong, and the gas."""
        secret = self._secret()
        shared = shared_address(secret, sale.order.px, sale.order.parity, "bench")
        wrapped = wrap_key(CHAIN_ID, self.market, sale.order_id, shared, key)
        rx, parity = public_point(secret)
        call = self.calls.deliver(sale.terms, sale.order, rx, parity, wrapped)
        gas = self.send(sender or self.seller, call)
        delivery = Delivery(rx, parity, wrapped, self.chain.head().timestamp)
        return replace(sale, delivery=delivery), gas

    def send(self, sender: LocalAccount, call: Call) -> int:
        """The receipt's gas.

        Raises:
            Bug: The contract refused.
        """
        price = self.chain.pending_header().base_fee_per_gas + GWEI
        signed = sender.sign_transaction({
            "chainId": CHAIN_ID, "nonce": self.chain.pending_nonce(address(sender).raw), "gas": 8_000_000,
            "to": call.to.raw, "value": call.value_wei, "data": call.data,
            "maxFeePerGas": price, "maxPriorityFeePerGas": GWEI,
        })  # fmt: skip
        row = self.chain.transaction(self.chain.submit(bytes(signed.raw_transaction)))
        if row is None or row.status != 1:
            raise Bug("the market refused a call of the benchmark")
        return row.gas_used

    def _secret(self) -> int:
        self._secrets += 1
        return int.from_bytes(keccak256(b"licet bench secret %d" % self._secrets), "big") >> 1


def address(account: LocalAccount) -> Address:
    return Address.parse(account.address)
