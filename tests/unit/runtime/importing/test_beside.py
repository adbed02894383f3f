"""Files that a model names beside itself: opened below its own folder only, whatever the names say."""

import os
from pathlib import Path

import pytest

from desktop.core.errors import InvalidPackage
from desktop.runtime.importing import beside
from desktop.runtime.importing.beside import side_files, weights_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "model"
    (inside / "data").mkdir(parents=True)
    (inside / "weights.data").write_bytes(b"w" * 64)
    (inside / "data" / "more.bin").write_bytes(b"m" * 32)
    (tmp_path / "secret").write_bytes(b"secret")
    return inside


def test_files_of_the_folder_are_opened_with_their_sizes(folder: Path) -> None:
    with weights_files(folder, ["weights.data", "data/more.bin"]) as files:
        assert [(f.name, f.size) for f in files] == [("weights.data", 64), ("data/more.bin", 32)]
        assert os.pread(files[1].handle, 4, 0) == b"mmmm"
        handles = [f.handle for f in files]

    for handle in handles:
        with pytest.raises(OSError, match="Bad file"):
            os.fstat(handle)


@pytest.mark.parametrize(
    "name",
    [
        "../secret", "data/../../secret", "/etc/passwd", "./weights.data", "data//more.bin", "data/./more.bin", "", ".",
        "..", "C:\\secret", "..\\secret", "*/_ORT_MEM_ADDR_/*", "weights.data\x00", "a/" * 20 + "b", "data", "missing",
        "\n", "weights.data/", "x" * 300,
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(InvalidPackage) as caught, weights_files(folder, [name]):
        pass

    assert caught.value.breaches[0].rule == "external-data"


def test_a_link_is_refused_at_every_step(folder: Path) -> None:
    (folder / "link").symlink_to(folder.parent / "secret")
    (folder / "inner").symlink_to(folder.parent)
    (folder / "loop").symlink_to(folder / "loop")

    for name in ("link", "inner/secret", "loop"):
        with pytest.raises(InvalidPackage), weights_files(folder, [name]):
            pass


def test_a_hard_link_to_a_file_elsewhere_is_refused_with_what_to_do(folder: Path) -> None:
    os.link(folder.parent / "secret", folder / "hard")

    with pytest.raises(InvalidPackage) as caught, weights_files(folder, ["hard"]):
        pass

    assert "second name" in caught.value.breaches[0].text


def test_what_is_no_file_is_refused_without_waiting(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "empty").touch()

    for name in ("pipe", "empty"):
        with pytest.raises(InvalidPackage), weights_files(folder, [name]):
            pass


def test_files_too_large_together_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "MAX_TOTAL_BYTES", 80)

    with pytest.raises(InvalidPackage), weights_files(folder, ["weights.data", "data/more.bin"]):
        pass


def test_known_files_are_taken_and_links_and_giants_are_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "config.json").write_bytes(b"{}")
    (folder / "model.xml").write_bytes(b"<net/>")
    (folder / "labels.txt").symlink_to(folder.parent / "secret")
    (folder / "README.md").write_bytes(b"x" * 100)
    monkeypatch.setitem(beside.SIDE_FILES, "README.md", 99)

    assert side_files(folder / "model.onnx") == {"config.json": b"{}", "model.xml": b"<net/>"}
