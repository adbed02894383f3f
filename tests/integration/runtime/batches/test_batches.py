"""Batches on real workers: results, failures, deaths, pauses and changed data."""

import csv
import os
import signal
from pathlib import Path

import pytest

from desktop.core.batches import BatchProgress, BatchState, Outcome
from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled
from desktop.core.runs import ImageInput
from desktop.services.batches import CHANGED_AHEAD, BatchRunning, NoSuchSetting
from desktop.services.batches.ports import ResultQuery
from desktop.services.rights.standing import LicenceExpired
from tests.helpers.batches import PURCHASE, Bench
from tests.integration.runtime.batches.conftest import MakeBench, credit_rows, write_csv
from tests.integration.runtime.conftest import MODELS

DIGITS = MODELS / "handwritten-digits" / "samples"


def outcomes(bench: Bench, batch_id: str) -> list[Outcome]:
    with bench.service.open_results(batch_id) as results:
        return list(results.outcomes())


@pytest.fixture
def digits(tmp_path: Path) -> Path:
    """Four digits in folders named for them, and a file that is no picture."""
    folder = tmp_path / "digits"
    for path in DIGITS.glob("*.png"):
        digit = path.stem.rsplit("-", 1)[-1]
        (folder / digit).mkdir(parents=True)
        (folder / digit / path.name).write_bytes(path.read_bytes())
    (folder / "3" / "broken.png").write_bytes(b"no picture")
    return folder


def test_a_folder_of_pictures_is_answered_and_a_broken_one_does_not_stop_it(
    make_bench: MakeBench, digits: Path
) -> None:
    bench = make_bench("handwritten-digits")
    batch_id = bench.create(digits, top=2)
    bench.run(batch_id)
    found = outcomes(bench, batch_id)
    view = bench.service.batch(batch_id)

    assert [(o.name, o.truth, o.label) for o in found] == [
        ("2/digit-2.png", "2", "2"), ("3/broken.png", "3", ""), ("3/digit-3.png", "3", "3"),
        ("5/digit-5.png", "5", "5"), ("8/digit-8.png", "8", "8"),
    ]  # fmt: skip
    assert "picture" in found[1].fault
    assert [len(o.value) for o in found if not o.fault] == [2] * 4
    assert (view.batch.state, view.at.failed, view.at.tally.labels["3"]) == (BatchState.DONE, 1, 1)


def test_a_setting_that_the_model_does_not_have_is_refused_before_anything_runs(
    make_bench: MakeBench, digits: Path
) -> None:
    bench = make_bench("handwritten-digits")
    with pytest.raises(NoSuchSetting):
        bench.create(digits, temperature=1)

    assert bench.service.batches() == []


def test_a_batch_is_one_line_in_the_history(make_bench: MakeBench, digits: Path) -> None:
    bench = make_bench("handwritten-digits")
    bench.run(bench.create(digits))

    assert len(bench.records) == 1
    assert bench.records[0].summary.startswith("5: ")
    assert len(bench.records[0].input_digest) == len(bench.records[0].output_digest) == 64


def test_a_bundle_answers_as_each_item_alone_does(make_bench: MakeBench) -> None:
    bench = make_bench("handwritten-digits")
    with bench.shelf.hold(PURCHASE) as hold:
        model = hold.model
        inputs = [{"image": ImageInput(path.read_bytes())} for path in sorted(DIGITS.glob("*.png"))]
        together = model.answer_many(inputs, {}, CancelToken())
        alone = [model.answer(one, {}, CancelToken()) for one in inputs]

    assert [t.value[0]["label"] for t in together] == [a.value[0]["label"] for a in alone]  # type: ignore[union-attr]
    for t, a in zip(together, alone, strict=True):
        assert t.value[0]["score"] == pytest.approx(a.value[0]["score"], abs=1e-5)  # type: ignore[union-attr]


def test_every_kind_of_model_runs_a_batch_of_its_own_samples(make_bench: MakeBench) -> None:
    for slug in ("programming-language", "sunspots", "image-upscaler"):
        bench = make_bench(slug)
        batch_id = bench.create(MODELS / slug / "samples")
        bench.run(batch_id)
        found = outcomes(bench, batch_id)
        with bench.service.open_results(batch_id) as results:
            pictures = [results.picture(name) for o in found for name in o.pictures]

        assert found, slug
        assert not any(o.fault for o in found), slug
        assert all(picture.startswith(b"\x89PNG") for picture in pictures)
        assert len(pictures) == (2 if slug == "image-upscaler" else 0)


def test_a_bad_row_fails_alone_and_says_its_column(make_bench: MakeBench, tmp_path: Path) -> None:
    rows = credit_rows(3000)
    rows[1500]["income"] = "much"
    bench = make_bench("credit-risk")
    batch_id = bench.create(write_csv(tmp_path / "a.csv", rows))
    bench.run(batch_id)
    with bench.service.open_results(batch_id) as results:
        failed = results.page(ResultQuery(only_failed=True), 0, 10)
        count = results.count(ResultQuery())

    assert count == 3000
    assert [o.number for o in failed] == [1501]
    assert "income" in failed[0].fault


def test_results_are_sorted_filtered_and_paged(make_bench: MakeBench, tmp_path: Path) -> None:
    bench = make_bench("credit-risk")
    batch_id = bench.create(write_csv(tmp_path / "a.csv", credit_rows(500)))
    bench.run(batch_id)
    with bench.service.open_results(batch_id) as results:
        lowest = results.page(ResultQuery(order="score"), 0, 500)
        label = results.labels(10)[0]
        of_label = results.page(ResultQuery(label=label), 0, 500)

    assert [o.score for o in lowest] == sorted(o.score or 0 for o in lowest)
    assert {o.label for o in of_label} == {label}


def test_a_killed_worker_is_opened_again_and_no_item_is_lost(make_bench: MakeBench, tmp_path: Path) -> None:
    bench = make_bench("credit-risk")
    batch_id = bench.create(write_csv(tmp_path / "a.csv", credit_rows(5000)))
    killed: list[int] = []

    def kill_once(progress: BatchProgress) -> None:
        if not killed:
            with bench.shelf.hold(PURCHASE) as hold:
                killed.append(hold.model._loaded.pid)  # type: ignore[attr-defined]
                os.kill(killed[0], signal.SIGKILL)

    bench.run(batch_id, kill_once)
    found = outcomes(bench, batch_id)

    assert [o.number for o in found] == list(range(1, 5001))
    assert not any(o.fault for o in found)
    assert bench.opened == 2


def test_the_item_that_kills_the_worker_twice_is_failed_and_the_others_are_not(
    make_bench: MakeBench, digits: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make_bench("handwritten-digits")
    batch_id = bench.create(digits)
    poison = (digits / "5" / "digit-5.png").read_bytes()
    from desktop.runtime.models import PackageModel

    original = PackageModel.run_many

    def deadly(model: PackageModel, bundle, params, cancel):  # type: ignore[no-untyped-def]
        if any(inputs["image"].data == poison for inputs in bundle):
            os.kill(model.pid, signal.SIGKILL)
        return original(model, bundle, params, cancel)

    monkeypatch.setattr(PackageModel, "run_many", deadly)
    bench.run(batch_id)
    found = outcomes(bench, batch_id)

    assert [o.name for o in found if o.fault] == ["3/broken.png", "5/digit-5.png"]
    assert "ended" in found[3].fault
    assert bench.service.batch(batch_id).batch.state is BatchState.DONE
    assert bench.opened == 1 + 3  # the bundle, and the item alone, twice


def test_a_model_that_dies_on_everything_stops_the_batch_in_words(
    make_bench: MakeBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.png").write_bytes((DIGITS / "digit-2.png").read_bytes())
    bench = make_bench("handwritten-digits")
    batch_id = bench.create(folder)
    monkeypatch.setattr("desktop.services.batches.answering.MOST_DEATHS", 2)
    from desktop.runtime.models import PackageModel

    original = PackageModel.run_many

    def deadly(model: PackageModel, bundle, params, cancel):  # type: ignore[no-untyped-def]
        os.kill(model.pid, signal.SIGKILL)
        return original(model, bundle, params, cancel)

    monkeypatch.setattr(PackageModel, "run_many", deadly)
    bench.run(batch_id)
    batch = bench.service.batch(batch_id).batch

    assert (batch.state, batch.fault) == (BatchState.STOPPED, "ModelKeepsDying")
    assert batch.reason


def test_a_licence_that_ends_meanwhile_stops_the_batch_and_keeps_what_is_done(
    make_bench: MakeBench, tmp_path: Path
) -> None:
    bench = make_bench("credit-risk")
    batch_id = bench.create(write_csv(tmp_path / "a.csv", credit_rows(5000)))
    asked = 0

    def require() -> None:
        nonlocal asked
        asked += 1
        if asked > 2:
            raise LicenceExpired(1_799_999_999)

    bench.require = require
    bench.run(batch_id)
    view = bench.service.batch(batch_id)

    assert (view.batch.state, view.batch.fault) == (BatchState.STOPPED, "LicenceExpired")
    assert view.at.after.index == len(outcomes(bench, batch_id)) == 2048


def test_a_paused_batch_goes_on_to_the_same_results(make_bench: MakeBench, tmp_path: Path) -> None:
    bench = make_bench("credit-risk")
    path = write_csv(tmp_path / "a.csv", credit_rows(6000))
    whole, broken = bench.create(path), bench.create(path)
    bench.run(whole)
    bench.run(broken, lambda _progress: bench.service.pause(broken))
    paused = bench.service.batch(broken)
    while bench.service.batch(broken).batch.state is BatchState.PAUSED:
        bench.service.resume(broken)
        bench.run(broken, lambda p: bench.service.pause(broken) if p.done < 4000 else None)

    assert paused.batch.state is BatchState.PAUSED
    assert 0 < paused.at.after.index < 6000
    assert outcomes(bench, broken) == outcomes(bench, whole)
    first, second = bench.service.batch(whole).at, bench.service.batch(broken).at
    assert (first.input_digest, first.output_digest) == (second.input_digest, second.output_digest)
    assert first.tally == second.tally


def test_a_stopped_batch_keeps_what_is_done_and_does_not_go_on(make_bench: MakeBench, tmp_path: Path) -> None:
    bench = make_bench("credit-risk")
    batch_id = bench.create(write_csv(tmp_path / "a.csv", credit_rows(6000)))
    bench.run(batch_id, lambda progress: bench.service.stop(batch_id) if progress.done else None)
    view = bench.service.batch(batch_id)

    assert view.batch.state is BatchState.CANCELLED
    assert len(outcomes(bench, batch_id)) == view.at.after.index
    assert not view.can_go_on


def test_an_app_that_closes_leaves_the_batch_where_it_is(make_bench: MakeBench, tmp_path: Path) -> None:
    bench = make_bench("credit-risk")
    batch_id = bench.create(write_csv(tmp_path / "a.csv", credit_rows(6000)))
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        bench.run(batch_id, lambda _progress: cancel.cancel(), cancel)

    assert bench.service.batch(batch_id).is_interrupted


def test_data_that_was_changed_where_it_was_read_is_noticed(make_bench: MakeBench, tmp_path: Path) -> None:
    bench = make_bench("credit-risk")
    rows = credit_rows(6000)
    path = write_csv(tmp_path / "a.csv", rows)
    batch_id = bench.create(path)
    bench.run(batch_id, lambda _progress: bench.service.pause(batch_id))
    rows[0]["income"] = "9999"
    write_csv(path, rows)
    bench.service.resume(batch_id)
    bench.run(batch_id)

    assert bench.service.batch(batch_id).batch.state is BatchState.CHANGED


def test_rows_added_behind_are_run_and_said(make_bench: MakeBench, tmp_path: Path) -> None:
    bench = make_bench("credit-risk")
    rows = credit_rows(3000)
    path = write_csv(tmp_path / "a.csv", rows)
    batch_id = bench.create(path)
    bench.run(batch_id, lambda _progress: bench.service.pause(batch_id))
    write_csv(path, rows + credit_rows(10))
    bench.service.resume(batch_id)
    bench.run(batch_id)
    batch = bench.service.batch(batch_id).batch

    assert (batch.state, batch.note) == (BatchState.DONE, CHANGED_AHEAD)
    assert len(outcomes(bench, batch_id)) == 3010


def test_one_batch_of_a_model_waits_for_the_other(make_bench: MakeBench, tmp_path: Path) -> None:
    bench = make_bench("credit-risk")
    path = write_csv(tmp_path / "a.csv", credit_rows(2000))
    first, second = bench.create(path), bench.create(path)
    seen: list[list[str]] = []
    bench.run(first, lambda _progress: seen.append([batch.id for batch in bench.service.waiting()]))

    assert seen[0] == []
    assert [batch.id for batch in bench.service.waiting()] == [second]


def test_a_running_batch_cannot_be_removed_and_a_removed_one_leaves_nothing(
    make_bench: MakeBench, tmp_path: Path
) -> None:
    bench = make_bench("credit-risk")
    batch_id = bench.create(write_csv(tmp_path / "a.csv", credit_rows(10)))
    refused: list[BaseException] = []

    def remove(_progress: BatchProgress) -> None:
        with pytest.raises(BatchRunning) as caught:
            bench.service.remove(batch_id)
        refused.append(caught.value)

    bench.run(batch_id, remove)
    bench.service.remove(batch_id)

    assert refused
    assert bench.service.batches() == []
    assert not (bench.folder / "batches" / batch_id).exists()


def test_the_header_of_a_csv_that_lacks_a_column_is_refused_before_anything_runs(
    make_bench: MakeBench, tmp_path: Path
) -> None:
    bench = make_bench("credit-risk")
    path = tmp_path / "a.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["nothing"], ["1"]])
    batch_id = bench.create(path)
    bench.run(batch_id)

    # Every column of this model has a default: what is there is run.
    assert len(outcomes(bench, batch_id)) == 1
