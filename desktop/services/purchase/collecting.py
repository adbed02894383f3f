"""Taking home what the contract holds of a refunded order: the price in its currency, and coins of the bond."""

from desktop.core.agreements import Ask, Planned
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
        """Show the person all of it, and withdraw it to the payer; ``name`` is the model's, for the activity.

        The coins first: a token that refuses to move keeps only itself back.
        """
        account = purchase.account
        currencies = dict.fromkeys((COIN, purchase.currency_kept))
        held = [(c, credit) for c in currencies if (credit := self._market.credit(account, c.address))]
        plan = [Planned(account, self._calls.withdraw(c.address, account)) for c, _credit in held]
        if not plan:
            return
        agreed = self._transactions.agree(plan, Ask())
        for (currency, credit), step, mandate in zip(held, plan, agreed, strict=True):
            purpose = Purpose("withdraw", credit, purchase.terms.seller, name, currency)
            self._transactions.execute(account, step.call, purpose, mandate)
