"""``licet run PACKAGE --batch INPUT --out DIR``, as scripts use it."""

import csv
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from desktop.content.publishing import write_public_zip, write_sealed_zip
from tests.helpers.cli import ROOT, command, licet
from tests.integration.runtime.batches.conftest import credit_rows, write_csv
from tests.integration.runtime.conftest import Pack


@pytest.fixture
def package(pack: Pack, tmp_path: Path) -> Path:
    packed = pack("credit-risk")
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "public.zip").write_bytes(write_public_zip(packed.public_files))
    write_sealed_zip(packed.sealed_files, folder / "sealed.zip")
    return folder


def test_a_script_gets_files_and_one_json_object_and_can_interrupt_and_go_on(
    package: Path, tmp_path: Path
) -> None:
    source, out = write_csv(tmp_path / "in.csv", credit_rows(30_000)), tmp_path / "out"
    arguments = ["run", package, "--batch", source, "--out", out, "--json"]
    with subprocess.Popen(
        command(*arguments), env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE
    ) as process:
        while not list(out.glob(".batch/batches/*/results.db-wal")):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    refused = licet(*arguments)
    told = licet(*arguments, "--resume").json

    assert process.returncode == 130
    assert (refused.code, refused.stdout) == (1, "")
    assert "--resume" in refused.stderr
    assert (told["items"], told["failed"]) == (30_000, 0)
    with (out / "results.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["item"] for row in rows] == [str(number) for number in range(1, 30_001)]
    assert [row["income"] for row in rows[:2]] == ["1000", "1001"]
    lines = (out / "results.jsonl").read_text().splitlines()
    assert json.loads(lines[-1])["number"] == 30_000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--set", "heat=3"], "heat"), (["--set", "heat"], "NAME=VALUE"), (["--resume"], "--resume")],
)
def test_what_cannot_be_done_is_one_sentence(
    package: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    source = write_csv(tmp_path / "in.csv", credit_rows(3))
    told = licet("run", package, "--batch", source, "--out", tmp_path / "out", *arguments)

    assert told.code != 0
    assert words in told.stderr
    assert "Traceback" not in told.stderr
