"""The seller's page: listings, orders, earnings."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.core.agreements import Ask
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.events import Finalised
from desktop.core.identity import NATIVE, Address
from desktop.core.income import Income
from desktop.core.licences import Rights
from desktop.core.mirrors import Mirror, MirrorOutcome
from desktop.core.money import COIN, Currency, Money
from desktop.core.requests import Answer
from desktop.core.sales import OwnListing, Sale, SaleState
from desktop.services.answers import AnswerBook
from desktop.services.journal import Purpose
from desktop.services.ports import MarketCalls, MarketReader
from desktop.services.selling.answering import Answerer
from desktop.services.selling.ports import Importer, Packer, ReadyPackage, SaleBook, SellerHome
from desktop.services.selling.publishing import Publisher, PublishQuote
from desktop.services.selling.requests import RequestAnswerer
from desktop.services.tokens import TokenReport, TokenService
from desktop.services.transactions import TransactionService


@dataclass(frozen=True, slots=True)
class TokenEarnings:
    """A seller's money in the market in one token, in its smallest unit."""

    currency: Currency
    credit: int
    in_dispute: int


@dataclass(frozen=True, slots=True)
class Earnings:
    """A seller's money in the market, in wei; ``in_dispute_wei`` is paid when the windows end.

    ``tokens`` has a line for each token in which something was earned or is about to be.
    """

    credit_wei: int
    free_bond_wei: int
    locked_bond_wei: int
    in_dispute_wei: int
    tokens: tuple[TokenEarnings, ...] = ()


class SellingService:
    """What a seller sees and does."""

    def __init__(
        self,
        *,
        packer: Packer,
        importer: Importer,
        prepare_home: SellerHome,
        publisher: Publisher,
        answerer: Answerer,
        requests: RequestAnswerer,
        answers: AnswerBook,
        book: SaleBook,
        market: MarketReader,
        calls: MarketCalls,
        transactions: TransactionService,
        tokens: TokenService,
        payouts: Callable[[Sequence[int]], list[Finalised]],
        active_account: Callable[[], Address],
    ) -> None:
        self._packer = packer
        self._importer = importer
        self._prepare_home = prepare_home
        self._publisher = publisher
        self._answerer = answerer
        self._requests = requests
        self._answers = answers
        self._book = book
        self._market = market
        self._calls = calls
        self._transactions = transactions
        self._tokens = tokens
        self._payouts = payouts
        self._active_account = active_account

    def inspect(
        self, folder: Path, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> ReadyPackage:
        """Pack a model folder and verify the result in the sandbox."""
        return self._packer(folder, cancel, progress)

    @property
    def importer(self) -> Importer:
        """For models that are no package folder yet."""
        return self._importer

    def inspect_token(self, token: Address) -> TokenReport:
        """What a seller should know of a token before asking for it."""
        return self._tokens.inspect(token, self._active_account())

    def quote_publish(self, price: int, currency: Currency = COIN) -> PublishQuote:
        return self._publisher.quote(self._active_account(), price, currency)

    def publish(
        self,
        package: ReadyPackage,
        price: int,
        bond_wei: int,
        late_fee_wei: int,
        sources: tuple[str, ...],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        bond_for_orders: int = 1,
        currency: Currency = COIN,
        payee: Address | None = None,
        *,
        rights: Rights = Rights(),  # noqa: B008 - frozen
        revises: int | None = None,
        mirrors: Sequence[Mirror] = (),
        mirrored: Callable[[tuple[MirrorOutcome, ...]], None] = lambda _outcomes: None,
    ) -> int:
        """Seal and list, or publish the next version of listing ``revises``; returns the listing's number.

        The ciphertext is put at all ``mirrors``, whose addresses stand in the card behind ``sources``.

        Bond and late fee are in coin whatever the price is in. Without a ``payee`` the seller is paid, or of a new
        version whoever was paid before.
        """
        return self._publisher.list(
            self._active_account(),
            package,
            price=Money(price, currency),
            bond_wei=bond_wei,
            late_fee_wei=late_fee_wei,
            sources=sources,
            bond_for_orders=bond_for_orders,
            payee=payee,
            rights=rights,
            revises=revises,
            mirrors=mirrors,
            mirrored=mirrored,
            cancel=cancel,
            progress=progress,
        )

    def readdress(self, listing: int, sources: Sequence[str], cancel: CancelToken) -> None:
        """Put other addresses into an open listing's card, by one transaction."""
        self._publisher.readdress(self._active_account(), listing, sources, cancel)

    def my_listings(self) -> list[OwnListing]:
        """Every version of every own listing, oldest first."""
        return self._book.listings()

    def answers(self) -> list[Answer]:
        """Requests for keys of own listings, newest first."""
        kept = [answer for answer in self._answers.answers() if answer.is_seller]
        return sorted(kept, key=lambda answer: answer.seen_at, reverse=True)

    def orders(self) -> list[Sale]:
        """All orders on this wallet's listings, newest first."""
        return sorted(self._book.sales(), key=lambda sale: sale.order.bought_at, reverse=True)

    def close(self, listing: int) -> None:
        self._publisher.close(listing)

    def earnings(self) -> Earnings:
        account = self._active_account()
        free, locked = self._market.bond_wei(account)
        waiting: dict[Address, int] = {}
        for sale in self._book.sales():
            due = sale.terms.price if sale.state is SaleState.DELIVERED else 0
            waiting[sale.terms.currency] = waiting.get(sale.terms.currency, 0) + due
        in_coin = waiting.pop(NATIVE, 0)
        tokens = tuple(self._token_earnings(account, token, due) for token, due in waiting.items())
        return Earnings(
            self._market.credit(account, NATIVE),
            free,
            locked,
            in_coin,
            tuple(line for line in tokens if line.credit or line.in_dispute),
        )

    def _token_earnings(self, account: Address, token: Address, due: int) -> TokenEarnings:
        return TokenEarnings(self._unit(token), self._market.credit(account, token), due)

    def units(self, currencies: Iterable[Address]) -> dict[Address, Currency]:
        """What amounts in these currencies are counted in."""
        return {address: self._unit(address) for address in currencies}

    def _unit(self, currency: Address) -> Currency:
        """As it was when it was listed, which is what the seller agreed to; else what its contract says now."""
        listed = (own.currency for own in self._book.listings() if own.terms.currency == currency)
        kept = next((known for known in listed if known is not None), None)
        return kept or self._tokens.currency_if_told(currency)

    def income(self) -> list[Income]:
        """What the contract credited for each final sale, by its event, oldest first; whoever was the payee."""
        final = {sale.order_id: sale for sale in self._book.sales() if sale.state is SaleState.FINAL}
        return [
            Income(e.order_id, final[e.order_id].listing, e.payee, e.currency, e.amount, e.at.timestamp)
            for e in self._payouts(sorted(final))
            if e.order_id in final
        ]

    def prepare_seller(self, folder: Path, password: str) -> Address:
        """Make a data directory for ``licet seller`` and name its operator on chain; returns the operator.

        The operator may only deliver, and can be replaced at any time.
        """
        account = self._active_account()
        operator = self._prepare_home(folder, account, password)
        if self._market.operator_of(account) != operator:
            self._transactions.execute(
                account, self._calls.set_operator(operator), Purpose("operator", 0, operator), Ask()
            )
        return operator

    def resume(self, cancel: CancelToken) -> None:
        """After a restart: finish listings that were being sent."""
        self._publisher.resume(cancel)

    def work_once(self, cancel: CancelToken) -> None:
        """One round of answering orders; bootstrap calls it on a timer while the wallet is unlocked."""
        self._publisher.adopt_pending()
        self._answerer.work_once(self._active_account(), cancel)
        self._requests.work_once(self._active_account(), cancel)
