"""Makes the wallet files of one format, with what each must open to. Run once per format, by the code that wrote it.

The files are never made again: they stand for the files on people's disks. ``format-1`` was made at commit 397bab3,
``format-2`` at the commit that added it. Usage: ``PYTHONPATH=. python tests/data/wallets/make.py FOLDER``.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from desktop.core.accounts import Account
from desktop.core.identity import Address
from desktop.core.records import dump
from desktop.core.spending import Limit, SpendingLimits
from desktop.wallet import mnemonic
from desktop.wallet.account_desk import AccountDesk
from desktop.wallet.limit_desk import LimitDesk
from desktop.wallet.limit_rows import encode_limits
from desktop.wallet.open_wallet import OpenWallet
from desktop.wallet.selling import Seller
from desktop.wallet.vault import Vault
from desktop.wallet.wallet_file import watching_file

N = 2**10
PASSWORD = "a password for the corpus"
PHRASE = "test test test test test test test test test test test junk"
SALTS = [bytes([i]) * 32 for i in (1, 2)]


def accounts_of(vault: Vault) -> list[dict[str, Any]]:
    """What must be there, with each account's private key ("" where the wallet has none)."""
    opened = vault.opened()
    return [
        {
            "address": str(a.address), "path": a.path, "name": a.name, "kind": a.kind,
            "hidden": getattr(a, "is_hidden", False),
            "key": "" if a.kind == "watch" else opened.key_of(a.address).hex(),
        }
        for a in opened.accounts
    ]  # fmt: skip


def entry(vault: Vault, data: bytes, password: str = PASSWORD, **more: str) -> tuple[bytes, dict[str, Any]]:
    """A file, and what it must open to."""
    told: dict[str, Any] = {"password": password, "accounts": accounts_of(vault), **more}
    opened = vault.opened()
    if isinstance(opened, OpenWallet):
        told |= {"phrase": " ".join(opened.words()), "passphrase": opened.passphrase.reveal().decode()}
    else:
        told["models"] = [opened.models_of(opened.seller, salt).key.hex() for salt in SALTS]  # type: ignore[attr-defined]
    return data, told


def plain() -> tuple[bytes, dict[str, Any]]:
    vault = Vault()
    vault.restore(PHRASE, "", PASSWORD, N)
    AccountDesk(vault).add_next("BIP44", "Savings")
    _account, data = AccountDesk(vault).add_next("BIP44", "Größe 大小")
    return entry(vault, data)


def of_language(language: str) -> tuple[bytes, dict[str, Any]]:
    entropy = hashlib.sha256(language.encode()).digest()[: 32 if language == "japanese" else 16]
    vault = Vault()
    passphrase = "㍍ガバヴァ" if language == "japanese" else ""
    data, _accounts = vault.restore(
        " ".join(mnemonic.phrase_words(entropy, language)), passphrase, PASSWORD, N
    )
    return entry(vault, data)


def imported() -> tuple[bytes, dict[str, Any]]:
    vault = Vault()
    vault.restore(PHRASE, "twenty-fifth", PASSWORD, N)
    vault.import_private_key("0x" + "09" * 32, "From paper")
    _account, data = AccountDesk(vault).add_next("BIP44", "")
    return entry(vault, data)


def keychain() -> tuple[bytes, dict[str, Any]]:
    vault = Vault()
    vault.restore(PHRASE, "", PASSWORD, N)
    data, secret = vault.add_keychain_slot(PASSWORD)
    return entry(vault, data, secret=secret.hex())


def other_password() -> tuple[bytes, dict[str, Any]]:
    vault = Vault()
    vault.restore(PHRASE, "", PASSWORD, N)
    data = vault.change_password(PASSWORD, "Grüße aus Köln 2026", N)
    return entry(vault, data, "Grüße aus Köln 2026")


def seller() -> tuple[bytes, dict[str, Any]]:
    vault, pack = Vault(), Vault()
    _file, accounts = vault.restore(PHRASE, "", PASSWORD, N)
    data, _operator = Seller(vault).export_seller_pack(accounts[0].address, SALTS, PASSWORD, scrypt_n=N)
    pack.unlock(data, PASSWORD)
    return entry(pack, data)


def every_kind() -> tuple[bytes, dict[str, Any]]:
    """Since format 2: other paths of the phrase, watched and hidden accounts, in the person's own order."""
    vault = Vault()
    vault.restore(PHRASE, "", PASSWORD, N)
    desk = AccountDesk(vault)
    desk.add_at(["m/44'/60'/3'/0/0", "m/44'/60'/0'/7", "m/0/5"], ["Ledger Live 4", "Old Ledger", "Odd"])
    vault.import_private_key("0x" + "09" * 32, "From paper")
    desk.watch(Address(b"\x11" * 20), "Cold wallet")
    order = list(reversed(vault.wallet().accounts))
    hidden = [account.kind == "imported" for account in order]
    _accounts, data = desk.set_accounts([a.address.raw for a in order], [a.name for a in order], hidden)
    return entry(vault, data)


def limits() -> tuple[bytes, dict[str, Any]]:
    """Since format 2: spending limits that the person chose."""
    vault = Vault()
    vault.restore(PHRASE, "", PASSWORD, N)
    chosen = SpendingLimits((Limit(1, Address(bytes(20)), 10**18, None),), ask_for_tokens=True)
    data, _record = LimitDesk(vault).set_limits(encode_limits(chosen), PASSWORD)
    return entry(vault, data, limits=dump(chosen))


def watching() -> tuple[bytes, dict[str, Any]]:
    """Since format 2: a wallet without keys."""
    account = Account(Address(b"\x11" * 20), "", "Cold wallet", "watch")
    told = {
        "address": str(account.address),
        "path": "",
        "name": account.name,
        "kind": "watch",
        "hidden": False,
        "key": "",
    }
    return watching_file("0f0e", [account]), {"accounts": [told]}


def made() -> dict[str, tuple[bytes, dict[str, Any]]]:
    """All files by name."""
    languages = {f"language-{name}": of_language(name) for name in mnemonic.word_lists()}
    return {
        "plain": plain(), "imported": imported(), "keychain": keychain(), "other-password": other_password(),
        "seller-pack": seller(), "every-kind": every_kind(), "watching": watching(), "limits": limits(), **languages,
    }  # fmt: skip


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    told = {}
    for name, (data, expected) in made().items():
        (folder / f"{name}.json").write_bytes(data)
        told[name] = expected
    (folder / "expected.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
