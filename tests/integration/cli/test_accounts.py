"""``licet wallet``: the list of accounts and back-ups from the command line, over the real vault."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from desktop.cli import licet
from desktop.core.errors import WrongPassword
from desktop.wallet.errors import WalletHasKeys
from tests.helpers.vaults import local_vault

PHRASE = "test test test test test test test test test test test junk"
FIRST = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
COLD = "0x1111111111111111111111111111111111111111"
KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"


class Terminal:
    """Runs commands in this process, over one data directory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.password = self.file("password", "a password for tests")

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text + "\n")
        return path

    def invoke(self, *arguments: object) -> Result:
        place = ["--data-dir", str(self.folder / "data"), "wallet"]
        return CliRunner().invoke(licet, [*place, *map(str, arguments), "--json"])

    def run(self, *arguments: object, code: int = 0) -> Any:
        done = self.invoke(*arguments)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == code, done.output
        return json.loads(done.stdout)

    def restored(self) -> "Terminal":
        phrase = self.file("phrase", PHRASE)
        self.run("restore", "--phrase-file", phrase, "--password-file", self.password)
        return self

    @property
    def protect(self) -> list[object]:
        return ["--password-file", self.password]


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr("desktop.bootstrap.wallets.VaultClient", local_vault)
    return Terminal(tmp_path)


def test_a_wallet_is_made_whose_words_lie_in_a_private_file(terminal: Terminal) -> None:
    words = terminal.folder / "words"

    made = terminal.run(
        "create", *terminal.protect, "--phrase-out", words, "--words", 24, "--language", "french"
    )
    derived = terminal.run("derive", "--phrase-file", words)

    assert made["accounts"][0]["address"] == derived["address"]
    assert len(words.read_text("utf-8").split()) == 24
    assert words.stat().st_mode & 0o777 == 0o600


def test_a_wallet_with_keys_is_not_made_anew(terminal: Terminal) -> None:
    terminal.restored()

    with pytest.raises(WalletHasKeys):
        terminal.run("create", *terminal.protect, "--phrase-out", terminal.folder / "words")

    assert not (terminal.folder / "words").exists()


def test_the_words_never_take_the_place_of_another_file(terminal: Terminal) -> None:
    """They took the place of an older wallet's words, without a question."""
    words = terminal.folder / "words"
    words.write_text("those of another wallet")

    told = terminal.invoke("create", *terminal.protect, "--phrase-out", words)

    assert told.exit_code == 2
    assert "is there already" in told.output
    assert words.read_text() == "those of another wallet"


def test_accounts_are_added_named_moved_hidden_and_removed(terminal: Terminal) -> None:
    terminal.restored()
    ledger = terminal.run("add", *terminal.protect, "--scheme", "ledger-live", "--name", "Ledger")["address"]
    odd = terminal.run("add", *terminal.protect, "--path", "m/0/5")["address"]
    terminal.run("watch", COLD, "--name", "Cold", *terminal.protect)
    terminal.run("name", odd, "Odd one", *terminal.protect)
    terminal.run("move", COLD, "--up", *terminal.protect)
    terminal.run("hide", FIRST, *terminal.protect)
    terminal.run("remove", ledger, "--yes", *terminal.protect)

    told = terminal.run("accounts")["accounts"]

    assert [(a["name"], a["kind"], a["path"], a["hidden"]) for a in told] == [
        ("Account 1", "hd", "m/44'/60'/0'/0/0", True),
        ("Cold", "watch", "", False),
        ("Odd one", "hd", "m/0/5", False),
    ]
    assert terminal.run("address")["addresses"] == [a["address"] for a in told]


def test_nothing_is_removed_unless_it_is_said_twice(terminal: Terminal) -> None:
    terminal.restored()
    done = CliRunner().invoke(
        licet,
        ["--data-dir", str(terminal.folder / "data"), "wallet", "remove", FIRST, *map(str, terminal.protect)],
    )

    assert done.exit_code == 2
    assert "--yes" in done.output


def test_a_private_key_comes_in_and_goes_out_by_files(terminal: Terminal) -> None:
    terminal.run(
        "import", "--private-key-file", terminal.file("key", KEY), *terminal.protect, "--name", "Paper"
    )
    bare, keystore = terminal.folder / "bare", terminal.folder / "keystore.json"

    terminal.run("export", FIRST, "--private-key", "--out", bare, *terminal.protect)
    theirs = terminal.file("theirs", "of the file")
    terminal.run("export", FIRST, "--keystore-password-file", theirs, "--out", keystore, *terminal.protect)

    assert bare.read_text() == KEY + "\n"
    assert bare.stat().st_mode & 0o777 == keystore.stat().st_mode & 0o777 == 0o600
    assert json.loads(keystore.read_text())["address"] == FIRST[2:].lower()


def test_a_wrong_password_gives_nothing_out(terminal: Terminal) -> None:
    terminal.restored()

    with pytest.raises(WrongPassword):
        terminal.run(
            "export", FIRST, "--private-key", "--out", terminal.folder / "bare",
            "--password-file", terminal.file("wrong", "wrong"),
        )  # fmt: skip

    assert not (terminal.folder / "bare").exists()


def test_the_password_is_changed(terminal: Terminal) -> None:
    terminal.restored()
    new = terminal.file("new", "another password")

    terminal.run("password", *terminal.protect, "--new-password-file", new)

    with pytest.raises(WrongPassword):
        terminal.run("name", FIRST, "x", *terminal.protect)
    terminal.run("name", FIRST, "x", "--password-file", new)


def test_watching_needs_no_wallet_and_no_password(terminal: Terminal) -> None:
    told = terminal.run("watch", COLD, "--name", "Cold")

    assert told["accounts"] == [
        {"address": COLD, "name": "Cold", "kind": "watch", "path": "", "hidden": False}
    ]
    terminal.restored()
    assert [a["kind"] for a in terminal.run("accounts")["accounts"]] == ["hd", "watch"]


def test_a_back_up_is_saved_tried_and_makes_the_wallet_again(terminal: Terminal, tmp_path: Path) -> None:
    terminal.restored()
    terminal.run("import", "--private-key-file", terminal.file("key", "09" * 32), *terminal.protect)
    file = terminal.folder / "backup.json"

    found = terminal.run("backup", "--out", file, *terminal.protect)

    assert (found["same_phrase"], found["missing"], len(found["restored"])) == (True, [], 2)
    (tmp_path / "new").mkdir()
    other = Terminal(tmp_path / "new")
    again = other.run("restore", "--backup", file, *other.protect)
    assert [a["address"] for a in again["accounts"]] == found["restored"]


def test_a_check_of_the_words_names_what_they_do_not_bring_back(terminal: Terminal) -> None:
    terminal.restored()
    imported = terminal.run(
        "import", "--private-key-file", terminal.file("key", "09" * 32), *terminal.protect
    )

    found = terminal.run("check", "--phrase-file", terminal.folder / "phrase", *terminal.protect, code=1)

    assert found["restored"] == [FIRST]
    assert found["missing"] == [imported["address"]]
