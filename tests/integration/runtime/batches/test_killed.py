"""A batch whose process is killed at any moment goes on to the very results of one that ran through."""

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.processes import child_environment
from tests.helpers.batches import Bench
from tests.integration.runtime.batches.conftest import MakeBench, credit_rows, write_csv
from tests.integration.runtime.conftest import Pack

ROOT = Path(__file__).resolve().parents[4]
ROWS = 16_000


def start(folder: Path, packed: Path, source: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.batches", str(folder), str(packed), str(source)],
        cwd=ROOT,
        env=child_environment(),
        stdout=subprocess.PIPE,
        text=True,
    )


def exported(bench: Bench, batch_id: str, folder: Path) -> dict[str, bytes]:
    """The result files, byte for byte."""
    folder.mkdir()
    with bench.service.open_results(batch_id) as results:
        exporter = bench.service.exporter(bench.service.batch(batch_id).batch, results)
        exporter.to_csv(folder / "r.csv")
        exporter.to_lines(folder / "r.jsonl")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers over memory that is inherited")
def test_a_batch_that_was_killed_ends_with_the_same_bytes(
    make_bench: MakeBench, pack: Pack, tmp_path: Path
) -> None:
    packed = tmp_path / "packed"
    packed.write_bytes(pickle.dumps(pack("credit-risk")))
    rows = credit_rows(ROWS)
    rows[7]["income"] = "much"
    source = write_csv(tmp_path / "in.csv", rows)
    whole = make_bench("credit-risk")
    whole_id = whole.create(source)
    whole.run(whole_id)
    folder = tmp_path / "killed"
    folder.mkdir()

    kills = 0
    for after in (2, 100_000):  # reports until the kill; the last runs through
        with start(folder, packed, source) as process:
            assert process.stdout is not None
            said = [process.stdout.readline().strip() for _ in range(after) if process.poll() is None]
            if "done" in said:
                break
            os.kill(process.pid, signal.SIGKILL)
            kills += 1
    bench = Bench(folder, whole.load)
    (view,) = bench.service.batches()

    assert kills == 1
    assert view.at.after.index == ROWS
    assert exported(bench, view.batch.id, tmp_path / "a") == exported(whole, whole_id, tmp_path / "b")
    assert view.at.output_digest == whole.service.batch(whole_id).at.output_digest
    bench.close()
