"""The committed table of gas is true, and every call is within the budget of the protocol."""

import json

import pytest

from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE
from tests.contracts.evm import ETHER
from tests.contracts.measure import BUDGETS, TABLE, measure
from tests.contracts.scenario import Scenario


@pytest.fixture(scope="module")
def gas() -> dict[str, int]:
    return measure()


def test_committed_table_is_what_receipts_say(gas: dict[str, int]) -> None:
    """contracts/gas.json; run `python -m tests.contracts.measure` after a change of the contracts."""
    committed = json.loads(TABLE.read_text(encoding="utf-8"))

    assert committed == gas


@pytest.mark.parametrize("call", BUDGETS)
def test_call_is_within_its_budget(gas: dict[str, int], call: str) -> None:
    assert gas[call] <= BUDGETS[call]


def test_gas_does_not_grow_with_open_orders() -> None:
    """Buying, delivering and confirming cost the same beside one open order and beside a dozen."""
    scene = Scenario()
    terms = scene.terms()
    listing, _ = scene.list(terms)
    scene.deposit(20 * ETHER)
    scene.buy(listing, terms, 9)  # the holder's first licence writes a fresh slot

    few = _gas_of_a_sale(scene, listing, terms, 2**200 + 1)
    for secret in range(100, 112):
        scene.buy(listing, terms, secret)
    many = _gas_of_a_sale(scene, listing, terms, 2**200 + 2)

    # A point, a time or a hash with a zero byte more or less moves a transaction by 12 gas for each.
    assert many == pytest.approx(few, abs=200)


def _gas_of_a_sale(scene: Scenario, listing: int, terms: Terms, secret: int) -> list[int]:
    sale, bought = scene.buy(listing, terms, secret)
    sale, delivered = scene.deliver(sale)
    confirmed = scene.send(scene.buyer, "confirm", *sale.presented)
    scene.send(scene.payee, "withdraw", NATIVE.raw, scene.payee.address)
    return [bought.gas_used, delivered.gas_used, confirmed.gas_used]
