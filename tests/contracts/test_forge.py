"""Runs the Solidity tests: units, fuzzing and invariants of contracts/test."""

import json
from typing import Any

import pytest

from scripts import contracts

# Compiling from nothing takes minutes, and so do five hundred runs of a hundred hostile acts.
pytestmark = [pytest.mark.usefixtures("contract_tools"), pytest.mark.slow, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def results(contract_tools: None) -> dict[str, Any]:
    return contracts.run_tests()


def test_every_solidity_test_passes(results: dict[str, Any]) -> None:
    failed = [
        f"{suite} {name}: {outcome['reason']}"
        for suite, result in results.items()
        for name, outcome in result["test_results"].items()
        if outcome["status"] != "Success"
    ]

    assert not failed, "\n".join(failed)


def test_every_test_file_was_run(results: dict[str, Any]) -> None:
    """A file whose tests forge does not find would pass in silence."""
    run = {suite.partition(":")[0] for suite, result in results.items() if result["test_results"]}

    assert run == {f"test/{path.name}" for path in (contracts.CONTRACTS / "test").glob("*.t.sol")}


def test_solidity_is_formatted() -> None:
    contracts.check_format()


@pytest.mark.parametrize("name", contracts.DEPLOYABLE)
def test_forge_tests_the_committed_code(results: dict[str, Any], name: str) -> None:
    assert results
    built = json.loads(
        (contracts.CONTRACTS / "out" / f"{name}.sol" / f"{name}.json").read_text(encoding="utf-8")
    )
    committed = json.loads((contracts.ARTIFACTS / f"{name}.json").read_text(encoding="utf-8"))

    assert built["bytecode"]["object"] == committed["bytecode"]
