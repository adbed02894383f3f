"""Answers to requests: the listed key only, for the request it was asked about only, the same bytes each time."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.chain.market import MarketCalls
from desktop.core.errors import InvalidPoint
from desktop.core.exchange import Terms, request_id, wrap_key
from desktop.core.identity import Address
from desktop.wallet.answering import KeyAnswers
from desktop.wallet.curve import public_point, shared_address
from desktop.wallet.errors import LicenceForOther, NoSuchAccount, PolicyRefused, WrongModelKey
from desktop.wallet.selling import Seller
from desktop.wallet.signing import Signer
from desktop.wallet.vault import Vault

TOKEN = 2**255 + 11
HOLDER = Address(b"\x66" * 20)
SECRET = 1_234_567
POINT = public_point(SECRET)


def wrap(bench: Any, terms: Terms, licence: bytes = b"", vault: Vault | None = None, **changes: Any) -> Any:
    asked = {"token_id": TOKEN, "holder": HOLDER, "px": POINT[0], "parity": POINT[1]} | changes
    return KeyAnswers(vault or bench.vault).wrap_answer(
        bench.chain, bench.market, terms=terms.encode(), licence=licence, **asked
    )


def sign(bench: Any, terms: Terms, data: bytes, licence: bytes = b"", value: int = 0, **changes: Any) -> Any:
    asked = {"token_id": TOKEN, "holder": HOLDER, "px": POINT[0], "parity": POINT[1]} | changes
    fields = bench.fields(to=bench.market.raw, value=value, data=data)
    return KeyAnswers(bench.vault).sign_answer(
        bench.account, fields, terms=terms.encode(), licence=licence, **asked
    )


def named(bench: Any, terms: Terms) -> int:
    return request_id(bench.chain, bench.market, TOKEN, terms.hash, HOLDER, *POINT)


def call_of(bench: Any, terms: Terms, wrapped: Any) -> bytes:
    calls = MarketCalls(bench.market)
    return calls.answer_key(named(bench, terms), wrapped.rx, wrapped.parity, wrapped.wrapped).data


def model_key(bench: Any) -> bytes:
    return bench.vault.opened().models_of(bench.account, bench.salt).key  # type: ignore[no-any-return]


def test_the_holder_of_the_point_unwraps_the_listed_key(bench: Any) -> None:
    terms = bench.own_terms()

    answer = wrap(bench, terms)

    shared = shared_address(SECRET, answer.rx, answer.parity, "answer")
    key = wrap_key(bench.chain, bench.market, named(bench, terms), shared, answer.wrapped)
    assert key == model_key(bench)
    assert wrap(bench, terms) == answer


def test_a_previous_holder_gives_the_same_key_by_another_point(bench: Any) -> None:
    terms = bench.own_terms()
    licence = bench.buyer.free_licence(model_key(bench))

    answer = wrap(bench, terms, licence)

    shared = shared_address(SECRET, answer.rx, answer.parity, "answer")
    assert wrap_key(bench.chain, bench.market, named(bench, terms), shared, answer.wrapped) == model_key(
        bench
    )
    assert answer == wrap(bench, terms, licence)
    assert answer.rx != wrap(bench, terms).rx


@pytest.mark.parametrize("changes", [{"token_id": TOKEN + 1}, {"holder": Address(b"\x67" * 20)}])
def test_each_request_has_its_own_answer(bench: Any, changes: dict[str, Any]) -> None:
    assert wrap(bench, bench.own_terms(), **changes) != wrap(bench, bench.own_terms())


def test_the_terms_of_another_seller_are_not_answered(bench: Any) -> None:
    with pytest.raises(NoSuchAccount):
        wrap(bench, replace(bench.own_terms(), seller=HOLDER))


def test_a_key_that_is_not_the_listed_one_is_not_wrapped(bench: Any) -> None:
    terms = bench.own_terms()

    with pytest.raises(WrongModelKey):
        wrap(bench, replace(terms, key_hash=bytes(32)))
    with pytest.raises(WrongModelKey):
        wrap(bench, terms, bench.buyer.free_licence(b"\x01" * 16))


def test_a_licence_of_another_wallet_answers_nothing(bench: Any) -> None:
    other = Vault()
    other.create(bench.password, scrypt_n=bench.low_cost)
    licence = bench.buyer.free_licence(model_key(bench))

    with pytest.raises(LicenceForOther):
        wrap(bench, bench.own_terms(), licence, vault=other)


def test_what_is_no_point_is_not_answered(bench: Any) -> None:
    with pytest.raises(InvalidPoint):
        wrap(bench, bench.own_terms(), px=0)


def test_the_right_answer_is_signed_for_seller_and_previous_holder(bench: Any) -> None:
    terms = bench.own_terms()
    licence = bench.buyer.free_licence(model_key(bench))

    assert len(sign(bench, terms, call_of(bench, terms, wrap(bench, terms))).hash) == 32
    assert len(sign(bench, terms, call_of(bench, terms, wrap(bench, terms, licence)), licence).hash) == 32


def test_an_answer_that_differs_in_anything_is_not_signed(bench: Any) -> None:
    terms = bench.own_terms()
    right = wrap(bench, terms)
    calls = MarketCalls(bench.market)
    id_ = named(bench, terms)
    wrong = [
        calls.answer_key(id_ ^ 1, right.rx, right.parity, right.wrapped),
        calls.answer_key(id_, right.rx ^ 1, right.parity, right.wrapped),
        calls.answer_key(id_, right.rx, 1 - right.parity, right.wrapped),
        calls.answer_key(id_, right.rx, right.parity, model_key(bench)),
    ]

    for call in wrong:
        with pytest.raises(PolicyRefused) as caught:
            sign(bench, terms, call.data)
        assert caught.value.rule == "answer-differs"


@pytest.mark.parametrize(
    ("changes", "rule"), [({"value": 1}, "answer-value"), ({"data": b"\x01" * 132}, "answer-only")]
)
def test_nothing_else_is_signed_as_an_answer(bench: Any, changes: dict[str, Any], rule: str) -> None:
    terms = bench.own_terms()

    with pytest.raises(PolicyRefused) as caught:
        sign(bench, terms, **({"data": call_of(bench, terms, wrap(bench, terms))} | changes))

    assert caught.value.rule == rule


def test_no_other_path_signs_an_answer(bench: Any) -> None:
    terms = bench.own_terms()
    fields = bench.fields(to=bench.market.raw, value=0, data=call_of(bench, terms, wrap(bench, terms)))

    with pytest.raises(PolicyRefused) as caught:
        bench.signer.sign_transaction(bench.account, fields)

    assert caught.value.rule == "own-path-only answerKey"


def test_the_sellers_pack_answers_what_the_seller_would(bench: Any) -> None:
    terms = bench.own_terms()
    data, operator = Seller(bench.vault).export_seller_pack(
        bench.account, [bench.salt], "another password", scrypt_n=bench.low_cost
    )
    pack = Vault()
    pack.unlock(data, "another password")

    answer = wrap(bench, terms, vault=pack)

    assert answer == wrap(bench, terms)
    fields = bench.fields(to=bench.market.raw, value=0, data=call_of(bench, terms, answer))
    signed = KeyAnswers(pack).sign_answer(operator, fields, TOKEN, HOLDER, *POINT, terms.encode(), b"")
    assert len(signed.hash) == 32
    with pytest.raises(PolicyRefused):
        wrap(bench, terms, bench.buyer.free_licence(model_key(bench)), vault=pack)
    with pytest.raises(PolicyRefused):
        Signer(pack).sign_transaction(operator, fields)
