"""The seller's answers to holders who ask for the key of a later version (EXCHANGE.md section 8, last rules)."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.core.events import KeyRequested
from desktop.core.identity import NATIVE, Address
from desktop.core.requests import Answer, AnswerState
from desktop.core.sales import OwnListing
from desktop.services.answers import AnswerBook, AnswerDesk, RequestReading
from desktop.services.ports import Clock, Transactor

log = logging.getLogger("licet.selling")

LOOK_BACK_BLOCKS = 128
"""Further back than a chain reorganises: requests are read again from there in each round."""


class AskedMarket(RequestReading, Protocol):
    """The market, as far as requests are noticed."""

    def requests_from(self, block: int) -> list[KeyRequested]: ...


class RequestAnswerer:
    """Answers each holder once per licence and key, and only if the key fee covers the gas of doing so."""

    def __init__(
        self,
        *,
        chain: Transactor,
        market: AskedMarket,
        desk: AnswerDesk,
        book: AnswerBook,
        listings: Callable[[], list[OwnListing]],
        clock: Clock,
    ) -> None:
        self._chain = chain
        self._market = market
        self._desk = desk
        self._book = book
        self._listings = listings
        self._clock = clock
        self._next_block = 0

    def work_once(self, signer: Address, cancel: CancelToken) -> None:
        """One round. ``signer`` is the seller's or its operator's account; a fault of one hinders no other."""
        self._notice()
        for answer in self._book.answers():
            if not answer.is_seller:
                continue
            cancel.raise_if_cancelled()
            try:
                self._desk.advance(answer, self._answerer(answer, signer), b"", _worth_wei(answer))
            except AppError as error:
                log.info("request %064x: %s", answer.request_id, type(error).__name__)
                self._keep_fault(answer, type(error).__name__)

    def _answerer(self, answer: Answer, signer: Address) -> Address:
        """The seller, whichever account is active, unless ``signer`` is the seller's operator now."""
        seller = answer.terms.seller
        return signer if self._market.operator_of(seller) == signer else seller

    def _notice(self) -> None:
        own = {listing.terms.hash: listing for listing in self._listings() if listing.listing}
        if not own:
            return
        head = self._chain.head().number
        for request in self._market.requests_from(self._next_block):
            listing = own.get(request.terms_hash)
            if listing is not None:
                self._see(request, listing)
        self._next_block = max(0, head - LOOK_BACK_BLOCKS)

    def _see(self, request: KeyRequested, own: OwnListing) -> None:
        kept = self._book.answer(request.token_id, own.terms.key_hash, request.holder.raw)
        if kept is not None and not self._is_replaced(kept, request):
            return
        self._book.put_answer(
            Answer(
                request_id=request.request_id,
                token_id=request.token_id,
                listing=own.listing,
                holder=request.holder,
                px=request.px,
                request_parity=request.parity,
                terms=own.terms,
                state=AnswerState.SEEN,
                is_seller=True,
                seen_at=self._clock.now(),
            )
        )

    def _is_replaced(self, kept: Answer, request: KeyRequested) -> bool:
        """Whether a request that nothing was fixed for has gone from the chain, and this one came in its place."""
        if kept.request_id == request.request_id or kept.state is not AnswerState.SEEN:
            return False
        return self._market.find_request(kept.request_id) is None

    def _keep_fault(self, answer: Answer, fault: str) -> None:
        # As it is kept now: what was fixed before the fault must stay.
        kept = self._book.answer(answer.token_id, answer.terms.key_hash, answer.holder.raw)
        if kept is not None and kept.fault != fault:
            self._book.put_answer(replace(kept, fault=fault))


def _worth_wei(answer: Answer) -> int:
    """What answering may cost: the key fee, as far as it is comparable with a network fee at all."""
    return answer.terms.key_fee if answer.terms.currency == NATIVE else 0
