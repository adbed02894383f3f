"""Settings survive damage, newer versions and wrong values."""

import json
from pathlib import Path

import pytest

from desktop.config import InvalidSetting, Settings, SettingsFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_without_a_file_the_defaults_hold(path: Path) -> None:
    file = SettingsFile(path)

    assert file.settings == Settings()
    assert file.note.kept_aside is None
    assert not path.exists()


def test_a_change_is_read_back(path: Path) -> None:
    SettingsFile(path).change(theme="dark", rpc_urls=("http://127.0.0.1:8545",), chain_id=31337)

    settings = SettingsFile(path).settings

    assert (settings.theme, settings.rpc_urls, settings.chain_id) == (
        "dark",
        ("http://127.0.0.1:8545",),
        31337,
    )


def test_what_a_newer_version_wrote_is_kept(path: Path) -> None:
    path.write_text('{"theme": "dark", "hologram": {"depth": 3}}')

    SettingsFile(path).change(language="zh_CN")

    assert json.loads(path.read_text()) == {"theme": "dark", "hologram": {"depth": 3}, "language": "zh_CN"}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"theme": "dark"', b"\xff\xfe", b"[" * 3000, b"null"])
def test_a_damaged_file_is_kept_aside(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)

    file = SettingsFile(path)

    assert file.settings == Settings()
    assert file.note.kept_aside is not None
    assert file.note.kept_aside.read_bytes() == damage


def test_two_damaged_files_do_not_overwrite_each_other(path: Path) -> None:
    for damage in (b"first", b"second"):
        path.write_bytes(damage)
        SettingsFile(path)

    kept = sorted(p.read_bytes() for p in path.parent.glob("settings.damaged-*.json"))
    assert kept == [b"first", b"second"]


def test_one_wrong_value_costs_only_itself(path: Path) -> None:
    path.write_text('{"theme": "plaid", "device": "cuda"}')

    file = SettingsFile(path)

    assert (file.settings.theme, file.settings.device) == ("system", "cuda")
    assert file.note.ignored == ("theme",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "plaid"), ("auto_lock_minutes", -1), ("rpc_urls", ["file:///etc/passwd"]), ("market", "0x12"),
        ("colour", "red"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_before_it_is_written(path: Path, name: str, value: object) -> None:
    file = SettingsFile(path)

    with pytest.raises(InvalidSetting) as raised:
        file.change(**{name: value})

    assert raised.value.name == name
    assert not path.exists()


def test_flags_are_kept(path: Path) -> None:
    SettingsFile(path).set_flag("backup_confirmed", value=True)

    assert SettingsFile(path).get_flag("backup_confirmed")
    assert not SettingsFile(path).get_flag("keychain")
