"""Gas of every call of the contracts: real transactions on the embedded chain, the dearest ordinary case of each."""

from dataclasses import replace

from desktop.bootstrap.bench import gas_after_sale
from desktop.bootstrap.bench.gas_market import CARD, KEY, WRONG_KEY, Costs, GasMarket, Note, address
from desktop.chain.embedded.genesis import COIN
from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE

CALLDATA_FLOOR = 40
"""Gas of a non-zero byte of calldata in a transaction that does little else (EIP-7623)."""

BUDGETS = {
    "gas_list": 120_000,
    "gas_revise": 60_000 + len(CARD) * CALLDATA_FLOOR,
    "gas_close": 60_000,
    "gas_deposit_bond": 50_000,
    "gas_withdraw_bond": 50_000,
    "gas_buy": 150_000,
    "gas_deliver": 50_000,
    "gas_settle": 90_000,
    "gas_confirm": 90_000,
    "gas_refund": 90_000,
    "gas_complain_key": 95_000,
    "gas_complain_key_erc20": 115_000,
    "gas_complain_content": 300_000,
    "gas_withdraw": 35_000,
    "gas_renew": 80_000,
    "gas_request_key": 60_000,
    "gas_answer_key": 35_000,
    "gas_rate": 55_000,
    "gas_anchor": 30_000,
    "gas_split_withdraw": 75_000,
}
"""Protocol, section 5; rating, anchor and share as their contracts promise them. complainContent: 1 GiB."""

_YEAR = 365 * 86_400


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
    _listings(market, note, terms)
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
    gas_after_sale.note_licence(market, note, sale)
    gas_after_sale.note_shares(market, note)
    gas_after_sale.note_token_complaint(market, note, terms, WRONG_KEY)
    _refunds(market, note, terms)
    gas_after_sale.note_content_complaint(market, note, terms, KEY)  # the last: the key is bad then


def _listings(market: GasMarket, note: Note, terms: Terms) -> None:
    """What a seller does with a listing and the bond; a seller of the same bond sells on."""
    revised, seller = replace(terms, price=2 * COIN + 1), market.seller
    note("gas_revise", "card of 1 KiB", market.send(seller, market.calls.revise(2, terms, revised, CARD)))
    note("gas_close", "open", market.send(seller, market.calls.close(2, revised)))
    note("gas_deposit_bond", "first", market.send(market.stranger, market.calls.deposit_bond(COIN)))
    note("gas_deposit_bond", "later", market.send(seller, market.calls.deposit_bond(COIN)))
    call = market.calls.withdraw_bond(COIN, address(seller))
    note("gas_withdraw_bond", "some of it", market.send(seller, call))


def _refunds(market: GasMarket, note: Note, terms: Terms) -> None:
    """Refunds and complaints: of the only licence of a holder, and of one of several."""
    for owns in (False, True):
        for way in ("open, by the seller", "open, too late", "delivered", "wrong key"):
            buyer = market.person()
            if owns:
                market.buy(buyer, 1, terms)
            sale, _ = market.buy(buyer, 1, terms)
            if not way.startswith("open"):
                sale, _ = market.deliver(sale, WRONG_KEY)
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
