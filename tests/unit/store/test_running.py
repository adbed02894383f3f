"""What is kept of running models: trials, observations, devices, records and their data."""

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.devices import DeviceFailure
from desktop.core.errors import NoSuchRecord
from desktop.core.fit import Figures, Fit, FitPlace, Observation
from desktop.core.runs import DeviceReport
from desktop.services.run_records import RecordQuery
from desktop.store.database import Database
from desktop.store.devices import DeviceStore
from desktop.store.fits import FitStore
from desktop.store.kept_runs import KeptRuns
from desktop.store.migrations import user_database
from desktop.store.runs import RunStore
from tests.helpers.runs import DETAIL, make_record

IDENTITY = b"\7" * 32
PLACE = FitPlace(IDENTITY, "here", "1.31.1", "cpu")
FIT = Fit("runs", Figures(1.0, 2.0, 3.0, 4), DeviceReport("cpu", "cpu"), "samples/a.png", ("data-dependent",))


def test_a_trial_is_kept_for_its_machine_engine_and_device_alone(database: Database) -> None:
    store = FitStore(database)
    store.keep(PLACE, FIT, 1)

    assert store.fit(PLACE) == FIT
    for other in (
        replace(PLACE, machine="x"),
        replace(PLACE, engine="x"),
        replace(PLACE, device="x"),
        replace(PLACE, identity=bytes(32)),
    ):
        assert store.fit(other) is None


def test_a_trial_can_be_forgotten(database: Database) -> None:
    store = FitStore(database)
    store.keep(PLACE, FIT, 1)

    store.forget(PLACE)

    assert store.fit(PLACE) is None


def test_one_opening_is_one_observation_however_often_it_is_written(database: Database) -> None:
    store = FitStore(database)
    first = Observation(10, Figures(1.0, 2.0, 2.0, 4), 1, "cpu", FIT.figures)
    store.observe(PLACE, first)
    store.observe(PLACE, replace(first, runs=2))
    store.observe(PLACE, replace(first, time=20))
    store.observe(replace(PLACE, machine="there"), first)

    assert [(one.time, one.runs) for one in store.observations(IDENTITY, "here")] == [(20, 1), (10, 2)]
    assert store.elsewhere(IDENTITY, "here") == 1


def test_a_record_that_another_version_wrote_counts_as_none(database: Database) -> None:
    store = FitStore(database)
    store.keep(PLACE, FIT, 1)
    store.observe(PLACE, Observation(10, Figures(1.0, 2.0, 2.0, 4), 1, "cpu"))
    with database.write() as connection:
        connection.execute("UPDATE fit SET record = '{}'")
        connection.execute("UPDATE fit_seen SET record = '{}'")

    assert store.fit(PLACE) is None
    assert store.observations(IDENTITY, "here") == []


def test_choices_and_failures_of_devices_are_remembered_until_they_are_taken_back(database: Database) -> None:
    store = DeviceStore(database)
    store.choose(IDENTITY, "cuda")
    store.keep_failure(IDENTITY, DeviceFailure("cuda", 5, "crashed"))
    store.keep_failure(IDENTITY, DeviceFailure("rocm", 6, "self-test"))

    assert store.choice(IDENTITY) == "cuda"
    assert store.failures(IDENTITY) == (
        DeviceFailure("cuda", 5, "crashed"),
        DeviceFailure("rocm", 6, "self-test"),
    )

    store.choose(IDENTITY, "")
    store.forget_failure(IDENTITY, "cuda")
    store.forget_failures_of("rocm")

    assert store.choice(IDENTITY) == ""
    assert store.failures(IDENTITY) == ()


def test_a_run_is_kept_whole(database: Database) -> None:
    runs = RunStore(database)
    record = make_record()

    number = runs.add(record)

    assert runs.record(number) == replace(record, id=number)


def test_runs_are_found_by_what_they_say_and_by_device(database: Database) -> None:
    runs = RunStore(database)
    for number in range(1, 8):
        detail = replace(DETAIL, params={"top": number})
        device = "cuda" if number == 3 else "cpu"
        runs.add(make_record(summary=f"Seven {number}", detail=detail, device=device))
    runs.add(make_record(purchase_id="bb"))

    newest = runs.page(RecordQuery("aa", limit=3))
    older = runs.page(RecordQuery("aa", limit=3, before=newest.rows[-1].id))

    assert [row.summary for row in newest.rows] == ["Seven 7", "Seven 6", "Seven 5"]
    assert [row.summary for row in older.rows] == ["Seven 4", "Seven 3", "Seven 2"]
    assert (newest.total, newest.devices) == (7, ("cpu", "cuda"))
    assert [r.summary for r in runs.page(RecordQuery("aa", text="seven 5")).rows] == ["Seven 5"]
    assert runs.page(RecordQuery("aa", text="SEVEN.PNG")).total == 7
    assert [r.summary for r in runs.page(RecordQuery("aa", device="cuda")).rows] == ["Seven 3"]
    assert runs.page(RecordQuery("aa", text="%")).total == 0


def test_an_unknown_number_is_said(database: Database) -> None:
    with pytest.raises(NoSuchRecord):
        RunStore(database).record(99)


def test_runs_from_before_are_still_read(tmp_path: Path) -> None:
    path = tmp_path / "licet.db"
    Database.open(path, user_database).close()
    with sqlite3.connect(path) as connection:
        connection.execute(
            """INSERT INTO run (purchase, time, seconds, device, input_digest, output_digest, summary)
               VALUES ('aa', 1, 0.5, 'cpu', 'in', 'out', 'old')"""
        )
    connection.close()
    database = Database.open(path, user_database)

    (old,) = RunStore(database).history("aa")

    assert (old.summary, old.detail) == ("old", None)
    database.close()


def test_data_of_runs_is_private_and_goes_when_it_is_told_to(tmp_path: Path) -> None:
    folder = KeptRuns(tmp_path / "kept")
    digest = "ab" * 32

    folder.put("input", digest, b"data")
    folder.put("input", digest, b"data")

    (file,) = (tmp_path / "kept").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert folder.get("input", digest) == b"data"
    assert folder.get("output", digest) is None
    assert folder.usage() == (1, 4)
    folder.clear()
    assert folder.usage() == (0, 0)


def test_the_oldest_data_makes_room(tmp_path: Path) -> None:
    folder = KeptRuns(tmp_path, most_bytes=250)
    for number in range(4):
        folder.put("output", f"{number:064x}", bytes(100))
        path = tmp_path / f"output-{number:064x}"
        if path.exists():
            os.utime(path, (number, number))

    assert folder.usage()[1] <= 250
    assert folder.get("output", f"{3:064x}") is not None
    assert folder.get("output", f"{0:064x}") is None


def test_a_digest_that_is_none_names_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="digest"):
        KeptRuns(tmp_path).get("input", "../../etc/passwd")
