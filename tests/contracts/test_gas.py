"""The committed table of gas is true, and every call is within the budget of the protocol."""

import json

import pytest

from tests.contracts.measure import BUDGETS, TABLE, measure


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


def test_documented_figures_are_those_of_the_table() -> None:
    """docs/exchange.md, section 14: every figure of gas.json stands there."""
    page = (TABLE.parents[1] / "docs" / "exchange.md").read_text(encoding="utf-8")
    section = page[page.index("## 14. ") : page.index("## 15. ")]
    table: dict[str, int] = json.loads(TABLE.read_text(encoding="utf-8"))

    assert [name for name, used in table.items() if f"{used:,}" not in section] == []
