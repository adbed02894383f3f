"""eth-account comes without eth-keyfile, and leaves the real one to others."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
IN_A_VAULT = """
import sys
import desktop.wallet.child
from desktop.wallet.signing_library import EthAccount
print(sorted(name for name in sys.modules if name.partition(".")[0] in {"eth_keyfile", "py_ecc"}))
try:
    EthAccount.encrypt(b"\\x01" * 32, "password")
except ImportError as error:
    print(error)
import eth_keyfile
print(eth_keyfile.create_keyfile_json.__module__)
"""


def test_a_vault_reads_no_keystore_library_and_others_find_the_real_one() -> None:
    """Its import took two thirds of a vault's start, for keystores that are not read with it."""
    done = subprocess.run(
        [sys.executable, "-c", IN_A_VAULT], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.splitlines() == [
        "[]",
        "keystores are read and written by desktop.wallet.v3",
        "eth_keyfile.keyfile",
    ]
