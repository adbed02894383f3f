"""``licet licence``: out without a network, opened by another age implementation, and in on another machine."""

import re
from dataclasses import dataclass
from pathlib import Path

import pyrage
import pytest

from desktop.config import SettingsFile
from desktop.paths import Paths
from tests.helpers.app import PASSWORD, advance, begin, open_app
from tests.helpers.cli import Answer, licet
from tests.helpers.market import RunningMarket

NOWHERE = "http://127.0.0.1:9"


@dataclass
class Owner:
    """A data directory with one bought model, and the same wallet's empty one."""

    first: Path
    second: Path
    password: Path
    purchase: str

    def licence(self, command: str, *arguments: object, data_dir: Path | None = None) -> Answer:
        """A command with the password; by default in the first directory."""
        return licet(
            "licence", command, *arguments, "--password-file", self.password, data_dir=data_dir or self.first
        )


@pytest.fixture(scope="module")
def owner(shared_market: RunningMarket, tmp_path_factory: pytest.TempPathFactory) -> Owner:
    places, folder = shared_market.places, tmp_path_factory.mktemp("owner")
    password = folder / "password"
    password.write_text(PASSWORD + "\n")
    sources = (places.content_url,)
    network = (places.rpc_url, places.chain_id, places.market)
    with open_app(folder / "first", *network, sources=sources) as services:
        phrase = " ".join(services.accounts.create(PASSWORD))
        services.balances.request_demo_coins(services.accounts.active_address())
        bought = advance(services, begin(services, shared_market.listing).id)
    with open_app(folder / "second", *network) as services:
        services.accounts.restore(phrase, "", PASSWORD)
    SettingsFile(Paths(folder / "second").settings).change(
        rpc_urls=(NOWHERE,), chain_id=places.chain_id, market=str(places.market)
    )
    return Owner(folder / "first", folder / "second", password, bought.id)


def test_a_model_saved_by_command_opens_with_the_identity_saved_by_command(
    owner: Owner, tmp_path: Path
) -> None:
    model, key = tmp_path / "model.age", tmp_path / "identity.txt"

    told = owner.licence("export", owner.purchase, "--complete", "--out", model, "--json").json
    owner.licence("identity", "--i-understand", "--out", key, "--json")

    identity = pyrage.x25519.Identity.from_str(key.read_text().strip())
    assert pyrage.decrypt(model.read_bytes(), [identity]).startswith(b"PK\x03\x04")
    assert told == {
        "purchase": owner.purchase, "kind": "model", "file": str(model), "bytes": model.stat().st_size,
    }  # fmt: skip
    assert key.stat().st_mode & 0o777 == 0o600


def test_back_up_and_model_run_on_another_machine_without_a_node(owner: Owner, tmp_path: Path) -> None:
    model, backup = tmp_path / "model.age", tmp_path / "order.json"
    owner.licence("export", owner.purchase, "--complete", "--out", model)
    owner.licence("export", owner.purchase, "--backup", "--out", backup)

    told = owner.licence("import", model, backup, "--json", data_dir=owner.second).json

    assert [(p["state"], p["runnable"]) for p in told["purchases"]] == [("provisional", True)]


def test_the_identity_is_printed_once_and_nowhere_else(owner: Owner) -> None:
    shown = owner.licence("identity", "--i-understand", "--json")

    assert re.fullmatch(r"AGE-SECRET-KEY-1[0-9A-Z]{58}", shown.json["identity"])
    assert "AGE-SECRET" not in shown.stderr


def test_without_the_flag_the_identity_is_warned_of_and_not_shown(owner: Owner) -> None:
    refused = owner.licence("identity")

    assert refused.code == 2
    assert "opens every licence" in " ".join(refused.stderr.split())
    assert "AGE-SECRET" not in refused.stdout + refused.stderr


def test_a_wrong_password_gives_no_identity(owner: Owner, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not this one\n")

    refused = licet("licence", "identity", "--i-understand", "--password-file", wrong, data_dir=owner.first)

    assert refused.code == 1
    assert "Wrong password" in refused.stderr
    assert "AGE-SECRET" not in refused.stdout


def test_a_file_that_is_there_is_not_written_over(owner: Owner, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")

    refused = owner.licence("export", owner.purchase, "--out", tmp_path / "there")

    assert refused.code == 2
    assert (tmp_path / "there").read_text() == "mine"


def test_a_purchase_that_is_none_is_said_in_words(owner: Owner, tmp_path: Path) -> None:
    refused = owner.licence("export", "0badcafe", "--out", tmp_path / "x")

    assert refused.code == 1
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "x").exists()


def test_what_is_no_licence_is_said_in_words(owner: Owner, tmp_path: Path) -> None:
    (tmp_path / "film.mkv").write_bytes(b"\x1aE\xdf\xa3" * 1000)

    refused = owner.licence("import", tmp_path / "film.mkv", data_dir=owner.second)

    assert refused.code == 1
    assert "no licence, model or back-up file" in refused.stderr
