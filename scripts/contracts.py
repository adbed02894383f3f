#!/usr/bin/env python3
"""Installs the pinned contract tools, builds the committed artifacts, and runs the contract tests.

Commands: `build` (the default) writes contracts/artifacts, `check` rebuilds and compares byte for byte,
`test` runs forge, `install` only fetches the tools. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
if str(REPOSITORY) not in sys.path:  # beside a script only its own folder is searched
    sys.path.insert(0, str(REPOSITORY))

from scripts import node_packages  # noqa: E402 - found by the lines above
from scripts.node_packages import NodeToolError  # noqa: E402

CONTRACTS = REPOSITORY / "contracts"
ARTIFACTS = CONTRACTS / "artifacts"
DEPLOYABLE = ("ModelLicence", "ModelMarket", "ModelRecords", "RevenueSplit", "RevenueSplits")
# Keep equal to foundry.toml. Without metadata the bytecode depends on the code alone, not on paths or comments.
SETTINGS: dict[str, Any] = {
    "evmVersion": "prague",
    "optimizer": {"enabled": True, "runs": 1000},
    "viaIR": True,
    "metadata": {"appendCBOR": False, "bytecodeHash": "none"},
    "outputSelection": {"*": {"*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"]}},
}
# The compiler warns of transient storage wherever it is used; OpenZeppelin's guard clears it after each call.
TRANSIENT_STORAGE = "2394"


def _run(arguments: list[str | Path], stdin: str | None = None, profile: str | None = None) -> str:
    """Runs a tool in contracts/, untouched by the machine's own settings of it, and returns what it prints."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("FOUNDRY_", "DAPP_"))}
    if profile is not None:
        environment["FOUNDRY_PROFILE"] = profile
    return node_packages.run(arguments, CONTRACTS, stdin=stdin, env=environment)


def install() -> bool:
    """Fetches the tools that package-lock.json names; does nothing if they are there. True if it fetched."""
    return node_packages.install(CONTRACTS)


def tool(name: str) -> Path:
    """The native binary of `forge` or `anvil` that npm installed for this platform.

    Raises:
        NodeToolError: npm has no binary for this platform, or install() has not run.
    """
    for folder in sorted((CONTRACTS / "node_modules" / "@foundry-rs").glob(f"{name}-*")):
        for binary in (folder / "bin" / name, folder / "bin" / f"{name}.exe"):
            if binary.is_file():
                return binary
    raise NodeToolError(f"npm has installed no {name} for this platform")


def _sources(path: str, found: dict[str, str], root: Path = CONTRACTS) -> None:
    """Collects a source and all that it imports, by the names that the compiler sees."""
    if path in found:
        return
    base = CONTRACTS / "node_modules" if path.startswith("@openzeppelin/") else root
    text = (base / path).read_text(encoding="utf-8")
    found[path] = text
    for line in text.splitlines():
        if line.startswith("import ") and (quoted := line.split('"'))[1:]:
            target = quoted[1]
            if target.startswith("."):
                target = os.path.normpath(f"{Path(path).parent.as_posix()}/{target}").replace(os.sep, "/")
            _sources(target, found, root)


def _compile(sources: dict[str, str], settings: dict[str, Any]) -> dict[str, Any]:
    """What solc answers to its standard input of these sources.

    Raises:
        NodeToolError: It complained, were it only a warning.
    """
    request = {
        "language": "Solidity",
        "sources": {path: {"content": text} for path, text in sorted(sources.items())},
        "settings": settings,
    }
    node, _ = node_packages.node_paths()
    output: dict[str, Any] = json.loads(_run([node, "tools/solc", "--standard-json"], json.dumps(request)))
    complaints = [
        entry["formattedMessage"]
        for entry in output.get("errors", [])
        if entry.get("errorCode") != TRANSIENT_STORAGE
    ]
    if complaints:
        raise NodeToolError("\n".join(complaints))
    return output


def _version() -> str:
    node, _ = node_packages.node_paths()
    return _run([node, "tools/solc", "--version"]).split("Version: ")[1].strip()


def syntax_trees(paths: Sequence[str], root: Path = CONTRACTS) -> dict[str, Any]:
    """Input and output of the compiler for the syntax trees of sources under ``root``, as build tools keep them."""
    install()
    sources: dict[str, str] = {}
    for path in paths:
        _sources(path, sources, root)
    settings = {**SETTINGS, "outputSelection": {"*": {"": ["ast"], "*": ["abi"]}}}
    output = _compile(sources, settings)
    version = _version().partition("+")[0]
    return {"solcVersion": version, "input": {"language": "Solidity", "settings": settings}, "output": output}


def compile_artifacts() -> dict[str, str]:
    """Compiles the deployable contracts from source; file name to text."""
    sources: dict[str, str] = {}
    for name in DEPLOYABLE:
        _sources(f"src/{name}.sol", sources)
    version = _version()
    output = _compile(sources, SETTINGS)
    digests = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in sorted(sources.items())}
    artifacts = {}
    for name in DEPLOYABLE:
        built = output["contracts"][f"src/{name}.sol"][name]
        artifact = {
            "contractName": name,
            "abi": built["abi"],
            "bytecode": "0x" + built["evm"]["bytecode"]["object"],
            "deployedBytecode": "0x" + built["evm"]["deployedBytecode"]["object"],
            "compiler": {
                "version": version,
                "settings": {key: value for key, value in SETTINGS.items() if key != "outputSelection"},
            },
            "sourcesSha256": digests,
        }
        artifacts[f"{name}.json"] = json.dumps(artifact, indent=1) + "\n"
    return artifacts


def build() -> list[Path]:
    """Writes contracts/artifacts and returns the files that changed."""
    install()
    ARTIFACTS.mkdir(exist_ok=True)
    changed = []
    for name, text in compile_artifacts().items():
        path = ARTIFACTS / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def check() -> list[str]:
    """Rebuilds in memory; the names of artifacts that are missing, stale or not ours."""
    install()
    expected = compile_artifacts()
    present = {path.name: path.read_text(encoding="utf-8") for path in ARTIFACTS.glob("*.json")}
    return sorted(
        name for name in expected.keys() | present.keys() if expected.get(name) != present.get(name)
    )


def check_format() -> None:
    """Compares all Solidity with forge's own format.

    Raises:
        NodeToolError: a file differs; the text shows where.
    """
    install()
    _run([tool("forge"), "fmt", "--check"])


def run_tests(*arguments: str, profile: str | None = None) -> dict[str, Any]:
    """Runs `forge test --json` and returns its result by suite; forge's words are raised if it cannot run.

    The profile is one of foundry.toml: None for the everyday one, "long" for hours.

    Raises:
        NodeToolError: forge could not build or start. Failed tests are in the result, not raised.
    """
    install()
    try:
        output = _run([tool("forge"), "test", "--json", *arguments], profile=profile)
    except NodeToolError as error:
        _, _, said = str(error).partition("\n")
        if not said.startswith("{"):
            raise
        output = said
    suites: dict[str, Any] = json.loads(output[: output.rindex("}") + 1])
    return suites


def _report_tests(profile: str | None) -> int:
    failed = 0
    for suite, result in run_tests(profile=profile).items():
        for name, outcome in result["test_results"].items():
            if outcome["status"] != "Success":
                failed += 1
                print(f"{suite} {name}: {outcome['status']} {outcome.get('reason')}")
    return 1 if failed else 0


def _perform(command: str, profile: str | None) -> int:
    if command == "install":
        print("installed" if install() else "already installed")
        return 0
    if command == "test":
        return _report_tests(profile)
    if command == "check":
        stale = check()
        for name in stale:
            print(f"stale: contracts/artifacts/{name}; run scripts/contracts.py build")
        return 1 if stale else 0
    for path in build():
        print(f"wrote {path.relative_to(REPOSITORY)}")
    return 0


def main() -> int:
    """Runs one command; 0 if all is well."""
    parser = argparse.ArgumentParser(description="The tools, artifacts and tests of the contracts.")
    parser.add_argument("command", nargs="?", default="build", choices=("install", "build", "check", "test"))
    parser.add_argument("--check", action="store_true", help="the same as the command check")
    parser.add_argument("--long", action="store_true", help="test with forge's long profile, for some hours")
    options = parser.parse_args()
    try:
        return _perform("check" if options.check else options.command, "long" if options.long else None)
    except NodeToolError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
