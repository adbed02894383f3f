"""What ships with the code is found."""

import json
from pathlib import Path

import pytest

from desktop.assets import AssetMissing, Assets


def test_the_contracts_of_this_checkout_are_found() -> None:
    artifact = json.loads(Assets.find().contract("ModelMarket").read_text(encoding="utf-8"))

    assert {"abi", "bytecode"} <= artifact.keys()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssetMissing) as raised:
        Assets(tmp_path, tmp_path, tmp_path).resource("icons", "none.svg")

    assert raised.value.name == "icons/none.svg"
