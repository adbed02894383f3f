"""The table of rules."""

import string

import pytest

from desktop.core.identity import Address
from desktop.core.money import COIN, Money
from desktop.core.networks import DEMO_CHAIN_ID
from desktop.core.warnings import (
    BURN,
    FIRST_TIME,
    LOOK_ALIKE,
    OTHER_CHAIN,
    RULES,
    SELF,
    Severity,
    alert,
    gravest_first,
    threshold,
)
from desktop.text.warnings import LOOKS_FOR, SAYS, alert_text, rule_text


def test_every_rule_has_what_it_looks_for_and_what_it_says() -> None:
    assert set(SAYS) == set(LOOKS_FOR) == set(RULES)


def test_a_threshold_is_told_where_a_rule_has_one_that_can_be_read() -> None:
    told = {rule for rule, text in LOOKS_FOR.items() if "{threshold}" in text}

    assert told == {rule.id for rule in RULES.values() if rule.threshold}


def test_the_gravest_alert_stands_first_and_each_rule_speaks_once() -> None:
    found = gravest_first([alert(SELF), alert(FIRST_TIME), alert(BURN), alert(FIRST_TIME)])

    assert [a.rule for a in found] == [BURN, FIRST_TIME, SELF]


def test_only_what_can_lose_everything_needs_the_word_of_the_person() -> None:
    assert alert(BURN).needs_consent
    assert not alert(FIRST_TIME).needs_consent
    assert alert(FIRST_TIME).severity is Severity.CAUTION


def test_a_rule_without_threshold_has_none_to_ask_for() -> None:
    assert threshold(LOOK_ALIKE) == 4
    with pytest.raises(KeyError):
        threshold(BURN)


@pytest.mark.parametrize("rule", RULES)
def test_an_alert_puts_each_of_its_facts_into_its_sentence(rule: str) -> None:
    names = [name for _, name, _, _ in string.Formatter().parse(SAYS[rule]) if name]
    facts = {name: f"<{name}>" for name in names}

    assert all(fact in alert_text(alert(rule, **facts)) for fact in facts.values())
    assert rule_text(RULES[rule])


def test_facts_are_written_as_what_they_are() -> None:
    spender = Address(b"\x11" * 20)
    found = alert(
        "approval.above-need", spender=spender, allowed=Money(2 * 10**18, COIN), needed=Money(10**18, COIN)
    )

    assert alert_text(found) == f"{spender.short} could take 2 ETH, and this needs 1 ETH."


@pytest.mark.parametrize(
    ("present", "words"),
    [
        (137, "Polygon"),
        (DEMO_CHAIN_ID, "the demo network"),
        (77_123, "network 77123"),
        ("At work", "At work"),
    ],
)
def test_another_chain_is_named_and_not_numbered(present: int | str, words: str) -> None:
    found = alert(OTHER_CHAIN, wanted=1, present=present)

    assert alert_text(found) == f"This is meant for Ethereum, and you are on {words}."
