"""The app's side of the vault where it signs: what a signature leaves behind is kept before it is handed on."""

import threading
from abc import abstractmethod
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Protocol

from desktop.core.consent import ConsentNeeded, Reason
from desktop.core.errors import EnvironmentFault, WrongPassword
from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.records import load
from desktop.core.signatures import JournalHead
from desktop.core.spending import SpendingLimits, SpentNow
from desktop.core.tokens import Permit, PermitDomain
from desktop.core.transactions import SignedTransaction, UnsignedTransaction
from desktop.services.purchase.ports import PurchaseKey
from desktop.wallet.answering_client import AnsweringClient
from desktop.wallet.limit_rows import encode_limits
from desktop.wallet.wire import read_int, transaction_fields


class SignatureBook(Protocol):
    """Where the vault's records and the journal of signatures are kept."""

    def record(self, wallet: str) -> bytes:
        """The newest record of a wallet; empty if there is none."""

    def keep(self, wallet: str, record: bytes, entry: bytes | None) -> None:
        """Both are on the disk when this returns, or neither is."""


class MemoryBook:
    """A book that lasts as long as the program."""

    def __init__(self) -> None:
        self._records: dict[str, bytes] = {}
        self.entries: list[bytes] = []

    def record(self, wallet: str) -> bytes:
        return self._records.get(wallet, b"")

    def keep(self, wallet: str, record: bytes, entry: bytes | None) -> None:
        self._records[wallet] = record
        if entry is not None:
            self.entries.append(entry)


AskConsent = Callable[[ConsentNeeded, bool], str]
"""Asks the person; True says that the last password was wrong. Returns the password, or "" if they do not agree."""


class SigningClient(AnsweringClient):
    """The part of ``VaultClient`` that signs with an account.

    ``consent`` is the wallet's password, where the vault answered ``ConsentNeeded`` and the person agreed: an open
    wallet alone is not enough for what its policy finds unusual. Where none is given, ``ask_consent`` asks, if it is set.
    """

    def __init__(self, book: SignatureBook | None = None) -> None:
        self._book: SignatureBook = book or MemoryBook()
        self._keeping = threading.Lock()
        self.ask_consent: AskConsent | None = None

    def keep_in(self, book: SignatureBook) -> None:
        """Keep records and journal there from now on; to be said before a wallet is opened."""
        self._book = book

    def sign_transaction(
        self, account: Address, transaction: UnsignedTransaction, *, consent: str = ""
    ) -> SignedTransaction:
        """Sign a transaction within the vault's policy. It asks nobody: whoever waits for the person holds no lock.

        Raises:
            ConsentNeeded: The policy wants the person to say so with the password.
            PolicyRefused: It is signed in no case.
            WrongPassword: ``consent`` is not the wallet's password.
        """
        fields = transaction_fields(transaction)
        arguments = {"account": account, "fields": fields, "consent": consent}
        return SignedTransaction(**self._sign_once("sign_transaction", arguments))

    def consent_to(self, needed: ConsentNeeded, *, was_wrong: bool) -> str:
        """The password, by asking.

        Raises:
            ConsentNeeded: ``needed`` itself, where nobody can be asked, or nobody agrees.
        """
        password = "" if self.ask_consent is None else self.ask_consent(needed, was_wrong)
        if not password:
            raise needed
        return password

    def sign_fields(
        self, account: Address, fields: Mapping[str, Any], *, consent: str = ""
    ) -> SignedTransaction:
        """Sign a type-2 transaction given as JSON-RPC names it; without ``to`` it creates a contract."""
        return SignedTransaction(
            **self._sign("sign_transaction", account=account, fields=fields, consent=consent)
        )

    def reasons_for(self, account: Address, transaction: UnsignedTransaction) -> tuple[Reason, ...]:
        """Why signing this would ask for the password now; nothing is signed, and nothing asked."""
        found = self._use("reasons_for", account=account, fields=transaction_fields(transaction))
        return tuple(Reason(row["rule"], tuple((name, text) for name, text in row["facts"])) for row in found)

    def sign_delivery(self, account: Address, transaction: UnsignedTransaction) -> SignedTransaction:
        """Sign a deliver or settle call, and nothing else."""
        fields = transaction_fields(transaction)
        return SignedTransaction(**self._sign("sign_delivery", account=account, fields=fields))

    def sign_typed(self, account: Address, message: bytes, *, consent: str = "") -> bytes:
        """The 65-byte signature of an EIP-712 message in JSON; raises as ``sign_transaction``."""
        signature: bytes = self._sign("sign_typed", account=account, message=message, consent=consent)
        return signature

    def sign_permit(
        self,
        key: PurchaseKey,
        terms: Terms,
        domain: PermitDomain,
        nonce: int,
        deadline: int,
        *,
        consent: str = "",
    ) -> Permit:
        """A permit for exactly the price of these terms, to the market of the key."""
        made = self._sign(
            "sign_permit",
            account=key.account,
            chain_id=key.chain_id,
            market=key.market,
            terms=terms.encode(),
            domain_name=domain.name,
            domain_version=domain.version,
            nonce=nonce,
            deadline=deadline,
            consent=consent,
        )
        return Permit(
            read_int(made["value"]), read_int(made["deadline"]), int(made["v"]), made["r"], made["s"]
        )

    def sign_request(self, op: str, **arguments: Any) -> Any:
        """One signature, for the clients of a single subject (``run_record_client``)."""
        return self._sign(op, **arguments)

    # Limits.

    def spent_now(self) -> SpentNow:
        """What the open wallet spent in the last day, and its limits."""
        return load(SpentNow, self._use("spent_now"))

    def set_limits(self, limits: SpendingLimits, password: str) -> bytes:
        """The wallet file with other limits, for a person who gives the password again."""
        with self._keeping:
            data, record = self._use("set_limits", limits=encode_limits(limits), password=password)
            self._book.keep(self._use("record_now")[0], record, None)
        file: bytes = data
        return file

    def count_anew(self, password: str) -> None:
        """Let nothing count as spent, for a person who gives the password again."""
        with self._keeping:
            record = self._use("count_anew", password=password)
            self._book.keep(self._use("record_now")[0], record, None)

    def journal_head(self) -> tuple[str, JournalHead]:
        """The open wallet's id, and how far its journal goes by the record that is kept.

        Raises:
            JournalBroken: The record is not one that the vault gave out.
        """
        wallet = str(self._use("record_now")[0])
        number, name = self._use("journal_head", record=self._book.record(wallet))
        return wallet, JournalHead(int(number), str(name))

    def _sign(self, op: str, **arguments: Any) -> Any:
        """One signature, of which nothing is handed on before its record and its entry are on the disk."""
        needed: ConsentNeeded | None = None
        while True:
            try:
                return self._sign_once(op, arguments)
            except ConsentNeeded as error:
                needed, was_wrong = error, False
            except WrongPassword:
                if needed is None:  # of a caller who asked the person itself
                    raise
                was_wrong = True
            arguments["consent"] = self.consent_to(needed, was_wrong=was_wrong)

    def _sign_once(self, op: str, arguments: Mapping[str, Any]) -> Any:
        with self._keeping:
            answer = self._use(op, **arguments)
            kept = answer["kept"]
            try:
                self._book.keep(kept["wallet"], kept["record"], kept["entry"])
            except BaseException:
                # The vault remembers what the disk does not: it must begin from the disk again.
                self.lock()
                raise
        return answer["signed"]

    def _keep_record(self) -> None:
        """At once after a file was opened, under ``_keeping``: a day that counts as spent must not begin anew with each unlock.

        A disk that takes nothing is no reason to stay locked: the older record errs on the safe side.
        """
        wallet, record = self._use("record_now")
        with suppress(EnvironmentFault):
            self._book.keep(wallet, record, None)

    @abstractmethod
    def lock(self) -> None: ...
