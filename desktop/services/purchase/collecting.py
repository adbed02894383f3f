"""Taking home what the contract holds of a refunded order: the price in its currency, and coins of the bond."""

from desktop.core.agreements import Ask, Mandate, Planned, Unattended
from desktop.core.identity import NATIVE
from desktop.core.money import COIN, Currency, Money
from desktop.core.orders import Purchase
from desktop.core.transactions import Call
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

        Raises:
            Declined: The person does not agree; it stays where it is.
        """
        held = self._held(purchase)
        if held:
            plan = [Planned(purchase.account, self._call(purchase, credit.currency)) for credit in held]
            for credit, mandate in zip(held, self._transactions.agree(plan, Ask()), strict=True):
                self._take(purchase, name, credit, mandate)

    def collect_unasked(self, purchase: Purchase, name: str) -> None:
        """The end of a claim, which may be filed while nobody looks: it pays nobody but the payer.

        The fee is within what comes home. Of tokens nobody knows here what they are worth; then it is within what is usual.
        """
        for credit in self._held(purchase):
            worth = credit.value if credit.currency.is_coin else 0
            self._take(purchase, name, credit, Unattended(worth))

    def _held(self, purchase: Purchase) -> list[Money]:
        currencies = dict.fromkeys((COIN, purchase.currency_kept))
        found = [Money(self._market.credit(purchase.account, c.address), c) for c in currencies]
        return [credit for credit in found if credit.value]

    def _call(self, purchase: Purchase, currency: Currency) -> Call:
        return self._calls.withdraw(currency.address, purchase.account)

    def _take(self, purchase: Purchase, name: str, credit: Money, mandate: Mandate) -> None:
        purpose = Purpose("withdraw", credit.value, purchase.terms.seller, name, credit.currency)
        self._transactions.execute(purchase.account, self._call(purchase, credit.currency), purpose, mandate)
