"""Every act, right and difference has its sentence, and no sentence lacks a value."""

import pytest

from desktop.core.calls import Act, DecodedCall, Part, Role, Shape
from desktop.core.effect_checks import Difference, DifferenceKind, EffectsChanged
from desktop.core.effects import BalanceChange, Fullness, Place, RightChange, RightKind
from desktop.core.exchange import OrderState
from desktop.core.identity import Address
from desktop.core.money import COIN, Money
from desktop.core.permits import PermitMeaning
from desktop.text import describe
from desktop.text.calls import ROLES, call_sentence, part_text
from desktop.text.effects import FULLNESS, balance_sentence, differences_text, right_sentence
from desktop.text.messages import permit_sentence

SOMEBODY = Address(b"\x05" * 20)
FACTS = (
    Part("amount", Shape.AMOUNT, Money(5)), Part("token", Shape.TEXT, "PLN"), Part("item", Shape.ITEM, 7),
    Part("listing", Shape.NUMBER, 3), Part("stars", Shape.NUMBER, 4), Part("orders", Shape.NUMBER, 2),
    *(Part(name, Shape.ADDRESS, SOMEBODY) for name in ("to", "source", "spender", "owner", "operator", "contract")),
)  # fmt: skip


@pytest.mark.parametrize("act", list(Act))
def test_every_act_has_a_sentence(act: Act) -> None:
    sentence = call_sentence(DecodedCall(act, Role.STRANGER, "f()", FACTS))

    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.parametrize("after", [0, 1, 2**256 - 1])
@pytest.mark.parametrize("kind", [kind for kind in RightKind if kind is not RightKind.ORDER])
def test_every_right_has_a_sentence_for_being_given_and_taken(kind: RightKind, after: int) -> None:
    if kind is RightKind.LICENCE_END and after == 1:
        after = 2**64 - 1

    sentence = right_sentence(RightChange(kind, SOMEBODY, after, 0, SOMEBODY, 7, COIN))

    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.parametrize("state", [state for state in OrderState if state is not OrderState.NONE])
def test_every_state_of_an_order_has_a_sentence(state: OrderState) -> None:
    assert right_sentence(RightChange(RightKind.ORDER, SOMEBODY, state)).endswith(".")


@pytest.mark.parametrize("kind", list(DifferenceKind))
def test_every_difference_has_a_sentence(kind: DifferenceKind) -> None:
    found = Difference(kind, COIN, -5, -6, RightChange(RightKind.LICENCE, SOMEBODY, 0, 1, subject=7))

    assert "{" not in differences_text((found,))


def test_every_place_role_and_fullness_has_words() -> None:
    assert {balance_sentence(BalanceChange(COIN, sign, place)) for sign in (-1, 1) for place in Place}
    assert set(ROLES) == set(Role)
    assert set(FULLNESS) == set(Fullness)


def test_what_would_do_more_than_agreed_is_told_with_its_amounts() -> None:
    words = describe(EffectsChanged((Difference(DifferenceKind.LEFT_MORE, COIN, -(10**18), -2 * 10**18),)))

    assert "2 ETH left, and 1 ETH were to leave." in words.body
    assert "Nothing was signed." in words.body


@pytest.mark.parametrize("until", [0, 1_795_176_000, 2**48 - 1, 2**64 - 1, 2**256 - 1])
def test_a_permit_has_a_sentence_whatever_time_it_names(until: int) -> None:
    permit = PermitMeaning(SOMEBODY, SOMEBODY, 5, until, until)

    assert "{" not in permit_sentence(permit, COIN)
    assert part_text(Part("deadline", Shape.TIME, until))
