"""Slither's verdict on the contracts: what is not explained fails, and what is explained must still be there."""

from pathlib import Path

import pytest

from scripts import analysis
from scripts.analysis import Allowance, Finding

GRAVE = Finding("High", "reentrancy-eth", "ModelMarket.buy(uint64)", "says why")
KNOWN = Allowance(GRAVE.check, GRAVE.where, "because")

FAULTY = """// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

contract Faulty {
    mapping(address account => uint256 amount) private _credits;

    function deposit() external payable {
        _credits[msg.sender] += msg.value;
    }

    function withdraw() external {
        (bool accepted,) = msg.sender.call{value: _credits[msg.sender]}("");
        require(accepted, "refused");
        _credits[msg.sender] = 0;
    }
}
"""


def test_grave_findings_fail() -> None:
    assert analysis.verdict([GRAVE], []) == ["High reentrancy-eth: says why"]


def test_explained_findings_pass() -> None:
    assert analysis.verdict([GRAVE], [KNOWN]) == []


@pytest.mark.parametrize("impact", ["Low", "Informational", "Optimization"])
def test_slight_findings_pass(impact: str) -> None:
    assert analysis.verdict([Finding(impact, "timestamp", "A.b()", "time")], []) == []


def test_reason_for_one_function_excuses_no_other() -> None:
    other = Allowance(GRAVE.check, "ModelMarket.renew()", "because")

    wrong = analysis.verdict([GRAVE], [other])

    assert wrong == [
        "High reentrancy-eth: says why",
        "reentrancy-eth in ModelMarket.renew(): the exception finds nothing",
    ]


def test_exceptions_that_nothing_needs_fail() -> None:
    assert analysis.verdict([], [KNOWN]) == [
        "reentrancy-eth in ModelMarket.buy(uint64): the exception finds nothing"
    ]


def test_every_committed_exception_has_a_reason() -> None:
    allowed = analysis.allowances()

    assert allowed
    assert len({(entry.check, entry.where) for entry in allowed}) == len(allowed)


def test_exceptions_without_a_reason_are_refused(tmp_path: Path) -> None:
    table = tmp_path / "slither.toml"
    table.write_text('[[exception]]\ncheck = "a"\nwhere = ["B.c()"]\nreason = " "\n')

    with pytest.raises(analysis.AnalysisFailed, match=r"B\.c"):
        analysis.allowances(table)


@pytest.fixture
def slither(contract_tools: None) -> None:
    """Slither is installed by scripts/check.py, not by the tests: 25 s that every run of them would pay."""
    try:
        analysis.slither()
    except analysis.AnalysisFailed as reason:
        pytest.skip(str(reason))


@pytest.mark.slow
@pytest.mark.usefixtures("slither")
def test_planted_fault_is_found(tmp_path: Path) -> None:
    """Paying before the books are changed, the fault of the DAO: the check can fail."""
    (tmp_path / "Faulty.sol").write_text(FAULTY)

    wrong = analysis.verdict(analysis.findings(["Faulty.sol"], tmp_path), [])

    assert any(text.startswith("High reentrancy-eth: Reentrancy in Faulty.withdraw()") for text in wrong)


@pytest.mark.slow
@pytest.mark.usefixtures("slither")
def test_contracts_have_no_grave_finding_that_is_not_explained() -> None:
    assert analysis.verdict(analysis.findings(), analysis.allowances()) == []
