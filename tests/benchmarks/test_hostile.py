"""The figures about hostile files have their names; none of them is judged here."""

from desktop.bootstrap.bench.hostile import measure_endings
from desktop.bootstrap.hostile.corpus import corpus


def test_each_file_is_counted_timed_and_told() -> None:
    cases = [case for case in corpus() if case.room == "zip"][:2]
    told: list[str] = []

    figures = measure_endings(cases, lambda case, ending: told.append(f"{case.name}: {ending.title}"))

    assert (figures["hostile_count"], figures["hostile_refused"]) == (2, 2)
    assert float(figures["hostile_worst_s"]) > 0
    assert figures["hostile_worst"] in {f"zip: {case.name}" for case in cases}
    assert told == [f"{case.name}: This model package breaks the rules" for case in cases]
