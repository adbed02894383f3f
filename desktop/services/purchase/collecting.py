"""Taking home what the contract holds of a refunded order: the price in its currency, and coins of the bond."""

from desktop.core.identity import NATIVE
from desktop.core.money import COIN, Money
from desktop.core.orders import Purchase
from desktop.services.journal import Purpose
from desktop.services.ports import MarketCalls, MarketReader
from desktop.services.transactions import TransactionService


class Collector:
    """Refunds are credited, never pushed (pull payments)."""

    def __init__(self, market: MarketReader, calls: MarketCalls, transactions: TransactionService) -> None:
        self._market = market
        self._calls = calls
        self._transactions = transactions

    def credits(self, purchase: Purchase) -> tuple[int, Money | None]:
        """What the contract holds for the payer: (coins in wei, tokens if the price was in tokens)."""
        coins = self._market.credit(purchase.account, NATIVE)
        currency = purchase.currency_kept
        if currency.is_coin:
            return coins, None
        return coins, Money(self._market.credit(purchase.account, currency.address), currency)

    def collect(self, purchase: Purchase, name: str) -> None:
        """Withdraw all of it to the payer; ``name`` is the model's, for the activity.

        The coins first: a token that refuses to move keeps only itself back.
        """
        for currency in dict.fromkeys((COIN, purchase.currency_kept)):
            credit = self._market.credit(purchase.account, currency.address)
            if credit:
                self._transactions.execute(
                    purchase.account,
                    self._calls.withdraw(currency.address, purchase.account),
                    Purpose("withdraw", credit, purchase.terms.seller, name, currency),
                )
