"""What is kept out of the activity, and what is not: money never is."""

from dataclasses import replace

import pytest

from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.core.movements import Leg
from desktop.core.spam import DUST_WEI, Acquaintance, HiddenBy, judge

FRIEND = Address(b"\xab\xcd" + b"\x11" * 16 + b"\xef\x01")
BAIT = Address(b"\xab\xcd" + b"\x99" * 16 + b"\xef\x01")
STRANGER = Address(b"\x22" * 20)
USD = Currency(Address(b"\x05" * 20), "USD", 6)
GIFT = Currency(Address(b"\x06" * 20), "GIFT", 18)
FALSE_ETHER = Currency(Address(b"\x07" * 20), "", 18, imitates_coin=True)
KNOWN = Acquaintance(tokens={USD.address}, refused={Address(b"\x08" * 20)}, payees={FRIEND})


@pytest.mark.parametrize(
    ("legs", "reason"),
    [
        ((Leg(COIN, 1, STRANGER),), HiddenBy.NOTHING),
        ((Leg(USD, 1, STRANGER),), HiddenBy.NOTHING),
        ((Leg(USD, -1, STRANGER),), HiddenBy.NOTHING),
        ((Leg(COIN, 1, FRIEND),), HiddenBy.NOTHING),
        ((Leg(USD, 0, STRANGER),), HiddenBy.ZERO_VALUE),
        ((), HiddenBy.ZERO_VALUE),
        ((Leg(COIN, DUST_WEI - 1, BAIT),), HiddenBy.LOOK_ALIKE),
        ((Leg(COIN, DUST_WEI, BAIT),), HiddenBy.NOTHING),
        ((Leg(USD, 9_999, BAIT),), HiddenBy.LOOK_ALIKE),
        ((Leg(USD, 10_000, BAIT),), HiddenBy.NOTHING),
        ((Leg(GIFT, 10**30, BAIT),), HiddenBy.LOOK_ALIKE),
        ((Leg(GIFT, 10**30, STRANGER),), HiddenBy.UNASKED),
        ((Leg(GIFT, -5, STRANGER),), HiddenBy.FORGED),
        ((Leg(FALSE_ETHER, 5, STRANGER),), HiddenBy.IMITATION),
        ((Leg(replace(GIFT, address=Address(b"\x08" * 20)), 5, STRANGER),), HiddenBy.CHOSEN),
        ((Leg(GIFT, 5, STRANGER), Leg(COIN, 5, STRANGER)), HiddenBy.NOTHING),
    ],
)  # fmt: skip
def test_each_rule_has_its_line(legs: tuple[Leg, ...], reason: HiddenBy) -> None:
    assert judge(legs, KNOWN) is reason
