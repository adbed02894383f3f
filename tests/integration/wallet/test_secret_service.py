"""The keychain on a real Secret Service: GNOME Keyring in a D-Bus session of its own."""

import base64
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
MISSING = [name for name in NEEDED if shutil.which(name) is None]

pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"a real Secret Service needs {', '.join(MISSING)} (Debian: gnome-keyring, dbus)"
)

# Runs inside the session: unlocks a new keyring, then each line of the scenario in a Python process of its own.
SESSION = """
set -e
printf 'keyring password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null
for step in "$@"; do "$PYTHON" -c "$step"; done
"""
STEP = """
from desktop.wallet.keychain import Keychain
chain, other = Keychain("data directory"), Keychain("another directory")
"""


def in_session(tmp_path: Path, *steps: str) -> list[str]:
    """What the steps print."""
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    environment = os.environ | {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),
    }
    run = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", SESSION, "session", *(STEP + step for step in steps)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def test_a_secret_is_kept_for_the_next_process_and_removed(tmp_path: Path) -> None:
    printed = in_session(
        tmp_path,
        "print(chain.is_available(), chain.get())",
        "chain.put(bytes(range(32)))",
        "print(chain.get() == bytes(range(32)), other.get())",
        "chain.put(bytes(32)); print(chain.get() == bytes(32))",
        "chain.delete(); print(chain.get()); chain.delete()",
    )

    assert printed == ["True None", "True None", "True", "None"]


def test_the_secret_lies_encrypted_on_the_disk(tmp_path: Path) -> None:
    secret = bytes(range(32))

    in_session(tmp_path, "chain.put(bytes(range(32)))")

    stored = [path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert stored
    assert not any(secret in data or base64.b64encode(secret) in data for data in stored)


def test_a_wallet_opens_by_the_keychain_without_its_password(tmp_path: Path) -> None:
    printed = in_session(
        tmp_path,
        """
from pathlib import Path
from desktop.wallet.vault import Vault
vault = Vault()
vault.create("a password for tests", scrypt_n=2)
data, secret = vault.add_keychain_slot("a password for tests")
chain.put(secret)
Path.home().joinpath("wallet.json").write_bytes(data)
""",
        """
from pathlib import Path
from desktop.wallet.vault import Vault
data = Path.home().joinpath("wallet.json").read_bytes()
print(len(Vault().unlock_with_secret(data, chain.get())))
""",
    )

    assert printed == ["1"]
