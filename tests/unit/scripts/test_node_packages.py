"""The packages of Node.js: pinned by digest alone, and one error if they cannot be had."""

import json
from pathlib import Path

import pytest

from scripts import node_packages


def test_the_ipfs_lock_names_no_registry() -> None:
    lock = json.loads((node_packages.IPFS / "package-lock.json").read_text(encoding="utf-8"))
    packages = {path: package for path, package in lock["packages"].items() if path not in {"", "absent"}}

    assert all("integrity" in package or package["resolved"] == "absent" for package in packages.values())
    assert {package["resolved"] for package in packages.values() if "resolved" in package} == {"absent"}


def test_a_folder_whose_packages_are_there_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / "node_modules").mkdir()
    calls: list[Path] = []
    monkeypatch.setattr(node_packages, "run", lambda _arguments, folder: calls.append(folder))

    assert node_packages.install(tmp_path)
    assert not node_packages.install(tmp_path)
    (tmp_path / "package-lock.json").write_text('{"lockfileVersion": 3}')
    assert node_packages.install(tmp_path)
    assert calls == [tmp_path, tmp_path]


def test_packages_that_cannot_be_had_are_an_error_and_never_a_skip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "package.json").write_text(
        '{"name": "x", "version": "1.0.0", "dependencies": {"a": "1.0.0"}}'
    )
    package = {"version": "1.0.0", "integrity": "sha512-AA=="}
    lock = {
        "name": "x",
        "version": "1.0.0",
        "lockfileVersion": 3,
        "packages": {
            "": {"name": "x", "version": "1.0.0", "dependencies": {"a": "1.0.0"}},
            "node_modules/a": package,
        },
    }
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))
    for name, value in {
        "npm_config_registry": "http://127.0.0.1:9",
        "npm_config_fetch_retries": "0",
        "npm_config_cache": str(tmp_path / "cache"),
    }.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(node_packages.NodeToolError, match="ended with"):
        node_packages.install(tmp_path)

    assert not (tmp_path / "node_modules" / ".stamp").exists()
