"""Small real models, packed and opened once, each with a bench for one test."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.runtime.host import ModelHost
from desktop.runtime.models import PackageModel
from desktop.runtime.packing import open_packed
from tests.helpers.batches import Bench
from tests.integration.runtime.conftest import MODELS, Pack

MakeBench = Callable[[str], Bench]
Load = Callable[[str], PackageModel]


@pytest.fixture(scope="session")
def load(host: ModelHost, pack: Pack) -> Iterator[Load]:
    """The one loaded model of a name, or a fresh one where the last test has killed it."""
    loaded: dict[str, PackageModel] = {}

    def one(slug: str) -> PackageModel:
        if slug not in loaded or not loaded[slug].is_alive:
            loaded[slug] = open_packed(pack(slug), host)
        return loaded[slug]

    yield one
    for model in loaded.values():
        model.close()


@pytest.fixture
def make_bench(tmp_path: Path, load: Load) -> Iterator[MakeBench]:
    made: list[Bench] = []

    def make(slug: str) -> Bench:
        folder = tmp_path / f"bench-{len(made)}"
        folder.mkdir()
        made.append(Bench(folder, lambda: load(slug)))
        return made[-1]

    yield make
    for bench in made:
        bench.close()


def credit_rows(count: int) -> list[dict[str, str]]:
    """The sample's rows over and over, each a little different."""
    with (MODELS / "credit-risk" / "samples" / "applications.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return [rows[i % len(rows)] | {"income": str(1000 + i % 7000)} for i in range(count)]


def write_csv(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
