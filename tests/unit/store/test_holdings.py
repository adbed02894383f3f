"""Proofs, received licences, acts, requests and answers: kept as they were, and an answer never changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.errors import IllegalTransition, NoSuchRecord, StaleState
from desktop.core.exchange import Delivery
from desktop.core.identity import Address
from desktop.core.licences import PERPETUAL, ActKind, ActState, LicenceAct, ReceivedLicence, Standing
from desktop.core.requests import REQUEST_TRANSITIONS, Answer, AnswerState, KeyRequest, RequestState
from desktop.store.database import Database
from desktop.store.holdings import HoldingStore
from desktop.store.migrations import user_database
from desktop.store.requests import AnswerChanged, AnswerStore, RequestStore
from tests.helpers.samples import BUYER, MARKET, SELLER, make_order, make_terms

TERMS, ORDER = make_terms(), make_order()
FRIEND = Address(b"\x0f" * 20)
TOKEN = 2**256 - 2
REQUEST = KeyRequest(
    "r1", 1, MARKET, TOKEN, ORDER, TERMS, b"{}", BUYER, RequestState.FETCHING, 2**62, 10**18, 5
)  # fmt: skip
ANSWER = Answer(2**255, TOKEN, 7, BUYER, 2**254, 1, TERMS, AnswerState.SEEN, True, 5)


@pytest.fixture
def database(tmp_path: Path):
    opened = Database.open(tmp_path / "licet.db", user_database)
    yield opened
    opened.close()


def test_the_last_proof_counts(database: Database) -> None:
    book = HoldingStore(database)
    assert book.standing(TOKEN) is None

    for until in (0, 5, PERPETUAL):
        book.put_standing(Standing(TOKEN, BUYER, until, 2, 3))
    book.put_standing(Standing(1, None, 0, 2, 3))

    assert book.standing(TOKEN) == Standing(TOKEN, BUYER, PERPETUAL, 2, 3)
    assert book.standing(1) == Standing(1, None, 0, 2, 3)


def test_received_licences_come_back_as_they_were(database: Database) -> None:
    book = HoldingStore(database)
    received = ReceivedLicence(TOKEN, 1, MARKET, ORDER, TERMS, b"{}", BUYER, SELLER, 9)

    book.put_received(received)
    book.put_received(received)

    assert book.received() == [received]


def test_acts_are_found_by_licence_and_while_they_are_pending(database: Database) -> None:
    book = HoldingStore(database)
    act = LicenceAct(
        TOKEN, 1, MARKET, ActKind.TRANSFER, ActState.SENDING, BUYER, b"raw", b"\1" * 32, 4, FRIEND
    )

    book.put_act(act)
    assert book.pending_acts() == book.acts(TOKEN) == [act]
    book.put_act(replace(act, state=ActState.DONE))

    assert book.pending_acts() == []
    assert book.acts(1) == []


def test_a_request_comes_back_as_it_was(database: Database) -> None:
    book = RequestStore(database, lambda: 77)
    book.add(REQUEST)

    book.move("r1", RequestState.FETCHING, RequestState.READY)
    moved = book.update("r1", answer=Delivery(2**255, 1, b"\2" * 16, 0), answerer=SELLER, request_id=2**255)

    assert book.get("r1") == moved
    assert (moved.state, moved.updated_at, moved.number) == (RequestState.READY, 77, 2**62)
    assert book.all() == [moved]


def test_a_request_moves_only_from_where_it_is_and_along_the_graph(database: Database) -> None:
    book = RequestStore(database)
    book.add(REQUEST)

    with pytest.raises(StaleState):
        book.move("r1", RequestState.READY, RequestState.ASKING)
    with pytest.raises(IllegalTransition):
        book.move("r1", RequestState.FETCHING, RequestState.INSTALLED)
    with pytest.raises(IllegalTransition):
        book.update("r1", state=RequestState.READY)
    with pytest.raises(NoSuchRecord):
        book.get("r2")
    assert book.get("r1") == REQUEST


def test_every_state_of_a_request_has_its_steps() -> None:
    assert set(REQUEST_TRANSITIONS) == set(RequestState)


def test_one_answer_per_licence_key_and_holder(database: Database) -> None:
    book = AnswerStore(database)
    book.put_answer(ANSWER)
    book.put_answer(replace(ANSWER, holder=SELLER))
    fixed = replace(ANSWER, rx=5, parity=1, wrapped=b"\1" * 16, state=AnswerState.ANSWERING)

    book.put_answer(fixed)

    assert book.answer(TOKEN, TERMS.key_hash, BUYER.raw) == fixed
    assert len(book.answers()) == 2


@pytest.mark.parametrize("change", [{"rx": 6}, {"parity": 0}, {"wrapped": b"\2" * 16}, {"request_id": 1}])
def test_a_fixed_answer_is_never_replaced_by_another(database: Database, change: dict[str, object]) -> None:
    book = AnswerStore(database)
    fixed = replace(ANSWER, rx=5, parity=1, wrapped=b"\1" * 16, state=AnswerState.ANSWERING)
    book.put_answer(fixed)

    with pytest.raises(AnswerChanged):
        book.put_answer(replace(fixed, **change))  # type: ignore[arg-type]

    assert book.answers() == [fixed]
