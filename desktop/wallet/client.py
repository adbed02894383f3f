"""The app's side of the vault: every operation is one request to that process, and nothing secret stays here."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from desktop.core.accounts import Account
from desktop.core.contents import LeafProof
from desktop.core.errors import ChildDied, ChildTimeout, WalletLocked
from desktop.core.exchange import Delivery, Terms
from desktop.core.identity import Address
from desktop.processes import Child
from desktop.services.purchase.ports import PurchaseKey, Received
from desktop.wallet import errors
from desktop.wallet.files import wallet_id
from desktop.wallet.limits import STANDARD_SCRYPT_N
from desktop.wallet.signing_client import SigningClient
from desktop.wallet.wire import read_int, to_wire

__all__ = ["VaultClient", "errors"]  # the error classes must be known here to be raised again

_KDF_TIMEOUT_S: Final = 300.0  # a foreign keystore at our caps on a slow machine
_TIMEOUT_S: Final = 60.0


class VaultClient(SigningClient):
    """Starts the vault process when it is first needed; to lock is to end it.

    Safe to call from several threads. It fits the Protocols ``Vault``, ``Signer``, ``PurchaseVault``,
    ``SellerVault``, ``AnswerVault`` and ``KeyReleaser`` of the services.

    Args:
        start: Starts the child; another one in tests.
        scrypt_n: Cost of files that are made new (a power of two); lower in tests only.
    """

    def __init__(
        self, start: Callable[[], Child] = lambda: Child("vault"), *, scrypt_n: int = STANDARD_SCRYPT_N
    ) -> None:
        super().__init__()
        self._start = start
        self._scrypt_n = scrypt_n
        self._child: Child | None = None
        self._is_open = False
        self._guard = threading.Lock()

    @property
    def is_unlocked(self) -> bool:
        """Whether keys can be used now."""
        child = self._child
        return self._is_open and child is not None and child.is_alive

    @property
    def pid(self) -> int | None:
        """The vault's process id while it runs."""
        child = self._child
        return child.pid if child is not None and child.is_alive else None

    def confinement(self) -> dict[str, Any]:
        """What confines the vault process: ``level``, ``active`` and ``missing``."""
        report: dict[str, Any] = self._ask(_TIMEOUT_S, "confinement", {})
        return report

    # Opening and closing.

    def prepare(self) -> None:
        """Start the process ahead of the password, so that unlocking costs its key derivation only."""
        self._ask(_TIMEOUT_S, "confinement", {})

    def create(
        self, password: str, words: int = 12, language: str = "english", passphrase: str = ""
    ) -> tuple[tuple[str, ...], bytes, tuple[Account, ...]]:
        """(phrase, wallet file, accounts); the new wallet is unlocked."""
        phrase, data, accounts = self._enter(
            "create",
            password=password,
            words=words,
            language=language,
            passphrase=passphrase,
            scrypt_n=self._scrypt_n,
        )
        return tuple(phrase), data, _accounts(accounts)

    def restore(self, phrase: str, passphrase: str, password: str) -> tuple[bytes, tuple[Account, ...]]:
        """(wallet file, accounts); the restored wallet is unlocked."""
        data, accounts = self._enter(
            "restore", phrase=phrase, passphrase=passphrase, password=password, scrypt_n=self._scrypt_n
        )
        return data, _accounts(accounts)

    def unlock(self, wallet: bytes, password: str) -> tuple[Account, ...]:
        """Open a wallet file or a seller pack."""
        return _accounts(self._enter("unlock", wallet, password=password))

    def unlock_with_secret(self, wallet: bytes, secret: bytes) -> tuple[Account, ...]:
        """Open a wallet file by the secret from the keychain."""
        return _accounts(self._enter("unlock_with_secret", wallet, secret=secret))

    def lock(self) -> None:
        """End the vault process. Safe to call when there is none."""
        with self._guard:
            child, self._child, self._is_open = self._child, None, False
        if child is not None:
            child.close(grace_s=1.0)

    def verify(self, wallet: bytes, password: str) -> None:
        """Open the bytes with the password, changing nothing; raises if they do not open."""
        self._ask(_KDF_TIMEOUT_S, "verify", {"wallet": wallet, "password": password})

    def reopen(self, wallet: bytes) -> None:
        """Open the bytes with the key that is held now, changing nothing; raises if they do not open."""
        self._use("reopen", wallet=wallet)

    def address_at(self, phrase: str, passphrase: str, path: str) -> Address:
        """The address at a BIP-32 path of a phrase; nothing is opened or kept."""
        found = self._ask(
            _TIMEOUT_S, "address_at", {"phrase": phrase, "passphrase": passphrase, "path": path}
        )
        return Address(found)

    # The wallet's contents.

    def check_backup(self, words: dict[int, str]) -> bool:
        """Whether these words stand at these positions (from 0) of the phrase."""
        return bool(self._use("check_backup", words=words))

    def reveal_phrase(self, password: str) -> tuple[str, ...]:
        """The words, to be shown and forgotten."""
        return tuple(self._use("reveal_phrase", password=password))

    def change_password(self, old: str, new: str) -> bytes:
        """The wallet file under a new password, without a keychain slot."""
        data: bytes = self._use("change_password", old=old, new=new, scrypt_n=self._scrypt_n)
        return data

    def import_v3(self, data: bytes, password: str, name: str) -> tuple[Account, bytes]:
        """(account of a V3 keystore, wallet file)."""
        return _account_and_file(self._use("import_v3", data=data, password=password, name=name))

    def import_private_key(self, text: str, name: str) -> tuple[Account, bytes]:
        """(account of a private key in hex, wallet file)."""
        return _account_and_file(self._use("import_private_key", text=text, name=name))

    def export_v3(self, account: Address, password: str, file_password: str) -> bytes:
        """A V3 keystore of one account under its own password."""
        data: bytes = self._use(
            "export_v3",
            account=account,
            password=password,
            file_password=file_password,
            scrypt_n=self._scrypt_n,
        )
        return data

    def export_age_identity(self, password: str) -> str:
        """The identity that opens every licence file of this wallet in any age tool."""
        return str(self._use("export_age_identity", password=password))

    def add_keychain_slot(self, password: str) -> tuple[bytes, bytes]:
        """(wallet file, secret for the keychain)."""
        data, secret = self._use("add_keychain_slot", password=password)
        return data, secret

    def remove_keychain_slot(self) -> bytes:
        """The wallet file without its slot."""
        data: bytes = self._use("remove_keychain_slot")
        return data

    # Buying.

    def purchase_point(self, key: PurchaseKey) -> tuple[int, int]:
        """P = d*G as (x, parity)."""
        x, parity = self._use("purchase_point", **_key(key))
        return read_int(x), read_int(parity)

    def receive(
        self, key: PurchaseKey, order_id: int, delivery: Delivery, key_hash: bytes, seller: Address
    ) -> Received:
        """Unwrap a delivered key; the licence file if it is the listed one."""
        licence = self._use("receive", **_key(key), **_delivered(order_id, delivery, key_hash, seller))
        return Received(licence is not None, licence)

    def complaint_secret(
        self, key: PurchaseKey, order_id: int, delivery: Delivery, key_hash: bytes, seller: Address
    ) -> int:
        """The one-time d; refused unless the vault itself finds that the key does not match."""
        arguments = {**_key(key), **_delivered(order_id, delivery, key_hash, seller)}
        return read_int(self._use("complaint_secret", **arguments))

    def free_licence(self, key: bytes) -> bytes:
        """A licence file for the public key of a free model."""
        licence: bytes = self._use("free_licence", key=key)
        return licence

    def release_key(self, licence: bytes, sealer_public_key: bytes) -> bytes:
        """The model key of a licence file, encrypted to the sealer (HPKE, RFC 9180)."""
        envelope: bytes = self._use("release_key", licence=licence, sealer_public_key=sealer_public_key)
        return envelope

    def licence_key_hashes(
        self, licence: bytes, chain_id: int, market: Address, sellers: Sequence[Address]
    ) -> list[bytes]:
        """keyHash of a licence's model key, as if each of these had sold it."""
        raw = [seller.raw for seller in sellers]
        found: list[bytes] = self._use(
            "licence_key_hashes", licence=licence, chain_id=chain_id, market=market, sellers=raw
        )
        return list(found)

    def backup_seal(self, digest: bytes) -> bytes:
        """The mark of this wallet on a back-up with this SHA-256."""
        seal: bytes = self._use("backup_seal", digest=digest)
        return seal

    def content_complaint_key(
        self, licence: bytes, terms: Terms, chain_id: int, market: Address, leaf: LeafProof
    ) -> bytes:
        """K, for a complaint about a leaf that the vault itself finds wrong; the complaint publishes it."""
        key: bytes = self._use(
            "content_complaint_key",
            licence=licence,
            chain_id=chain_id,
            market=market,
            seller=terms.seller,
            listed_hash=terms.key_hash,
            nonce=terms.nonce,
            size_bytes=terms.size_bytes,
            index=leaf.index,
            cipher=leaf.cipher,
            plain_leaf=leaf.plain_leaf,
        )
        return key

    # Selling.

    def model_key_hash(self, account: Address, chain_id: int, market: Address, salt: bytes) -> bytes:
        """keyHash of the model key that the account derives from a salt (32 bytes)."""
        found: bytes = self._use(
            "model_key_hash", account=account, chain_id=chain_id, market=market, salt=salt
        )
        return found

    def seal_key(
        self,
        account: Address,
        chain_id: int,  # noqa: ARG002 - K depends on seller and salt alone; its hash names chain and market
        market: Address,  # noqa: ARG002
        salt: bytes,
        sealer_public_key: bytes,
    ) -> bytes:
        """The model key of a salt, encrypted to the sealer."""
        envelope: bytes = self._use(
            "seal_key", account=account, salt=salt, sealer_public_key=sealer_public_key
        )
        return envelope

    def wrap_delivery(
        self,
        account: Address,
        chain_id: int,
        market: Address,
        order_id: int,
        px: int,
        parity: int,
        terms: Terms,
    ) -> tuple[int, int, bytes]:
        """(rx, parity, wrapped); always the same answer."""
        answer = self._use(
            "wrap_delivery",
            account=account,
            chain_id=chain_id,
            market=market,
            order_id=order_id,
            px=px,
            parity=parity,
            terms=terms.encode(),
        )
        return read_int(answer["rx"]), read_int(answer["parity"]), answer["wrapped"]

    def export_seller_pack(
        self, account: Address, salts: Sequence[bytes], password: str, operator_index: int = 0
    ) -> tuple[bytes, Address]:
        """(file for ``licet seller``, address of its operator, to be named by setOperator)."""
        data, operator = self._use(
            "export_seller_pack",
            account=account,
            salts=list(salts),
            password=password,
            operator_index=operator_index,
            scrypt_n=self._scrypt_n,
        )
        return data, Address(operator)

    # The pipe.

    def _enter(self, op: str, wallet: bytes | None = None, **arguments: Any) -> Any:
        """Open something; a file with its newest record. No signature falls between reading and keeping one."""
        with self._keeping:
            if wallet is not None:
                arguments |= {"wallet": wallet, "record": self._book.record(wallet_id(wallet))}
            answer = self._ask(_KDF_TIMEOUT_S, op, arguments)
            self._is_open = True
            self._keep_record()
        return answer

    def request(self, op: str, **arguments: Any) -> Any:
        """One request to the unlocked vault, for the clients of a single subject (``report_client``)."""
        return self._use(op, **arguments)

    def _use(self, op: str, **arguments: Any) -> Any:
        if not self.is_unlocked:
            raise WalletLocked
        return self._ask(_KDF_TIMEOUT_S, op, arguments)

    def _ask(self, timeout_s: float, op: str, arguments: Mapping[str, Any]) -> Any:
        with self._guard:
            if self._child is None or not self._child.is_alive:
                self._is_open = False
                self._child = self._start()
            child = self._child
        try:
            return child.call(op, timeout_s=timeout_s, **to_wire(arguments))
        except (ChildDied, ChildTimeout):
            self.lock()
            raise


def _accounts(rows: Sequence[Mapping[str, Any]]) -> tuple[Account, ...]:
    return tuple(read_account(row) for row in rows)


def read_account(row: Mapping[str, Any]) -> Account:
    """An account as the vault told it."""
    return Account(Address(row["address"]), row["path"], row["name"], row["kind"], row["is_hidden"])


def _account_and_file(answer: Sequence[Any]) -> tuple[Account, bytes]:
    return read_account(answer[0]), answer[1]


def _key(key: PurchaseKey) -> dict[str, Any]:
    return {
        "account": key.account,
        "chain_id": key.chain_id,
        "market": key.market,
        "listing": key.listing,
        "number": key.number,
    }


def _delivered(order_id: int, delivery: Delivery, key_hash: bytes, seller: Address) -> dict[str, Any]:
    return {
        "order_id": order_id,
        "rx": delivery.rx,
        "parity": delivery.parity,
        "wrapped": delivery.wrapped,
        "key_hash": key_hash,
        "seller": seller,
    }
