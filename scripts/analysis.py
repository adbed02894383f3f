#!/usr/bin/env python3
"""Runs Slither over the contracts; fails on each finding of high or medium impact that is not explained.

Slither lives in an environment of its own (`.venv-tools`), because it wants another web3 than the app. It is given
what our own solc says of the sources, so that it needs neither forge nor a network. The exceptions with their reasons
are contracts/slither.toml. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HERE = str(Path(__file__).resolve().parent.parent)
if _HERE not in sys.path:  # beside a script only its own folder is searched
    sys.path.insert(0, _HERE)

from scripts import contracts  # noqa: E402 - found by the line above

TOOLS = contracts.REPOSITORY / ".venv-tools"
EXCEPTIONS = contracts.CONTRACTS / "slither.toml"
GRAVE = ("High", "Medium")
_NO_CODE = {"object": "", "sourceMap": ""}
"""Slither looks at the syntax tree; without code to generate, the compiler needs two seconds."""


class AnalysisFailed(Exception):
    """Slither is missing or could not read the contracts; the text says what it said."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a detector says about a function or a contract."""

    impact: str
    check: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Allowance:
    """A finding that is no fault, and why."""

    check: str
    where: str
    reason: str


def slither() -> Path:
    """The program in the tools' environment.

    Raises:
        AnalysisFailed: scripts/check.py has not made it yet.
    """
    for place in ("bin/slither", "Scripts/slither.exe"):
        if (TOOLS / place).is_file():
            return TOOLS / place
    raise AnalysisFailed(f"{TOOLS.name} is not there; scripts/check.py makes it")


def allowances(path: Path = EXCEPTIONS) -> list[Allowance]:
    """The explained exceptions.

    Raises:
        AnalysisFailed: One of them has no reason.
    """
    listed = tomllib.loads(path.read_text(encoding="utf-8")).get("exception", [])
    found = [
        Allowance(entry["check"], where, " ".join(entry.get("reason", "").split()))
        for entry in listed
        for where in entry["where"]
    ]
    for allowance in found:
        if not allowance.reason:
            raise AnalysisFailed(f"{path.name}: {allowance.check} in {allowance.where} has no reason")
    return found


def findings(names: Sequence[str] = (), root: Path = contracts.CONTRACTS) -> list[Finding]:
    """What Slither says about the sources ``names`` under ``root`` and all that they import, libraries left out.

    Raises:
        AnalysisFailed: Slither or the compiler could not read them.
    """
    build = contracts.syntax_trees(names or [f"src/{name}.sol" for name in contracts.DEPLOYABLE], root)
    for file in build["output"].get("contracts", {}).values():
        for compiled in file.values():
            compiled["evm"] = {"bytecode": _NO_CODE, "deployedBytecode": _NO_CODE}
    with tempfile.TemporaryDirectory() as folder:
        # The layout of a Hardhat project, which Slither reads without starting any other program.
        info = Path(folder) / "build-info" / "contracts.json"
        info.parent.mkdir()
        info.write_text(json.dumps(build), encoding="utf-8")
        return _read(_run(Path(folder), root))


def _run(folder: Path, root: Path) -> dict[str, Any]:
    report = folder / "report.json"
    command = [
        str(slither()), ".", "--compile-force-framework", "hardhat", "--ignore-compile",
        "--hardhat-cache-directory", str(folder), "--hardhat-artifacts-directory", str(folder),
        "--filter-paths", "node_modules", "--json", str(report),
    ]  # fmt: skip
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if not report.is_file():
        raise AnalysisFailed((done.stdout + done.stderr).strip())
    said: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    if not said["success"]:
        raise AnalysisFailed(str(said["error"]))
    return said


def _read(report: dict[str, Any]) -> list[Finding]:
    return [
        Finding(entry["impact"], entry["check"], _place(entry), entry["description"].strip())
        for entry in report["results"].get("detectors", [])
    ]


def _place(entry: dict[str, Any]) -> str:
    """Contract and signature of what the detector names first; a contract alone, if that is it."""
    first = entry["elements"][0]
    named = first.get("type_specific_fields", {})
    parent = named.get("parent", {})
    if first["type"] == "function":
        return f"{parent['name']}.{named['signature']}"
    return str(first["name"])


def verdict(found: Sequence[Finding], allowed: Sequence[Allowance]) -> list[str]:
    """What is wrong: grave findings without an exception, and exceptions that no finding needs."""
    reasons = {(allowance.check, allowance.where) for allowance in allowed}
    grave = [finding for finding in found if finding.impact in GRAVE]
    wrong = [f"{f.impact} {f.check}: {f.text}" for f in grave if (f.check, f.where) not in reasons]
    met = {(finding.check, finding.where) for finding in grave}
    wrong += [f"{check} in {where}: the exception finds nothing" for check, where in sorted(reasons - met)]
    return wrong


def main() -> int:
    """0 if nothing grave is unexplained."""
    argparse.ArgumentParser(description="Slither over the contracts.").parse_args()
    try:
        found = findings()
        wrong = verdict(found, allowances())
    except (AnalysisFailed, contracts.NodeToolError) as error:
        print(error, file=sys.stderr)
        return 1
    for text in wrong:
        print(text)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
