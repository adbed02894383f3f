"""Passing a licence on, giving it up, and handing its key to the next holder (EXCHANGE.md section 5: answerKey)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.core.effects import Effects
from desktop.core.errors import AppError, NoSuchRecord, UserError
from desktop.core.events import KeyRequested
from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.licences import ActKind, Holding, LicenceAct
from desktop.core.requests import Answer, AnswerState, KeyRequest, RequestState
from desktop.core.transactions import Call
from desktop.core.warnings import Alert
from desktop.services.answers import AnswerBook, AnswerDesk
from desktop.services.journal import Purpose
from desktop.services.ports import Clock, Transactor
from desktop.services.purchase.ports import LicenceBook
from desktop.services.rights.acts import LicenceActs
from desktop.services.rights.ports import LicenceMarket, LicenceTokenCalls, RequestBook
from desktop.services.rights.quoting import LicenceNotFinal
from desktop.services.rights.standing import LicenceGivenUp, LicencePassedOn, Standings

PASS_ON_GAS = 90_000
ANSWER_GAS = 70_000
"""The fixed gas limit of an answer."""


class LicenceBound(UserError):
    """The licence belongs to its first holder for ever (ERC-5192)."""


class NothingToAnswer(UserError):
    """The request is not one that this wallet can answer: another licence, another key, or it is gone."""


@dataclass(frozen=True, slots=True)
class PassQuote:
    """What passing a licence on, or giving it up, costs, and what is unusual about who gets it."""

    holding: Holding
    to: Address | None
    fee_most_wei: int
    balance_wei: int
    alerts: tuple[Alert, ...] = ()
    effects: Effects | None = None

    @property
    def lacks_coins(self) -> bool:
        return self.balance_wei < self.fee_most_wei


@dataclass(frozen=True, slots=True)
class AnswerOffer:
    """Somebody to whom a licence was passed on asks for its key, and this wallet has it."""

    holding: Holding
    answer: Answer
    fee_most_wei: int


class PassingChain(Transactor, LicenceMarket, Protocol):
    """Fees and market from the same endpoints."""


class Passing:
    """What a holder does to give a licence away, and for who has it next."""

    def __init__(
        self,
        *,
        chain: PassingChain,
        calls: LicenceTokenCalls,
        standings: Standings,
        acts: LicenceActs,
        desk: AnswerDesk,
        answers: AnswerBook,
        requests: RequestBook,
        licences: LicenceBook,
        warn_about: Callable[[Address, Address], tuple[Alert, ...]],
        clock: Clock,
    ) -> None:
        """``warn_about``: what is unusual about something of the first account going to the second address."""
        self._chain = chain
        self._calls = calls
        self._standings = standings
        self._acts = acts
        self._desk = desk
        self._answers = answers
        self._requests = requests
        self._licences = licences
        self._warn_about = warn_about
        self._clock = clock

    def quote(self, holding: Holding, to: Address | None) -> PassQuote:
        """What it costs; ``to`` None gives the licence up.

        Raises:
            LicenceBound: It can never be passed on.
            LicenceNotFinal, LicencePassedOn, LicenceGivenUp: The contract would refuse it.
        """
        if to is not None and holding.terms.is_bound:
            raise LicenceBound
        standing = self._standings.refresh(holding.token_id)
        if standing.owner is None:
            raise LicenceGivenUp
        if standing.owner != holding.account:
            raise LicencePassedOn(standing.owner)
        if not standing.has_begun:
            raise LicenceNotFinal
        fee, balance = PASS_ON_GAS * self._chain.fees().max_fee_wei, self._chain.balance_wei(holding.account)
        alerts = () if to is None else self._warn_about(holding.account, to)
        effects = self._acts.effects(holding.account, self._call(holding, to)) if balance >= fee else None
        return PassQuote(holding, to, fee, balance, alerts, effects)

    def _call(self, holding: Holding, to: Address | None) -> Call:
        if to is None:
            return self._calls.give_up(holding.token_id)
        return self._calls.pass_on(holding.account, to, holding.token_id)

    def act(self, quote: PassQuote, name: str) -> LicenceAct:
        """Do what was quoted; it cannot be undone."""
        holding = quote.holding
        kind = ActKind.BURN if quote.to is None else ActKind.TRANSFER
        call = self._call(holding, quote.to)
        purpose = Purpose(kind.value, 0, quote.to, name)
        return self._acts.send(
            holding.token_id, kind, holding.account, call, purpose, quote.fee_most_wei, quote.to
        )  # fmt: skip

    def offers(self, holdings: list[Holding]) -> list[AnswerOffer]:
        """Requests of later holders that this wallet has the key for and has not answered."""
        fee = ANSWER_GAS * self._chain.fees().max_fee_wei
        found = []
        for holding in holdings:
            known = self._standings.known(holding.token_id)
            if known is None or known.owner is None or known.owner == holding.account:
                continue
            for request in self._chain.requests_for(holding.token_id):
                answer = self._answerable(holding, request, known.owner)
                if answer is not None and answer.state is AnswerState.SEEN:
                    found.append(AnswerOffer(holding, answer, fee))
        return found

    def answer(self, offer: AnswerOffer) -> Answer:
        """Send the key to the new holder, wrapped for the point of the request.

        Raises:
            NothingToAnswer: The chain no longer shows that the licence that was passed on is the asker's.
            NeedsSecondEndpoint, EndpointsDisagree: A single endpoint could name its own point.
        """
        holding = offer.holding
        standing = self._standings.refresh(holding.token_id)
        if standing.owner != offer.answer.holder or standing.owner == holding.account:
            raise NothingToAnswer
        if self._chain.find_request(offer.answer.request_id) is None:
            raise NothingToAnswer
        answer = offer.answer
        if self._kept(answer) is None:
            self._answers.put_answer(answer)
        licence = self._licence_for(holding, answer.terms)
        if licence is None:
            raise NothingToAnswer
        return self._desk.advance(answer, holding.account, licence, offer.fee_most_wei)

    def go_on(self, holdings: list[Holding]) -> None:
        """Carry on the answers that were agreed to: safe by now, or not mined yet. A fault of one hinders no other."""
        by_token = {holding.token_id: holding for holding in holdings}
        most = ANSWER_GAS * self._chain.fees().max_fee_wei
        for answer in self._answers.answers():
            holding = by_token.get(answer.token_id)
            if answer.is_seller or holding is None:
                continue
            licence = self._licence_for(holding, answer.terms)
            if licence is None:
                continue
            try:
                self._desk.advance(answer, holding.account, licence, most)
            except AppError as error:
                kept = self._kept(answer)
                if kept is not None:
                    self._answers.put_answer(replace(kept, fault=type(error).__name__))

    def _answerable(self, holding: Holding, request: KeyRequested, owner: Address) -> Answer | None:
        terms = self._terms_of(holding, request.terms_hash)
        if terms is None or request.holder != owner:
            return None
        kept = self._answers.answer(request.token_id, terms.key_hash, request.holder.raw)
        if kept is not None:
            return None  # agreed to already: ``go_on`` does the rest
        return Answer(
            request_id=request.request_id,
            token_id=request.token_id,
            listing=holding.order.listing,
            holder=request.holder,
            px=request.px,
            request_parity=request.parity,
            terms=terms,
            state=AnswerState.SEEN,
            is_seller=False,
            seen_at=self._clock.now(),
        )

    def _terms_of(self, holding: Holding, terms_hash: bytes) -> Terms | None:
        """The terms asked for, if this wallet holds the key of their version; a new price alone changes no key."""
        if terms_hash == holding.terms.hash and self._licence_for(holding, holding.terms) is not None:
            return holding.terms
        for terms, _card in self._chain.versions_of(holding.order.listing):
            if terms.hash == terms_hash and self._licence_for(holding, terms) is not None:
                return terms
        return None

    def _licence_for(self, holding: Holding, terms: Terms) -> bytes | None:
        """The licence file that holds the key of these terms: of the purchase, or of a request."""
        names = [r.id for r in self._requests.all() if _is_of(r, holding, terms)]
        if holding.purchase_id is not None and holding.terms.key_hash == terms.key_hash:
            names.append(holding.purchase_id)
        for name in names:
            try:
                return self._licences.get(name)
            except NoSuchRecord:
                continue
        return None

    def _kept(self, answer: Answer) -> Answer | None:
        return self._answers.answer(answer.token_id, answer.terms.key_hash, answer.holder.raw)


def _is_of(request: KeyRequest, holding: Holding, terms: Terms) -> bool:
    """Whether a request brought the key of these terms for this licence."""
    return (
        request.state is RequestState.INSTALLED
        and request.token_id == holding.token_id
        and request.terms.key_hash == terms.key_hash
    )
