"""A folder searched by meaning: a real embedding model in its worker, real files, a real index."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from desktop.bootstrap.clock import SystemClock
from desktop.cli import licet
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.documents import LeftOut
from desktop.core.errors import Cancelled
from desktop.runtime.host import ModelHost
from desktop.runtime.items.documents import FolderDocuments
from desktop.runtime.packing import open_packed, pack_directory
from desktop.services.folder_search import (
    FolderSearch,
    FolderUnreadable,
    Found,
    IndexReport,
    NothingIndexed,
    OwnedEmbedder,
    can_search,
)
from desktop.services.running import OpenModel
from desktop.store.passages import PassageIndexes
from tests.helpers.tiny_models import MEANINGS, embedder

CAT = "My kitten purrs all day. It rains outside. Nobody knows why."
CAR = "The engine needs new fuel."
SOUP = "First we cook the soup.\n\nThen comes bread from the oven, and we eat the meal."


class Held:
    """A model that is always open."""

    def __init__(self, model: OpenModel) -> None:
        self._model = model
        self.asked = 0

    def alive(self) -> OpenModel:
        self.asked += 1
        return self._model


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    host = ModelHost()
    packed = pack_directory(embedder(tmp_path_factory.mktemp("m"), MEANINGS, 16), host)
    loaded = open_packed(packed, host)
    yield Held(OpenModel("p", None, loaded, lambda: None, lambda _record: None, SystemClock()))
    loaded.close()


@pytest.fixture
def model(held: Held) -> OwnedEmbedder:
    return OwnedEmbedder(held, b"\x07" * 32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    for name, text in (("pets/cat.txt", CAT), ("car.md", CAR), ("food.html", f"<p>{SOUP}")):
        (texts / name).parent.mkdir(parents=True, exist_ok=True)
        (texts / name).write_text(text, "utf-8")
    return texts


@pytest.fixture
def search(tmp_path: Path) -> FolderSearch:
    return FolderSearch(FolderDocuments(), PassageIndexes(tmp_path / "search"), SystemClock())


def update(search: FolderSearch, model: OwnedEmbedder, folder: Path) -> IndexReport:
    return search.update(model, folder, CancelToken(), lambda _progress: None)


def ask(
    search: FolderSearch, model: OwnedEmbedder, folder: Path, question: str, most: int = 3
) -> list[Found]:
    return search.search(model, folder, question, most, CancelToken())


def test_passages_are_found_by_what_they_mean_and_not_by_their_words(
    search: FolderSearch, model: OwnedEmbedder, folder: Path
) -> None:
    report = update(search, model, folder)

    assert (report.read, report.standing.files) == (3, 3)
    assert [ask(search, model, folder, q)[0].name for q in ("puppy", "vehicle", "bread")] == [
        "pets/cat.txt", "car.md", "food.html"
    ]  # fmt: skip


def test_the_sentence_that_answers_is_brought_out(
    search: FolderSearch, model: OwnedEmbedder, folder: Path
) -> None:
    update(search, model, folder)

    best = ask(search, model, folder, "dog")[0]

    assert best.text[slice(*best.marked)] == "My kitten purrs all day."
    assert (best.line, 0.5 < best.score <= 1.0001) == (1, True)


def test_a_text_longer_than_the_model_reads_is_cut_until_it_fits(
    search: FolderSearch, model: OwnedEmbedder, folder: Path
) -> None:
    (folder / "long.txt").write_text(f"{'rain ' * 300}\n\n{CAR} {'rain ' * 40}dog.", "utf-8")

    update(search, model, folder)

    best = ask(search, model, folder, "dog", 9)
    found = next(hit for hit in best if hit.name == "long.txt")
    assert "dog" in found.text
    assert found.line == 3
    assert len(found.text.split()) <= 16


def test_only_what_changed_is_read_again(search: FolderSearch, model: OwnedEmbedder, folder: Path) -> None:
    update(search, model, folder)
    (folder / "car.md").write_text("A puppy barks at the dog.", "utf-8")
    os.utime(folder / "pets" / "cat.txt", ns=(1, 1))  # touched, the same bytes
    (folder / "food.html").unlink()

    report = update(search, model, folder)

    assert (report.read, report.kept, report.dropped) == (1, 1, 1)
    assert {hit.name for hit in ask(search, model, folder, "dog", 9)} == {"car.md", "pets/cat.txt"}
    assert update(search, model, folder).read == 0


def test_a_file_that_changed_since_is_said_and_not_quoted_wrongly(
    search: FolderSearch, model: OwnedEmbedder, folder: Path
) -> None:
    update(search, model, folder)
    (folder / "car.md").write_text("Something else entirely.", "utf-8")

    found = ask(search, model, folder, "engine")[0]

    assert (found.name, found.is_stale, found.text) == ("car.md", True, "")


def test_what_was_read_before_a_stop_is_kept(
    search: FolderSearch, model: OwnedEmbedder, folder: Path
) -> None:
    cancel = CancelToken()
    seen: list[Progress] = []

    def stop(progress: Progress) -> None:
        seen.append(progress)
        if progress.key != seen[0].key:
            cancel.cancel()

    with pytest.raises(Cancelled):
        search.update(model, folder, cancel, stop)

    assert search.standing(model.identity, folder).files == 1
    assert search.standing(model.identity, folder).updated_at == 0
    assert update(search, model, folder).read == 2
    assert all(0 <= p.done <= p.total for p in seen)


def test_files_that_cannot_be_searched_are_named(
    search: FolderSearch, model: OwnedEmbedder, folder: Path
) -> None:
    (folder / "bin.txt").write_bytes(b"\x00\x01")
    (folder / "old.txt").write_bytes("Der Hund bellt schön.".encode("windows-1252"))

    standing = update(search, model, folder).standing

    assert standing.left_out == (("bin.txt", LeftOut.NOT_TEXT),)
    assert standing.guessed == (("old.txt", "windows-1252"),)


def test_no_text_of_the_files_is_kept(
    search: FolderSearch, model: OwnedEmbedder, folder: Path, tmp_path: Path
) -> None:
    update(search, model, folder)

    kept = b"".join(path.read_bytes() for path in (tmp_path / "search").rglob("*") if path.is_file())

    assert b"kitten" not in kept
    assert b"engine" not in kept


def test_an_unread_folder_has_nothing_to_search(
    search: FolderSearch, model: OwnedEmbedder, folder: Path
) -> None:
    with pytest.raises(NothingIndexed):
        ask(search, model, folder, "dog")


def test_a_folder_that_is_not_there_is_said(
    search: FolderSearch, model: OwnedEmbedder, tmp_path: Path
) -> None:
    with pytest.raises(FolderUnreadable):
        update(search, model, tmp_path / "none")


def test_the_model_is_one_that_can_search(held: Held) -> None:
    assert can_search(held.alive().spec)


def test_a_script_searches_with_a_package(folder: Path, tmp_path: Path) -> None:
    package, home = tmp_path / "package", tmp_path / "home"
    source = embedder(tmp_path / "m", MEANINGS, 16)
    licet_command("pack", source, "--out", package)

    told = licet_command("--data-dir", home, "search-folder", package, folder, "puppy", "--top", 1, "--json")
    again = licet_command("--data-dir", home, "search-folder", package, folder, "vehicle", "--no-update")

    found = json.loads(told)["found"]
    assert [(hit["file"], hit["line"], hit["changed"]) for hit in found] == [("pets/cat.txt", 1, False)]
    assert again.splitlines()[0].endswith("car.md:1")


def licet_command(*arguments: object) -> str:
    done = CliRunner().invoke(licet, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout
