"""The persisted state machine of a request for a key: each state is on disk before the act that leads out of it.

A sibling of the purchase's (``services.purchase.engine``). It differs in what protects the person: the contract holds
nothing and takes a second request as gladly as the first. So a request whose transaction was replaced is not signed
again before the person agrees again.
"""

import logging
from collections.abc import Callable

from desktop.core.agreements import Agreed, Ask, Planned
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import (
    AppError,
    ContentMismatch,
    InvalidCard,
    InvalidPackage,
    InvalidPoint,
    UserError,
)
from desktop.core.events import KeyAnswered
from desktop.core.exchange import Delivery, request_id
from desktop.core.listings import Card
from desktop.core.requests import REQUEST_SETTLED, KeyRequest, RequestState
from desktop.core.transactions import Call
from desktop.services.driving import Report, Step, drive
from desktop.services.journal import Purpose
from desktop.services.opening import OpeningService
from desktop.services.purchase.engine import POLL_S, PurchaseElsewhere
from desktop.services.purchase.memory import name_of
from desktop.services.purchase.paying import KeyProvenBad, ListingGone
from desktop.services.purchase.ports import ContentKeeper, LicenceBook, PurchaseKey, PurchaseVault
from desktop.services.rights.ports import LicenceMarket, LicenceMarketCalls, RequestBook
from desktop.services.rights.quoting import KeyQuoter
from desktop.services.transactions import TransactionFailed, TransactionService

log = logging.getLogger("licet.licences")


class AskAgain(UserError):
    """The request that was signed did not reach the chain; asking again needs a new agreement."""


class RequestEngine:
    """Moves one request on, as far as it can go now."""

    def __init__(
        self,
        *,
        market: LicenceMarket,
        calls: LicenceMarketCalls,
        transactions: TransactionService,
        vault: PurchaseVault,
        book: RequestBook,
        licences: LicenceBook,
        content: ContentKeeper,
        opening: OpeningService,
        quoter: KeyQuoter,
        read_card: Callable[[bytes], Card],
        publish: Callable[[Change], None],
        patience_s: float = 90.0,
    ) -> None:
        self._market = market
        self._calls = calls
        self._transactions = transactions
        self._vault = vault
        self._book = book
        self._licences = licences
        self._content = content
        self._opening = opening
        self._quoter = quoter
        self._read_card = read_card
        self._publish = publish
        self._patience_s = patience_s
        self._refused: set[tuple[int, int, int, bytes]] = set()

    def advance(self, identifier: str, cancel: CancelToken, report: Report) -> KeyRequest:
        """Run until the version can be run, or its answer must be waited for longer.

        Raises:
            AppError: What stopped it; the state is kept, the fault is recorded, and calling again goes on.
        """
        steps: dict[RequestState, Step[KeyRequest]] = {
            RequestState.FETCHING: self._fetch,
            RequestState.READY: self._ask,
            RequestState.ASKING: self._await_request,
            RequestState.WAITING: self._await_answer,
            RequestState.ANSWERED: self._check,
        }
        request = self._book.get(identifier)
        if (request.chain_id, request.market) != (self._market.chain_id, self._market.market):
            raise PurchaseElsewhere(request.chain_id, request.market)
        return drive(
            request,
            steps,
            settled=REQUEST_SETTLED,
            reread=self._book.get,
            note=self._note,
            cancel=cancel,
            report=report,
        )

    def _note(self, request: KeyRequest, fault: AppError | None) -> None:
        if fault is None:
            log.info("request %s: %s", request.id, request.state.value)
        else:
            self._book.update(request.id, fault=type(fault).__name__)
        self._publish(Change(Topic.LIBRARY, request.id))

    def key_of(self, request: KeyRequest) -> PurchaseKey:
        """The name of this request's one-time key: the scheme is that of purchases."""
        return PurchaseKey(
            request.account, request.chain_id, request.market, request.listing, request.number
        )  # fmt: skip

    def name_of(self, request: KeyRequest) -> str:
        """The model's name for the activity; its listing's number if its card cannot be read."""
        return name_of(self._read_card, request)

    def _fetch(self, request: KeyRequest, cancel: CancelToken, report: Report) -> KeyRequest:
        self._content.fetch(request.terms, self._sources(request), cancel, report, request.id)
        report(Progress(request.id, "verify"))
        breaches = self._content.inspect(request.terms)
        if breaches:
            raise InvalidPackage(breaches)
        return self._book.move(request.id, RequestState.FETCHING, RequestState.READY, fault=None)

    def _ask(self, request: KeyRequest, cancel: CancelToken, report: Report) -> KeyRequest:
        cancel.raise_if_cancelled()
        report(Progress(request.id, "pay"))
        terms = request.terms
        px, parity = self._vault.purchase_point(self.key_of(request))
        named = request_id(
            request.chain_id, request.market, request.token_id, terms.hash, request.account, px, parity
        )  # fmt: skip
        if self._market.find_request(named) is not None:
            # An earlier run paid: never again.
            return self._book.move(
                request.id, RequestState.READY, RequestState.WAITING, request_id=named, fault=None
            )  # fmt: skip
        if not request.agreed_wei:
            raise AskAgain
        current = self._market.listing(request.listing)
        if current is None or current[0] != terms:
            raise ListingGone
        if self._market.key_is_bad(terms.key_hash):
            raise KeyProvenBad
        self._quoter.require(request.token_id, request.account)
        self._transactions.submit(
            request.account,
            self._call(request),
            Purpose("request-key", -terms.key_fee, terms.payee, self.name_of(request)),
            keep=lambda signed: self._book.move(
                request.id,
                RequestState.READY,
                RequestState.ASKING,
                request_id=named,
                raw_transaction=signed.raw,
                transaction_hash=signed.hash,
                fault=None,
            ),
            mandate=Agreed(request.agreed_wei),
        )
        return self._book.get(request.id)

    def agree(self, request: KeyRequest, most_wei: int) -> int:
        """Show the very request, which is signed once everything is fetched; the most that it may then cost.

        Raises:
            Declined: The person does not agree.
        """
        plan = [Planned(request.account, self._call(request))]
        (agreed,) = self._transactions.agree(plan, Ask(most_wei=most_wei, is_later=True))
        return agreed.most_wei if isinstance(agreed, Agreed) else most_wei

    def _call(self, request: KeyRequest) -> Call:
        point = self._vault.purchase_point(self.key_of(request))
        return self._calls.request_key(request.terms, request.order, *point, request.number)

    def _await_request(self, request: KeyRequest, cancel: CancelToken, report: Report) -> KeyRequest:
        report(Progress(request.id, "pay"))
        raw, hashed = request.raw_transaction, request.transaction_hash
        if request.request_id is None:
            raise AssertionError("ASKING without a request id")
        if self._market.find_request(request.request_id) is None:
            if raw is None or hashed is None:  # restored, and undone by a reorganisation
                return self._not_asked(request, AskAgain.__name__)
            if self._transactions.receipt(hashed) is None:
                try:
                    self._transactions.resend(raw)
                except UserError as error:
                    if self._transactions.receipt(hashed) is None:
                        self._not_asked(request, type(error).__name__)
                        raise AskAgain from error
            try:
                self._transactions.wait(hashed, cancel, self._patience_s)
            except TransactionFailed as error:
                self._not_asked(request, type(error).__name__)
                raise
        receipt = self._transactions.receipt(hashed) if hashed is not None else None
        return self._book.move(
            request.id,
            RequestState.ASKING,
            RequestState.WAITING,
            paid_fee_wei=receipt.fee_wei if receipt else request.paid_fee_wei,
            fault=None,
        )

    def _not_asked(self, request: KeyRequest, fault: str) -> KeyRequest:
        """Nothing of it is on chain, and what was signed never will be: the person decides anew."""
        return self._book.move(
            request.id,
            RequestState.ASKING,
            RequestState.READY,
            agreed_wei=0,
            raw_transaction=None,
            transaction_hash=None,
            fault=fault,
        )

    def _await_answer(self, request: KeyRequest, cancel: CancelToken, report: Report) -> KeyRequest:
        report(Progress(request.id, "receive"))
        if request.request_id is None:
            raise AssertionError("WAITING without a request id")
        waited = 0.0
        while True:
            if self._market.find_request(request.request_id) is None:
                # A reorganisation undid it: the kept bytes go out again.
                return self._book.move(request.id, RequestState.WAITING, RequestState.ASKING)
            for answer in self._market.answers_to(request.request_id):
                cancel.raise_if_cancelled()
                moved = self._try(request, request.request_id, answer)
                if moved is not None:
                    return moved
            if waited >= self._patience_s:
                return request if request.fault is None else self._book.update(request.id, fault=None)
            cancel.wait(POLL_S)
            waited += POLL_S

    def _try(self, request: KeyRequest, named: int, answer: KeyAnswered) -> KeyRequest | None:
        """Take an answer if its key is the listed one. Anybody may answer anything, so what does not fit is passed by."""
        told = (named, answer.rx, answer.parity, answer.wrapped)
        if told in self._refused:
            return None
        delivery = Delivery(answer.rx, answer.parity, answer.wrapped, 0)
        terms = request.terms
        try:
            received = self._vault.receive(
                self.key_of(request), named, delivery, terms.key_hash, terms.seller
            )  # fmt: skip
            licence = received.licence
        except InvalidPoint:
            licence = None
        if licence is None:
            self._refused.add(told)
            return None
        self._licences.put(request.id, licence)
        return self._book.move(
            request.id,
            RequestState.WAITING,
            RequestState.ANSWERED,
            answer=delivery,
            answerer=answer.answerer,
            fault=None,
        )

    def _check(self, request: KeyRequest, cancel: CancelToken, report: Report) -> KeyRequest:
        report(Progress(request.id, "check"))
        # Restored from the phrase there are no files yet; files that were found damaged are read again.
        damaged = request.fault == ContentMismatch.__name__
        self._content.fetch(
            request.terms, self._sources(request), cancel, report, request.id, recheck=damaged
        )  # fmt: skip
        licence = self._licences.get(request.id)
        checked = self._opening.check(request.terms, licence, cancel, report, request.id)
        if checked.wrong_leaf is not None:
            return self._book.move(
                request.id,
                RequestState.ANSWERED,
                RequestState.WRONG_CONTENT,
                wrong_leaf=checked.wrong_leaf,
                fault=None,
            )
        return self._book.move(
            request.id,
            RequestState.ANSWERED,
            RequestState.INSTALLED,
            self_test_ok=checked.failed_test is None,
            fault=None,
        )

    def _sources(self, request: KeyRequest) -> list[str]:
        """Where the card says that the content lies."""
        try:
            return list(self._read_card(request.card_json).sources)
        except InvalidCard:
            return []
