"""``licet`` as scripts use it: a process with its exit code, its one JSON object and its words."""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from desktop.config import SettingsFile
from desktop.paths import Paths
from desktop.wallet.client import VaultClient
from desktop.wallet.files import WalletFile
from tests.helpers.app import LOW_COST, PASSWORD
from tests.helpers.forks import Template
from tests.helpers.vaults import local_vault

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    """What a command gave."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.stderr
        return json.loads(self.stdout)


def command(*arguments: object, data_dir: Path | None = None) -> list[str]:
    place = ["--data-dir", str(data_dir)] if data_dir is not None else []
    return [sys.executable, "-P", "-m", "desktop", *place, *map(str, arguments)]


def licet(*arguments: object, data_dir: Path | None = None, before: Sequence[str] = ()) -> Answer:
    """Run a command to its end; ``before`` is put in front of it (``unshare`` and the like)."""
    line = [*before, *command(*arguments, data_dir=data_dir)]
    if not before and _one_at_a_time.acquire(blocking=False):
        try:
            done = _imported().run(*line[line.index("desktop") + 1 :], cwd="/")
        finally:
            _one_at_a_time.release()
    else:
        done = subprocess.run(
            line,
            cwd="/",
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
    return Answer(done.returncode, done.stdout, done.stderr)


_one_at_a_time = threading.Lock()


@cache
def _imported() -> Template:
    """The command line with what nearly every command imports: more than half of the time that one takes."""
    made = Template("desktop.cli", ["desktop.bootstrap.headless"])
    atexit.register(made.close)
    return made


def make_wallet(data_dir: Path) -> tuple[Any, Path]:
    """A wallet whose file costs little to open: (first account, file with its password)."""
    paths = Paths(data_dir)
    paths.create()
    vault: VaultClient = local_vault(LOW_COST)
    _words, data, accounts = vault.create(PASSWORD)
    WalletFile(paths.keystore / "wallet.json").write(data)
    vault.lock()
    password_file = data_dir.parent / f"{data_dir.name}.password"
    password_file.write_text(PASSWORD + "\n")
    return accounts[0].address, password_file


def allow_local_sources(data_dir: Path) -> None:
    """The sellers of tests serve on this machine, where a listing may send nobody unasked."""
    SettingsFile(Paths(data_dir).settings).change(local_sources=True)
