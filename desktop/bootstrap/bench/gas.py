"""Gas of every call of the market: real transactions on the embedded chain, the dearest ordinary case of each."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from eth_account import Account
from eth_account.signers.local import LocalAccount

from desktop.assets import Assets
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.chain import GWEI, EmbeddedChain
from desktop.chain.embedded.genesis import CHAIN_ID, COIN
from desktop.chain.gateway import market_deployment
from desktop.chain.market import MarketCalls
from desktop.core.errors import Bug
from desktop.core.exchange import NO_DELIVERY, Delivery, Order, Terms, key_hash, order_id, wrap_key
from desktop.core.identity import NATIVE, ZERO_ADDRESS, Address, keccak256
from desktop.core.transactions import Call
from desktop.wallet.curve import public_point, shared_address

BUDGETS = {
    "gas_list": 120_000,
    "gas_buy": 150_000,
    "gas_deliver": 50_000,
    "gas_settle": 90_000,
    "gas_confirm": 90_000,
    "gas_refund": 90_000,
    "gas_complain_key": 95_000,
    "gas_withdraw": 35_000,
}
"""Protocol, section 5; complainKey with the native coin."""

_CARD = bytes(33 + index % 90 for index in range(1024))  # without a zero byte: the dearest of its length
_HOUR, _YEAR = 3600, 365 * 86_400
_KEY, _WRONG_KEY = keccak256(b"licet bench model key")[:16], keccak256(b"licet bench wrong key")[:16]


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
            key_hash=key_hash(CHAIN_ID, self.market, seller, _KEY), content_root=keccak256(b"root"),
            public_digest=keccak256(b"public"), card_hash=keccak256(_CARD), salt=keccak256(b"salt"),
        )  # fmt: skip

    def list(self, terms: Terms) -> int:
        """Gas of ``list``."""
        return self.send(self.seller, self.calls.create_listing(terms, _CARD))

    def buy(self, buyer: LocalAccount, listing: int, terms: Terms) -> tuple[Sale, int]:
        """An order by a fresh one-time key, and its gas."""
        secret, who = self._secret(), address(buyer)
        px, parity = public_point(secret)
        number = 0x8191A1B1C1D1E1F1
        gas = self.send(buyer, self.calls.buy(listing, terms, who, px, parity, number))
        order = Order(listing, who, who, self.chain.head().timestamp, px, parity, number)
        identifier = order_id(CHAIN_ID, self.market, listing, who, who, px, parity)
        return Sale(identifier, terms, order, secret), gas

    def deliver(self, sale: Sale, key: bytes = _KEY, sender: LocalAccount | None = None) -> tuple[Sale, int]:
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


def measure() -> dict[str, float | str]:
    """The keys of ``BUDGETS`` with the dearest case of each, which ``*_case`` names."""
    costs = Costs()
    for royalty in (True, False):
        for period_s in (_YEAR, 0):
            market = GasMarket()
            try:
                _walk(market, costs, royalty=royalty, period_s=period_s)
            finally:
                market.chain.close()
    found: dict[str, float | str] = {key: costs.most[key] for key in BUDGETS}
    found |= {f"{key}_case": costs.cases[key] for key in BUDGETS}
    found["gas_over_budget"] = " ".join(key for key, budget in BUDGETS.items() if costs.most[key] > budget)
    return found


def _walk(market: GasMarket, costs: Costs, *, royalty: bool, period_s: int) -> None:
    """Every call of a sale, for a first and for a later time."""
    payee, buyer = market.person(), market.person()
    terms = market.terms(address(payee), royalty=royalty, period_s=period_s)
    kind = f"{'royalty' if royalty else 'no royalty'}, {'timed' if period_s else 'perpetual'}"

    def note(key: str, case: str, gas: int) -> None:
        costs.note(key, f"{case}; {kind}", gas)

    note("gas_list", "first of a market", market.list(terms))
    note("gas_list", "later", market.list(terms))
    for turn in ("first credit of the payee", "later credit"):
        sale, gas = market.buy(buyer, 1, terms)
        note("gas_buy", turn.replace("credit of the payee", "licence of the holder"), gas)
        sale, gas = market.deliver(sale)
        note("gas_deliver", "by the seller", gas)
        proof = (sale.terms, sale.order, sale.delivery)
        note("gas_confirm", turn, market.send(buyer, market.calls.confirm(*proof)))
    note("gas_withdraw", "to oneself", market.send(payee, market.calls.withdraw(NATIVE, address(payee))))
    for turn in ("first credit of the payee", "later credit"):
        sale, gas = market.deliver(market.buy(buyer, 1, terms)[0], sender=market.operator)
        note("gas_deliver", "by the operator", gas)
        market.chain.increase_time(terms.dispute_in_s)
        batch = [(sale.terms, sale.order, sale.delivery)]
        note("gas_settle", f"one, {turn}", market.send(market.stranger, market.calls.settle(batch)))
    _refunds(market, note, terms)


def _refunds(market: GasMarket, note: Callable[[str, str, int], None], terms: Terms) -> None:
    """Refunds and complaints: of the only licence of a holder, and of one of several."""
    for owns in (False, True):
        for way in ("open, by the seller", "open, too late", "delivered", "wrong key"):
            buyer = market.person()
            if owns:
                market.buy(buyer, 1, terms)
            sale, _ = market.buy(buyer, 1, terms)
            if not way.startswith("open"):
                sale, _ = market.deliver(sale, _WRONG_KEY)
            proof = (sale.terms, sale.order, sale.delivery)
            if way == "open, too late":
                market.chain.increase_time(terms.deliver_in_s)
            if way == "wrong key":
                gas = market.send(buyer, market.calls.complain_key(*proof, sale.secret))
            else:
                sender = buyer if way == "open, too late" else market.seller
                gas = market.send(sender, market.calls.refund(*proof))
            holder = "one of several licences" if owns else "the only licence"
            note("gas_complain_key" if way == "wrong key" else "gas_refund", f"{way}, {holder}", gas)
    payer = address(buyer)
    note("gas_withdraw", "a refund", market.send(buyer, market.calls.withdraw(NATIVE, payer)))
