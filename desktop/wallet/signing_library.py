"""The one door to eth-account, which is let in without eth-keyfile.

Keystores are ours (``v3``), and eth-keyfile reads the BLS curve at its import: two thirds of what starting a vault took.
Whoever asks eth-account for a keystore all the same gets an ``ImportError`` and no file.
"""

import sys
from types import ModuleType
from typing import Never

_KEYFILE = "eth_keyfile"


class _Absent(ModuleType):
    """Stands for eth-keyfile while eth-account is imported."""

    KDFType = str  # eth-account's annotations name it

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _refuse


def _refuse(*_arguments: object, **_options: object) -> Never:
    raise ImportError("keystores are read and written by desktop.wallet.v3")


_is_ours = "eth_account" not in sys.modules and _KEYFILE not in sys.modules
if _is_ours:
    absent = _Absent(_KEYFILE)
    sys.modules[_KEYFILE] = absent
    sys.modules[f"{_KEYFILE}.keyfile"] = absent
try:
    from eth_account import Account as EthAccount
    from eth_account.hdaccount.deterministic import HDPath
    from eth_account.hdaccount.mnemonic import Mnemonic, get_wordlist
    from eth_account.messages import SignableMessage, encode_typed_data
finally:
    if _is_ours:  # others in this process may want the real one
        del sys.modules[_KEYFILE], sys.modules[f"{_KEYFILE}.keyfile"]

__all__ = ["EthAccount", "HDPath", "Mnemonic", "SignableMessage", "encode_typed_data", "get_wordlist"]
