"""The seller's page: listings, orders, earnings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.events import Finalised
from desktop.core.identity import NATIVE, Address
from desktop.core.income import Income
from desktop.core.sales import OwnListing, Sale, SaleState
from desktop.services.journal import Purpose
from desktop.services.ports import MarketCalls, MarketReader
from desktop.services.selling.answering import Answerer
from desktop.services.selling.ports import Packer, ReadyPackage, SaleBook, SellerHome
from desktop.services.selling.publishing import Publisher, PublishQuote
from desktop.services.transactions import TransactionService


@dataclass(frozen=True, slots=True)
class Earnings:
    """A seller's money in the market, in wei; ``in_dispute_wei`` is paid when the windows end."""

    credit_wei: int
    free_bond_wei: int
    locked_bond_wei: int
    in_dispute_wei: int


class SellingService:
    """What a seller sees and does."""

    def __init__(
        self,
        *,
        packer: Packer,
        prepare_home: SellerHome,
        publisher: Publisher,
        answerer: Answerer,
        book: SaleBook,
        market: MarketReader,
        calls: MarketCalls,
        transactions: TransactionService,
        payouts: Callable[[Sequence[int]], list[Finalised]],
        active_account: Callable[[], Address],
    ) -> None:
        self._packer = packer
        self._prepare_home = prepare_home
        self._publisher = publisher
        self._answerer = answerer
        self._book = book
        self._market = market
        self._calls = calls
        self._transactions = transactions
        self._payouts = payouts
        self._active_account = active_account

    def inspect(
        self, folder: Path, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> ReadyPackage:
        """Pack a model folder and verify the result in the sandbox."""
        return self._packer(folder, cancel, progress)

    def quote_publish(self, price_wei: int) -> PublishQuote:
        return self._publisher.quote(self._active_account(), price_wei)

    def publish(
        self,
        package: ReadyPackage,
        price_wei: int,
        bond_wei: int,
        late_fee_wei: int,
        sources: tuple[str, ...],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        bond_for_orders: int = 1,
        payee: Address | None = None,
    ) -> int:
        """Seal and list; returns the listing's number. Without a ``payee`` the seller is paid."""
        return self._publisher.list(
            self._active_account(),
            package,
            price_wei=price_wei,
            bond_wei=bond_wei,
            late_fee_wei=late_fee_wei,
            sources=sources,
            bond_for_orders=bond_for_orders,
            payee=payee,
            cancel=cancel,
            progress=progress,
        )

    def my_listings(self) -> list[OwnListing]:
        return self._book.listings()

    def orders(self) -> list[Sale]:
        """All orders on this wallet's listings, newest first."""
        return sorted(self._book.sales(), key=lambda sale: sale.order.bought_at, reverse=True)

    def close(self, listing: int) -> None:
        self._publisher.close(listing)

    def earnings(self) -> Earnings:
        account = self._active_account()
        free, locked = self._market.bond_wei(account)
        delivered = [sale.terms for sale in self._book.sales() if sale.state is SaleState.DELIVERED]
        waiting = sum(terms.price for terms in delivered if terms.currency == NATIVE)
        return Earnings(self._market.credit(account, NATIVE), free, locked, waiting)

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
                account, self._calls.set_operator(operator), Purpose("operator", 0, operator)
            )
        return operator

    def resume(self, cancel: CancelToken) -> None:
        """After a restart: finish listings that were being sent."""
        self._publisher.resume(cancel)

    def work_once(self, cancel: CancelToken) -> None:
        """One round of answering orders; bootstrap calls it on a timer while the wallet is unlocked."""
        self._publisher.adopt_pending()
        self._answerer.work_once(self._active_account(), cancel)
