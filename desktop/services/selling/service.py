"""The seller's page: listings, orders, earnings."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.identity import NATIVE, Address
from desktop.core.licences import Rights
from desktop.core.requests import Answer
from desktop.core.sales import OwnListing, Sale, SaleState
from desktop.services.answers import AnswerBook
from desktop.services.journal import Purpose
from desktop.services.ports import MarketCalls, MarketReader
from desktop.services.selling.answering import Answerer
from desktop.services.selling.ports import Packer, ReadyPackage, SaleBook, SellerHome
from desktop.services.selling.publishing import Publisher, PublishQuote
from desktop.services.selling.requests import RequestAnswerer
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
        requests: RequestAnswerer,
        answers: AnswerBook,
        book: SaleBook,
        market: MarketReader,
        calls: MarketCalls,
        transactions: TransactionService,
        active_account: Callable[[], Address],
        publish: Callable[[Change], None],
    ) -> None:
        self._packer = packer
        self._prepare_home = prepare_home
        self._publisher = publisher
        self._answerer = answerer
        self._requests = requests
        self._answers = answers
        self._book = book
        self._market = market
        self._calls = calls
        self._transactions = transactions
        self._active_account = active_account
        self._publish = publish

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
        *,
        rights: Rights = Rights(),  # noqa: B008 - frozen
        revises: int | None = None,
    ) -> int:
        """Seal and list, or publish the next version of listing ``revises``; returns the listing's number."""
        return self._publisher.list(
            self._active_account(),
            package,
            price_wei=price_wei,
            bond_wei=bond_wei,
            late_fee_wei=late_fee_wei,
            sources=sources,
            bond_for_orders=bond_for_orders,
            rights=rights,
            revises=revises,
            cancel=cancel,
            progress=progress,
        )

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
        waiting = sum(s.terms.price for s in self._book.sales() if s.state is SaleState.DELIVERED)
        return Earnings(self._market.credit(account, NATIVE), free, locked, waiting)

    def withdraw_credit(self) -> None:
        account = self._active_account()
        amount = self._market.credit(account, NATIVE)
        self._transactions.execute(
            account, self._calls.withdraw(NATIVE, account), Purpose("withdraw", amount)
        )
        self._publish(Change(Topic.BALANCE))
        self._publish(Change(Topic.SALES))

    def withdraw_bond(self, amount_wei: int) -> None:
        account = self._active_account()
        self._transactions.execute(
            account, self._calls.withdraw_bond(amount_wei, account), Purpose("bond-out", amount_wei)
        )
        self._publish(Change(Topic.BALANCE))
        self._publish(Change(Topic.SALES))

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
        self._requests.work_once(self._active_account(), cancel)
