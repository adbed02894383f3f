"""Real packages judged by real files through real workers, from the command line."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from desktop.cli import licet

MODELS = Path(__file__).resolve().parents[3] / "resources" / "models"


def run(*arguments: object) -> dict[str, object]:
    done = CliRunner().invoke(licet, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told


@pytest.fixture(scope="module")
def tumours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tumours")
    run("pack", MODELS / "tumour-diagnosis", "--out", folder, "--json")
    return folder


@pytest.fixture(scope="module")
def digits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("digits")
    run("pack", MODELS / "handwritten-digits", "--out", folder, "--json")
    return folder


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """The package's own sample rows, each several times, with a label; one row that cannot be used."""
    sample = next((MODELS / "tumour-diagnosis" / "samples").glob("*.csv"))
    rows = list(csv.reader(sample.read_text().splitlines()))
    with (tmp_path / "own.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*rows[0], "diagnosis"])
        for row in rows[1:]:
            writer.writerows([[*row, "M"], [*row, "B"]])
        writer.writerow(["not a number", *rows[1][1:], "B"])
    return tmp_path / "own.csv"


def test_a_table_judges_a_packed_model(tumours: Path, table: Path) -> None:
    told = run("judge", tumours, "--data", table, "--labels", "diagnosis", "--json")

    figures = {figure["name"]: figure for figure in told["figures"]}  # type: ignore[attr-defined]
    assert told["items"]["failed"] == 1  # type: ignore[index]
    assert told["labels"] == {"B": "benign", "M": "malignant"}
    assert figures["accuracy"]["value"] == pytest.approx(0.5)
    assert figures["accuracy"]["low"] <= 0.5 <= figures["accuracy"]["high"]
    assert figures["log_loss"]["value"] > 0
    claims = {claim["name"]: claim["verdict"] for claim in told["claims"]}  # type: ignore[attr-defined]
    assert set(claims.values()) <= {"within", "better", "below", "too-few", "not-measured"}


def test_a_folder_of_pictures_is_judged_by_its_sub_folders(digits: Path, tmp_path: Path) -> None:
    sample = next((MODELS / "handwritten-digits" / "samples").glob("*.png"))
    for label in ("3", "unicorn"):
        (tmp_path / label).mkdir()
        Image.open(sample).save(tmp_path / label / "picture.png")
    (tmp_path / "3" / "broken.png").write_bytes(b"no picture")

    told = run("judge", digits, "--data", tmp_path, "--json")

    assert told["items"]["judged"] == 1  # type: ignore[index]
    assert told["items"]["failed"] == 1  # type: ignore[index]
    assert told["items"]["unknown_labels"] == {"unicorn": 1}  # type: ignore[index]


def test_a_label_is_mapped_to_a_class_of_the_model_only(tumours: Path, table: Path) -> None:
    done = CliRunner().invoke(
        licet, ["judge", str(tumours), "--data", str(table), "--labels", "diagnosis", "--map", "M=unheard"]
    )

    assert done.exit_code == 2
    assert "unheard" in done.output
