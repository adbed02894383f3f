"""The wallet as a person uses it: create, restore, unlock, look, send."""

import csv
import io
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from desktop.core.accounts import Account
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.errors import UserError, WalletLocked
from desktop.core.identity import Address
from desktop.core.money import format_amount
from desktop.core.transactions import Call
from desktop.services.journal import Activity, ActivityBook, Journal, Purpose
from desktop.services.ports import Clock, Transactor
from desktop.services.transactions import TransactionService

log = logging.getLogger("licet.accounts")

SEND_GAS = 21_000
BURN_ADDRESSES = frozenset({bytes(20), bytes.fromhex("000000000000000000000000000000000000dead")})


class WalletState(Enum):
    """What there is to unlock."""

    NONE = "none"
    LOCKED = "locked"
    UNLOCKED = "unlocked"


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance, the block it was read at, and the unix time of reading."""

    wei: int
    block: int
    time: int


@dataclass(frozen=True, slots=True)
class SendQuote:
    """The confirmation of a payment. ``warnings`` are ids: ``self``, ``burn``, ``contract``, ``first-time``."""

    account: Address
    to: Address
    amount_wei: int
    fee_most_wei: int
    total_most_wei: int
    balance_wei: int
    warnings: tuple[str, ...]


class NoSuchFaucet(UserError):
    """Demo coins exist on the demo network only."""


class Vault(Protocol):
    """The vault process, as far as the wallet page goes. Every method is one request to that process."""

    @property
    def is_unlocked(self) -> bool: ...
    def create(self, password: str) -> tuple[tuple[str, ...], bytes, tuple[Account, ...]]:
        """(phrase, wallet file, accounts)."""

    def restore(self, phrase: str, passphrase: str, password: str) -> tuple[bytes, tuple[Account, ...]]: ...
    def unlock(self, wallet: bytes, password: str) -> tuple[Account, ...]: ...
    def verify(self, wallet: bytes, password: str) -> None:
        """Open the bytes with the password, changing nothing; raises if they do not open."""

    def check_backup(self, words: dict[int, str]) -> bool: ...
    def import_v3(self, data: bytes, password: str, name: str) -> tuple[Account, bytes]: ...
    def add_keychain_slot(self, password: str) -> tuple[bytes, bytes]:
        """(new wallet file, secret for the keychain)."""

    def remove_keychain_slot(self) -> bytes: ...
    def unlock_with_secret(self, wallet: bytes, secret: bytes) -> tuple[Account, ...]: ...
    def lock(self) -> None: ...


class WalletFile(Protocol):
    """wallet.json, written atomically and read back."""

    def exists(self) -> bool: ...
    def read(self) -> bytes: ...
    def write(self, data: bytes) -> None: ...


class Keychain(Protocol):
    """The operating system's keychain."""

    def is_available(self) -> bool: ...
    def get(self) -> bytes | None: ...
    def put(self, secret: bytes) -> None: ...
    def delete(self) -> None: ...


class Faucet(Protocol):
    """Gives demo coins; waits until they have arrived."""

    def __call__(self, account: Address) -> int: ...


class Flags(Protocol):
    """Small facts that are kept in the settings."""

    def get(self, name: str) -> bool: ...
    def set(self, name: str, value: bool) -> None: ...


class AccountService:
    """State and acts of the wallet."""

    def __init__(
        self,
        *,
        vault: Vault,
        file: WalletFile,
        keychain: Keychain,
        chain: Transactor,
        transactions: TransactionService,
        activity: ActivityBook,
        journal: Journal,
        flags: Flags,
        code_at: Callable[[Address], bytes],
        faucet: Faucet | None,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._vault = vault
        self._file = file
        self._keychain = keychain
        self._chain = chain
        self._transactions = transactions
        self._activity = activity
        self._journal = journal
        self._flags = flags
        self._code_at = code_at
        self._faucet = faucet
        self._clock = clock
        self._publish = publish
        self._accounts: tuple[Account, ...] = ()
        self._active: Address | None = None

    @property
    def state(self) -> WalletState:
        if self._accounts and self._vault.is_unlocked:
            return WalletState.UNLOCKED
        return WalletState.LOCKED if self._file.exists() else WalletState.NONE

    @property
    def accounts(self) -> tuple[Account, ...]:
        return self._accounts

    @property
    def active(self) -> Account | None:
        return next((a for a in self._accounts if a.address == self._active), None)

    def active_address(self) -> Address:
        """The account that pays.

        Raises:
            WalletLocked: No account is open.
        """
        if self.active is None or not self._vault.is_unlocked:
            raise WalletLocked
        return self.active.address

    def choose(self, address: Address) -> None:
        """Make another account the active one."""
        self._active = address
        self._publish(Change(Topic.WALLET))

    def create(self, password: str) -> tuple[str, ...]:
        """Make a wallet from a fresh phrase; returns the words to write down. The wallet is then unlocked."""
        phrase, data, accounts = self._vault.create(password)
        self._write(data, password)
        self._flags.set("backup_confirmed", False)
        self._open(accounts)
        return phrase

    def confirm_backup(self, words: dict[int, str]) -> bool:
        """Whether the retyped words (by position from 0) are the phrase's; remembered when they are."""
        right = self._vault.check_backup(words)
        if right:
            self._flags.set("backup_confirmed", True)
            self._publish(Change(Topic.WALLET))
        return right

    @property
    def backup_confirmed(self) -> bool:
        return self._flags.get("backup_confirmed")

    def restore(self, phrase: str, passphrase: str, password: str) -> None:
        """Make the wallet from a phrase that the person has."""
        data, accounts = self._vault.restore(phrase, passphrase, password)
        self._write(data, password)
        self._flags.set("backup_confirmed", True)
        self._open(accounts)

    def import_keystore(self, data: bytes, file_password: str, name: str) -> Account:
        """Add a V3 keystore's key to the open wallet."""
        account, wallet = self._vault.import_v3(data, file_password, name)
        self._file.write(wallet)
        self._open((*self._accounts, account))
        return account

    def unlock(self, password: str) -> None:
        self._open(self._vault.unlock(self._file.read(), password))

    @property
    def can_use_keychain(self) -> bool:
        return self._keychain.is_available()

    @property
    def keychain_enabled(self) -> bool:
        return self._flags.get("keychain")

    def enable_keychain(self, password: str) -> None:
        """Let the system's keychain open this wallet (opt-in)."""
        data, secret = self._vault.add_keychain_slot(password)
        self._keychain.put(secret)
        self._file.write(data)
        self._flags.set("keychain", True)
        self._publish(Change(Topic.SETTINGS))

    def disable_keychain(self) -> None:
        self._file.write(self._vault.remove_keychain_slot())
        self._keychain.delete()
        self._flags.set("keychain", False)
        self._publish(Change(Topic.SETTINGS))

    def unlock_by_keychain(self) -> bool:
        """Whether the keychain had the secret and opened the wallet."""
        secret = self._keychain.get()
        if secret is None:
            return False
        self._open(self._vault.unlock_with_secret(self._file.read(), secret))
        return True

    def lock(self) -> None:
        """End the vault process; a loaded model goes on."""
        self._vault.lock()
        self._publish(Change(Topic.WALLET))

    def balance(self, account: Address) -> Balance:
        head = self._chain.head()
        return Balance(self._chain.balance_wei(account), head.number, self._clock.now())

    @property
    def has_faucet(self) -> bool:
        return self._faucet is not None

    def request_demo_coins(self, account: Address) -> None:
        """Ask the demo chain for coins and wait for them."""
        if self._faucet is None:
            raise NoSuchFaucet
        amount = self._faucet(account)
        self._journal.received(account, Purpose("faucet", amount))

    def quote_send(self, to: Address, amount_wei: int) -> SendQuote:
        """What a payment costs at most, and what is unusual about it."""
        account = self.active_address()
        fee = SEND_GAS * self._chain.fees().max_fee_wei
        warnings = self.warnings_about(account, to)
        balance = self._chain.balance_wei(account)
        return SendQuote(account, to, amount_wei, fee, amount_wei + fee, balance, warnings)

    def warnings_about(self, account: Address, to: Address) -> tuple[str, ...]:
        """What is unusual about something of ``account`` going to this address; ids as in ``SendQuote``."""
        warnings = []
        if to == account:
            warnings.append("self")
        if to.raw in BURN_ADDRESSES:
            warnings.append("burn")
        elif self._code_at(to):
            warnings.append("contract")
        if not self._activity.has_paid(to):
            warnings.append("first-time")
        return tuple(warnings)

    def send(self, quote: SendQuote) -> bytes:
        """Pay; recorded before it is sent, and settled by its receipt. Returns the transaction's hash."""
        signed = self._transactions.submit(
            quote.account,
            Call(quote.to, value_wei=quote.amount_wei),
            Purpose("send", -quote.amount_wei, quote.to),
            keep=lambda _: None,
        )
        self._transactions.wait(signed.hash, CancelToken())
        return signed.hash

    def activity(self, offset: int, limit: int) -> list[Activity]:
        return self._activity.page(offset, limit)

    def export_activity_csv(self) -> str:
        """All activity as CSV: amounts exact in the unit beside them, fees in ether, times in unix seconds."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(
            [
                "time",
                "kind",
                "account",
                "amount",
                "unit",
                "token",
                "fee",
                "status",
                "counterparty",
                "hash",
                "subject",
            ]
        )
        offset = 0
        while rows := self._activity.page(offset, 500):
            for row in rows:
                writer.writerow([
                    row.time, row.kind, str(row.account), format_amount(row.amount, row.currency.decimals),
                    _unformula(row.currency.unit), "" if row.currency.is_coin else str(row.currency.address),
                    format_amount(row.fee_wei), row.status, str(row.counterparty or ""), "0x" + row.hash.hex() if row.hash else "",
                    _unformula(row.subject),
                ])  # fmt: skip
            offset += len(rows)
        return out.getvalue()

    def _open(self, accounts: tuple[Account, ...]) -> None:
        self._accounts = accounts
        if self._active not in {a.address for a in accounts}:
            self._active = accounts[0].address if accounts else None
        self._publish(Change(Topic.WALLET))
        self._publish(Change(Topic.BALANCE))

    def _write(self, data: bytes, password: str) -> None:
        self._vault.verify(data, password)
        self._file.write(data)


def _unformula(text: str) -> str:
    """A stranger's text that a spreadsheet will not take for a formula (CWE-1236)."""
    return "'" + text if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def backup_positions(words: int, asked: int = 3) -> tuple[int, ...]:
    """Which words (from 0) to ask for in the back-up check; random, in order."""
    return tuple(sorted(secrets.SystemRandom().sample(range(words), asked)))
