"""The committed artifacts are what the committed sources compile to."""

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from scripts import contracts


def _artifact(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((contracts.ARTIFACTS / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.usefixtures("contract_tools")
def test_artifacts_are_rebuilt_byte_for_byte() -> None:
    assert contracts.check() == []


@pytest.mark.parametrize("name", contracts.DEPLOYABLE)
def test_sources_are_those_that_were_compiled(name: str) -> None:
    """Holds without Node.js: our own sources have the digests that the artifact names."""
    digests = _artifact(name)["sourcesSha256"]
    ours = {path: digest for path, digest in digests.items() if path.startswith("src/")}

    assert ours == {
        path: hashlib.sha256((contracts.CONTRACTS / path).read_bytes()).hexdigest() for path in ours
    }
    assert ours.keys() == {path.relative_to(contracts.CONTRACTS).as_posix() for path in _sources()}


@pytest.mark.parametrize("name", contracts.DEPLOYABLE)
def test_code_fits_the_limits(name: str) -> None:
    """EIP-170 caps code at 24,576 bytes and EIP-3860 init code at 49,152."""
    artifact = _artifact(name)

    assert len(bytes.fromhex(artifact["deployedBytecode"][2:])) <= 24_576
    assert len(bytes.fromhex(artifact["bytecode"][2:])) <= 49_152


MOCKS = sorted((contracts.REPOSITORY / "tests" / "contracts" / "data").glob("*.json"))


@pytest.mark.parametrize("data", MOCKS, ids=[path.stem for path in MOCKS])
def test_mocks_of_the_tests_are_the_committed_source(data: Path) -> None:
    """tests/contracts/data holds what the compiler made of the mocks; the app does not ship them."""
    token = json.loads(data.read_text(encoding="utf-8"))

    source = contracts.REPOSITORY / token["source"]
    assert hashlib.sha256(source.read_bytes()).hexdigest() == token["sourceSha256"]


def test_forge_compiles_with_the_same_settings() -> None:
    """forge tests the code that is committed."""
    profile = tomllib.loads((contracts.CONTRACTS / "foundry.toml").read_text(encoding="utf-8"))["profile"][
        "default"
    ]

    assert profile["evm_version"] == contracts.SETTINGS["evmVersion"]
    assert profile["optimizer_runs"] == contracts.SETTINGS["optimizer"]["runs"]
    assert profile["via_ir"] is contracts.SETTINGS["viaIR"]


def test_no_file_names_a_registry() -> None:
    """The lock file pins by digest alone."""
    lock = (contracts.CONTRACTS / "package-lock.json").read_text(encoding="utf-8")

    assert "resolved" not in lock
    assert all("integrity" in package for path, package in json.loads(lock)["packages"].items() if path)


def _sources() -> list[Path]:
    return sorted((contracts.CONTRACTS / "src").rglob("*.sol"))


def test_readme_names_every_event_and_error() -> None:
    """A person who meets a revert or an event finds it described."""
    readme = (contracts.CONTRACTS / "README.md").read_text(encoding="utf-8")
    inherited = {
        "ReentrancyGuardReentrantCall",
        "SafeCastOverflowedUintDowncast",
        "StringsInsufficientHexLength",
    }
    names = {
        entry["name"]
        for name in contracts.DEPLOYABLE
        for entry in _artifact(name)["abi"]
        if entry["type"] in {"event", "error"}
        and not entry["name"].startswith(("ERC721", "Transfer", "Approval"))
    }

    assert sorted(name for name in names - inherited if name not in readme) == []
