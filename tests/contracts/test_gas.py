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
