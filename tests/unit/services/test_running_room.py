"""The services of the Run room over a real database: fit and observation, devices and failures, records and their data."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.devices import AUTOMATIC, CPU, ProviderPackage
from desktop.core.errors import ChildDied, ContentUnavailable
from desktop.core.fit import Figures, Fit, Machine
from desktop.core.identity import Address
from desktop.core.run_records import Versions
from desktop.core.runs import (
    AudioInput,
    DeviceReport,
    ImageInput,
    Picture,
    RunInput,
    RunResult,
    SampleInput,
    SandboxLevel,
    SelfTest,
    SeriesInput,
    TableInput,
    TextInput,
)
from desktop.runtime.comparing import compare_pictures
from desktop.services.devices import DeviceService, InvalidOrigin
from desktop.services.fitting import FitService
from desktop.services.run_records import OtherFile, RecordQuery, RunRecordService
from desktop.services.running import OpenModel, Runnable, RunningService
from desktop.store.database import Database
from desktop.store.devices import DeviceStore
from desktop.store.fits import FitStore
from desktop.store.kept_runs import KeptRuns
from desktop.store.migrations import user_database
from desktop.store.runs import RunStore

IDENTITY = b"\7" * 32
RESULT = RunResult(
    "x",
    [{"label": "a", "score": 0.9}],
    0.02,
    DeviceReport("cpu", "cpu"),
    (Picture("output", 1, 1, b"\1\2\3\4"),),
)


class Loaded:
    """A model in a worker, as the services see it."""

    def __init__(self, device: str) -> None:
        self.device = DeviceReport(device, device)
        self.spec: Any = SimpleNamespace(
            task="image-classification", tests=SimpleNamespace(rtol=0.5, atol=0.1)
        )
        self.manifest: Any = SimpleNamespace(name="Digits", version="1")
        self.level = SandboxLevel("strict", ())
        self.samples = ("samples/a.png",)
        self.is_alive, self.has_grown = True, False
        self.load_s, self.added_bytes, self.memory_bytes = 0.5, 1000, 2000
        self.answer: RunResult | BaseException = RESULT

    def run(self, _inputs: object, _params: object, _cancel: object, *, progress: object = None) -> RunResult:
        del progress
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer

    def self_test(self) -> SelfTest:
        return SelfTest(ok=True, count=1, worst=0.0)

    def sample(self, _name: str) -> str:
        return ""

    def close(self) -> None:
        self.is_alive = False


class Room:
    """The services, wired as bootstrap does, with a worker of straw."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.told: list[Change] = []
        self.now, self.chosen, self.origin, self.is_kept = 1000, CPU, "", False
        self.packages: tuple[ProviderPackage, ...] = ()
        self.fit, self.loaded = (
            Fit("runs", Figures(1.0, 30.0, 10.0, 500), DeviceReport(CPU, CPU)),
            Loaded("cpu"),
        )
        self.public = folder / "public.zip"
        clock: Any = SimpleNamespace(now=lambda: self.now)
        environments: Any = SimpleNamespace(
            packages=lambda: self.packages, install=self._install, remove=self._remove
        )
        self.devices = DeviceService(
            look=lambda: (), environments=environments, book=DeviceStore(database), chosen=lambda: self.chosen,
            origin=lambda: self.origin, set_origin=lambda origin: setattr(self, "origin", origin), clock=clock,
            publish=self.told.append,
        )  # fmt: skip
        trial: Any = SimpleNamespace(measure=lambda *_: self.fit)
        self.fitting = FitService(
            trial=trial, public=self._public, book=FitStore(database), machine=Machine("here", "a machine"),
            engine=lambda _device: "1.31.1", device=self.devices.device_of, clock=clock, publish=self.told.append,
        )  # fmt: skip
        signer: Any = SimpleNamespace(sign_run_record=lambda *_: bytes(65))
        self.records = RunRecordService(
            book=RunStore(database), data=KeptRuns(folder / "kept"), signer=signer, recover=lambda *_: Address(bytes(20)),
            active_account=lambda: Address(bytes(20)), is_data_kept=lambda: self.is_kept,
            keep_data=lambda kept: setattr(self, "is_kept", kept), compare_pictures=compare_pictures,
            publish=self.told.append,
        )  # fmt: skip
        terms: Any = SimpleNamespace(identity=IDENTITY, size_bytes=5)
        opening: Any = SimpleNamespace(open=self._open)
        licences: Any = SimpleNamespace(get=lambda _id: b"")
        self.asked: list[str] = []
        self.running = RunningService(
            opening=opening, find=lambda id_: Runnable(id_, terms, b"{}", "7"), licences=licences,
            runs=RunStore(database), read_card=lambda _data: None, rules=self.devices, fits=self.fitting,  # type: ignore[arg-type,return-value]
            keep=self.records, versions=lambda device: Versions("0.4", f"engine of {device}", 1, 1), clock=clock,
            publish=self.told.append,
        )  # fmt: skip

    def _open(self, _terms: object, _licence: object, device: str, _variant: str) -> Loaded:
        self.asked.append(device)
        self.loaded = Loaded(device)
        return self.loaded

    def _public(self, _identity: bytes) -> Path:
        if not self.public.exists():
            raise ContentUnavailable((str(self.public),))
        return self.public

    def _install(self, provider: str, *_: object) -> None:
        self.packages = (ProviderPackage(provider, "installed"),)

    def _remove(self, _provider: str) -> None:
        self.packages = ()

    def open(self, device: str = CPU) -> OpenModel:
        return self.running.open("aa", device)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    database = Database.open(tmp_path / "licet.db", user_database)
    yield Room(database, tmp_path)
    database.close()


def run(model: OpenModel, inputs: dict[str, RunInput] | None = None, **more: Any) -> RunResult:
    return model.run(
        inputs or {"x": SampleInput("samples/a.png")}, {"top": 3, "seed": 5}, CancelToken(), **more
    )


def newest(room: Room) -> Any:
    return room.records.page(RecordQuery("aa")).rows[0]


# Fit.


def test_a_trial_is_remembered_for_this_machine_engine_and_device(room: Room) -> None:
    room.public.write_bytes(b"x")

    room.fitting.try_here(IDENTITY, CancelToken())

    assert room.fitting.history(IDENTITY).fit == room.fit
    assert room.fitting.look(IDENTITY).was_here
    assert Change(Topic.FIT, IDENTITY.hex()) in room.told
    room.chosen = "cuda"
    assert room.fitting.history(IDENTITY).fit is None


def test_a_sealed_architecture_leaves_nothing_to_remember(room: Room) -> None:
    room.public.write_bytes(b"x")
    room.fit = Fit("sealed")

    room.fitting.try_here(IDENTITY, CancelToken())

    assert room.fitting.history(IDENTITY).fit is None


def test_without_a_public_part_nothing_was_here(room: Room) -> None:
    assert not room.fitting.look(IDENTITY).was_here


def test_what_really_comes_is_kept_beside_the_estimate_of_then(room: Room) -> None:
    room.public.write_bytes(b"x")
    room.fitting.try_here(IDENTITY, CancelToken())
    model = room.open()
    for _ in range(3):
        run(model)
    room.fit = Fit("runs", Figures(1.0, 1.0, 1.0, 1), DeviceReport(CPU, CPU))
    room.fitting.try_here(IDENTITY, CancelToken())

    history = room.fitting.history(IDENTITY)

    assert history.last is not None
    assert history.last.figures == Figures(500.0, 20.0, 20.0, 1000)
    assert (history.last.time_ratio, history.last.memory_ratio, history.last.runs) == (2.0, 2.0, 2)
    assert (history.worst_time, history.worst_memory) == (2.0, 2.0)


def test_a_trial_that_is_forgotten_is_made_anew(room: Room) -> None:
    room.public.write_bytes(b"x")
    room.fitting.try_here(IDENTITY, CancelToken())

    room.fitting.forget(IDENTITY)

    assert room.fitting.history(IDENTITY).fit is None


# Devices.


def test_the_processor_is_the_default_and_a_choice_for_one_model_goes_first(room: Room) -> None:
    assert room.devices.device_of(IDENTITY) == CPU

    room.devices.choose(IDENTITY, "cuda")

    assert room.devices.device_of(IDENTITY, CPU) == "cuda"
    assert room.devices.device_of(bytes(32), CPU) == CPU
    assert room.devices.standing(IDENTITY).choice == "cuda"


def test_automatic_is_the_best_that_is_installed_and_has_not_failed(room: Room) -> None:
    room.packages = (ProviderPackage("cuda", "installed"), ProviderPackage("rocm", "installed"))
    assert room.devices.device_of(IDENTITY, AUTOMATIC) == "cuda"

    room.devices.failed(IDENTITY, "cuda", "crashed")
    assert room.devices.device_of(IDENTITY, AUTOMATIC) == "rocm"
    room.devices.failed(IDENTITY, "rocm", "crashed")

    assert room.devices.device_of(IDENTITY, AUTOMATIC) == CPU
    assert room.devices.device_of(bytes(32), AUTOMATIC) == "cuda"


def test_a_failure_holds_until_the_person_tries_again(room: Room) -> None:
    room.devices.failed(IDENTITY, "cuda", "self-test")
    assert room.devices.device_of(IDENTITY, "cuda") == CPU
    kept = room.devices.failure(IDENTITY, "cuda")
    assert kept is not None
    assert (kept.time, kept.reason) == (1000, "self-test")

    room.devices.try_again(IDENTITY, "cuda")

    assert room.devices.device_of(IDENTITY, "cuda") == "cuda"


def test_a_new_engine_lets_what_failed_be_tried_again(room: Room) -> None:
    room.devices.failed(IDENTITY, "cuda", "crashed")

    room.devices.install("cuda", CancelToken(), lambda _told: None)

    assert room.devices.device_of(IDENTITY, "cuda") == "cuda"
    assert room.devices.overview().usable == ("cuda",)
    room.devices.remove("cuda")
    assert room.devices.overview().usable == ()


@pytest.mark.parametrize(
    "origin",
    ["http://index.example/simple", "https://a:b@index.example/", "ftp://x", "/nowhere/at/all", "https://"],
)
def test_packages_come_from_https_or_a_folder_alone(room: Room, origin: str) -> None:
    with pytest.raises(InvalidOrigin):
        room.devices.set_origin(origin)


def test_a_source_can_be_named(room: Room, tmp_path: Path) -> None:
    for origin in ("https://index.example/simple/", str(tmp_path), "http://127.0.0.1:8080/simple", ""):
        room.devices.set_origin(origin)

        assert room.devices.overview().origin == origin


def test_a_crash_while_running_on_a_device_is_remembered_and_the_next_opening_is_on_the_processor(
    room: Room,
) -> None:
    room.chosen = "cuda"
    model = room.open("cuda")
    assert model.device.used == "cuda"
    room.loaded.answer = ChildDied("worker", -11)

    with pytest.raises(ChildDied):
        run(model)

    assert room.open("cuda").device.used == CPU
    assert room.asked == ["cuda", "cpu"]


def test_a_crash_on_the_processor_is_held_against_no_device(room: Room) -> None:
    model = room.open()
    room.loaded.answer = ChildDied("worker", -11)

    with pytest.raises(ChildDied):
        run(model)

    assert room.devices.standing(IDENTITY).failures == ()


# Records.


def test_a_record_says_all_that_a_repetition_needs(room: Room) -> None:
    run(room.open())

    record = newest(room)

    assert record.detail.model.identity == IDENTITY.hex()
    assert (record.detail.model.listing, record.detail.seed) == ("7", 5)
    assert record.detail.params == {"top": 3, "seed": 5}
    assert record.detail.versions.engine == "engine of cpu"
    assert (record.detail.rtol, record.detail.atol) == (0.5, 0.1)
    repeat = room.records.repeat(record)
    assert repeat.is_ready
    assert repeat.inputs == {"x": SampleInput("samples/a.png")}


def test_without_the_switch_no_data_of_a_run_is_written(room: Room, tmp_path: Path) -> None:
    run(room.open(), {"x": TextInput("secret words")})

    assert not (tmp_path / "kept").exists()
    assert not any(b"secret words" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    repeat = room.records.repeat(newest(room))
    assert not repeat.is_ready


@pytest.mark.parametrize(
    "value",
    [
        TextInput("a", "b"),
        ImageInput(b"png", "a.png"),
        AudioInput(b"wav", "a.wav"),
        TableInput(({"a": 1.0, "b": "x"},)),
        SeriesInput((1.0, 2.5)),
    ],
)
def test_with_the_switch_every_input_can_be_repeated_later(room: Room, value: RunInput) -> None:
    room.records.set_data_kept(kept=True)
    run(room.open(), {"x": value})

    assert room.records.repeat(newest(room)).inputs == {"x": value}

    assert room.records.kept_data().count == 2
    room.records.forget_data()
    assert room.records.kept_data().count == 0
    assert not room.records.repeat(newest(room)).is_ready


def test_kept_data_that_was_changed_is_not_used(room: Room, tmp_path: Path) -> None:
    room.records.set_data_kept(kept=True)
    run(room.open(), {"x": TextInput("words")})
    for path in (tmp_path / "kept").iterdir():
        path.write_bytes(path.read_bytes().replace(b"words", b"other").replace(b"label", b"lebal"))

    assert not room.records.repeat(newest(room)).is_ready


def test_a_repetition_with_the_same_input_has_the_same_digests(room: Room) -> None:
    model = room.open()
    run(model)
    first = newest(room)

    run(model, repeats=first.id)

    again = newest(room)
    assert again.detail.repeats == first.id
    assert room.records.diff(first, again).output == "same"


def test_results_are_at_hand_for_the_session(room: Room) -> None:
    run(room.open())

    assert room.records.result(newest(room)) == RESULT


def test_only_the_file_of_the_run_is_taken_again(room: Room, tmp_path: Path) -> None:
    run(room.open(), {"x": ImageInput(b"right", "a.png")})
    (note,) = room.records.repeat(newest(room)).missing
    (tmp_path / "b.png").write_bytes(b"right")
    (tmp_path / "c.png").write_bytes(b"wrong")

    assert room.records.from_file(note, tmp_path / "b.png") == ImageInput(b"right")
    with pytest.raises(OtherFile):
        room.records.from_file(note, tmp_path / "c.png")
