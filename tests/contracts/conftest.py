"""The pinned contract tools, fetched once."""

import os

import pytest

from scripts import contracts
from tests.contracts.scenario import Scenario


@pytest.fixture(scope="session")
def contract_tools() -> None:
    """Node.js packages of contracts/; under CI their absence is a failure, elsewhere the reason of a skip."""
    try:
        contracts.install()
    except contracts.NodeToolError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"the contract tools could not be installed: {error}")


@pytest.fixture
def scene() -> Scenario:
    return Scenario()
