"""``licet search``: the local catalogue answers a script and a person."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desktop.cli import licet
from desktop.paths import Paths
from tests.helpers.markets import Market, listed
from tests.helpers.samples import CHAIN_ID, ETHER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data directory with a small catalogue."""
    market = Market(Paths(tmp_path).catalogue_database(CHAIN_ID))
    market.apply(
        listed(1, "Lung tumour", price=ETHER // 2, publisher="Clinic"),
        listed(2, "Tumour 手写", price=0, task="forecast"),
        listed(3, "Weather", price=2 * ETHER, license="Apache-2.0"),
    )
    market.close()
    return tmp_path


def search(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(licet, ["--data-dir", str(folder), "search", *arguments])


def test_words_and_filters_are_answered_in_one_json_object(folder: Path) -> None:
    told = json.loads(
        search(folder, "tumour", "--max-price", "0.5", "--task", "image-classification", "--json").output
    )

    (row,) = told["listings"]
    assert (told["total"], told["total_is_exact"], told["did_you_mean"]) == (1, True, None)
    assert (row["listing"], row["name"], row["price"], row["publisher"]) == (
        1,
        "Lung tumour",
        str(ETHER // 2),
        "Clinic",
    )


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--sort", "cheapest"], [2, 1, 3]),
        (["--free"], [2]),
        (["--license", "Apache-2.0", "--license", "none"], [3]),
        (["写"], [2]),
        (["--max-price", "0"], [2]),
        (["--min-stars", "1"], []),
    ],
)
def test_every_option_narrows_or_sorts(folder: Path, arguments: list[str], found: list[int]) -> None:
    told = json.loads(search(folder, *arguments, "--json").output)

    assert [row["listing"] for row in told["listings"]] == found


def test_a_person_reads_names_prices_and_what_was_meant(folder: Path) -> None:
    assert search(folder, "weather").output.splitlines() == [
        "3: Weather (image-classification, 2 ETH)",
        "1 model",
    ]
    assert "tumour" in search(folder, "tumuor").output


def test_without_a_catalogue_nothing_is_found(tmp_path: Path) -> None:
    told = json.loads(search(tmp_path, "tumour", "--json").output)

    assert (told["total"], told["listings"]) == (0, [])


@pytest.mark.parametrize("price", ["-1", "nan", "inf"])
def test_a_price_that_is_none_is_refused(folder: Path, price: str) -> None:
    assert search(folder, f"--max-price={price}").exit_code == 2
