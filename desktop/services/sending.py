"""Paying somebody: what it costs at most, what is unusual about it, and the payment itself."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.cancel import CancelToken
from desktop.core.identity import Address
from desktop.core.transactions import Call
from desktop.services.journal import ActivityBook, Purpose
from desktop.services.ports import Transactor
from desktop.services.transactions import TransactionService

SEND_GAS = 21_000
BURN_ADDRESSES = frozenset({bytes(20), bytes.fromhex("000000000000000000000000000000000000dead")})


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


class SendService:
    """Payments of the active account."""

    def __init__(
        self,
        chain: Transactor,
        transactions: TransactionService,
        activity: ActivityBook,
        code_at: Callable[[Address], bytes],
        active_account: Callable[[], Address],
    ) -> None:
        self._chain = chain
        self._transactions = transactions
        self._activity = activity
        self._code_at = code_at
        self._active_account = active_account

    def quote(self, to: Address, amount_wei: int) -> SendQuote:
        """What a payment costs at most, and what is unusual about it."""
        account = self._active_account()
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
