"""The normal form of ENS names."""

import functools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.assets import Assets
from desktop.chain.ens.normalising import InvalidEnsName, Normaliser
from desktop.chain.ens.spec import read_spec

VECTORS = Path(__file__).parents[3] / "data" / "vectors" / "ens_names.json"


@functools.cache
def the_normaliser() -> Normaliser:
    return Normaliser(read_spec(Assets.find().resource("names", "ensip15.json")))


@pytest.fixture
def normaliser() -> Normaliser:
    return the_normaliser()


def normal(normaliser: Normaliser, name: str) -> str | None:
    try:
        return normaliser.normalise(name)
    except InvalidEnsName:
        return None


def test_every_published_name_comes_to_what_the_reference_makes_of_it(normaliser: Normaliser) -> None:
    cases = json.loads(VECTORS.read_text("utf-8"))["cases"]

    wrong = [(name, want, got) for name, want in cases if (got := normal(normaliser, name)) != want]

    assert wrong == []
    assert len(cases) > 900


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a..eth", "empty"),
        ("a_b.eth", "underscore"),
        ("xn--ls8h.eth", "hyphens"),
        ("\u0303a.eth", "mark"),
        ("a’.eth", "fenced"),
        ("vit\u0430lik.eth", "mixed"),
        ("\u0455\u0441\u043e\u0440\u0435.eth", "confusable"),
        ("\u0628\u064b\u064b.eth", "marks"),
        ("a b.eth", "character"),
        ("a" * 256, "length"),
    ],
)
def test_a_name_without_normal_form_is_refused_with_its_reason(
    normaliser: Normaliser, name: str, reason: str
) -> None:
    with pytest.raises(InvalidEnsName) as caught:
        normaliser.normalise(name)

    assert caught.value.reason == reason


@given(st.text(max_size=30))
def test_a_normal_form_is_its_own_and_nothing_but_a_refusal_is_raised(name: str) -> None:
    first = normal(the_normaliser(), name)

    assert first is None or the_normaliser().normalise(first) == first
