"""About twenty seconds of fuzzing with the suite; ``scripts/fuzz.py --minutes 10`` goes on for longer."""

import warnings
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.fuzzing.campaign import Campaign, outcome
from tests.helpers.fuzzing.mutating import mutate_json, mutate_model
from tests.helpers.fuzzing.targets import Target, targets

TARGETS = {target.name: target for target in targets()}
_SECONDS = 0.75


@cache
def seeds(name: str) -> list[bytes]:
    return TARGETS[name].seeds()


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_changed_input_is_answered_or_refused_in_words(name: str) -> None:
    """By hypothesis, so that what is found comes back small and the same."""
    target = TARGETS[name]

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, len(seeds(name)) - 1), st.randoms(use_true_random=False))
    def changed(at: int, random: Random) -> None:
        outcome(target, target.mutate(random, seeds(name)[at]))

    changed()


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_short_campaign_finds_nothing(name: str, tmp_path: Path) -> None:
    """Another seed on each run: what is found is saved, and named with its input."""
    found = Campaign(TARGETS[name], Random(), tmp_path).run(_SECONDS)

    assert {place: path.read_bytes() for place, path in found.crashes.items()} == {}
    assert found.executions > len(seeds(name))
    assert found.outcomes


def test_a_campaign_sees_a_crash_and_saves_its_input(tmp_path: Path) -> None:
    """The oracle can fail: a reader that breaks on a byte is found, once for each place."""

    def breaks(data: bytes) -> str:
        if b"\xff" in data:
            raise ZeroDivisionError
        return "fine"

    target = Target("breaking", lambda: [b"a" * 50], lambda random, data: random.randbytes(50), breaks)

    found = Campaign(target, Random(1), tmp_path).run(0.2)

    assert len(found.crashes) == 1
    assert b"\xff" in next(iter(found.crashes.values())).read_bytes()


def test_mutations_reach_every_part_of_a_message_and_of_json() -> None:
    random = Random(3)
    data = seeds("package-graph")[0]
    made = {mutate_model(random, data) for _ in range(200)}
    specs = {mutate_json(random, seeds("spec")[0]) for _ in range(200)}

    assert len(made) > 190
    assert len(specs) > 150
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert all(isinstance(data, bytes) for data in made | specs)
