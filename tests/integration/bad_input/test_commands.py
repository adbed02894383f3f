"""Bad input at the command line: one sentence on stderr, exit code 1, no traceback, and the state kept."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop.bootstrap.hostile import models as hostile_models
from desktop.config import SettingsFile
from desktop.core.errors import DataDirectoryBusy
from desktop.core.orders import PurchaseState
from desktop.paths import OwnerLock, Paths
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore
from tests.helpers.cli import Answer, allow_local_sources, licet, make_wallet
from tests.helpers.market import RunningMarket
from tests.helpers.nodes import BadNode
from tests.helpers.words import assert_one_sentence, assert_speaks

MARKET_OF_NOBODY = "0x7777777777777777777777777777777777777777"


@pytest.fixture
def folder(tmp_path: Path) -> tuple[Path, Path]:
    """A data directory with a wallet, and the file with its password."""
    _account, password = make_wallet(tmp_path / "data")
    return tmp_path / "data", password


def refused(answer: Answer, *words: str) -> None:
    assert (answer.code, answer.stdout) == (1, ""), answer
    assert_one_sentence(answer.stderr)
    for word in words:
        assert word in answer.stderr, answer.stderr


def buying(market: RunningMarket, *, rpc: str = "", at: str = "") -> list[object]:
    places = market.places
    return [
        "buy",
        market.listing,
        "--rpc",
        rpc or places.rpc_url,
        "--market",
        at or places.market,
        "--own-node",
    ]


def test_a_second_start_says_who_holds_the_data(
    shared_market: RunningMarket, folder: tuple[Path, Path]
) -> None:
    data_dir, password = folder
    held = subprocess.Popen(
        [
            sys.executable, "-c",
            "import sys; from pathlib import Path; from desktop.paths import OwnerLock\n"
            "lock = OwnerLock(Path(sys.argv[1])); lock.acquire(); print('held', flush=True); sys.stdin.read()",
            str(data_dir / "lock"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    try:
        assert held.stdout is not None
        assert held.stdout.readline() == b"held\n"
        command = licet(*buying(shared_market), "--password-file", password, data_dir=data_dir)
        with pytest.raises(DataDirectoryBusy) as raised:
            OwnerLock(Paths(data_dir).lock).acquire()
    finally:
        held.communicate()

    assert (raised.value.path, raised.value.owner_pid) == (str(data_dir), held.pid)
    assert_speaks(raised.value)
    refused(command, "already running", str(held.pid), str(data_dir))
    with OwnerLock(Paths(data_dir).lock):  # free again as soon as the other is gone
        pass


def test_a_kept_network_whose_node_changed_chain(
    shared_market: RunningMarket, folder: tuple[Path, Path]
) -> None:
    data_dir, password = folder
    places = shared_market.places
    SettingsFile(Paths(data_dir).settings).change(
        rpc_urls=[places.rpc_url], market=str(places.market), chain_id=1
    )

    refused(
        licet("buy", shared_market.listing, "--password-file", password, data_dir=data_dir),
        "belongs to another network", str(places.chain_id), "Nothing was signed",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("no market", ["no market at this address", MARKET_OF_NOBODY]),
        ("a page", ["not a network node"]),
        ("no network", ["network"]),
        ("no listing", ["999"]),
        ("wrong password", ["Wrong password"]),
    ],
)
def test_a_purchase_that_cannot_begin(
    wrong: str, words: list[str], shared_market: RunningMarket, folder: tuple[Path, Path], node: BadNode
) -> None:
    data_dir, password = folder
    arguments = buying(shared_market)
    if wrong == "no market":
        arguments = buying(shared_market, at=MARKET_OF_NOBODY)
    elif wrong == "a page":
        node.mood = "page"
        arguments = buying(shared_market, rpc=node.url)
    elif wrong == "no network":
        arguments = ["buy", 1]
    elif wrong == "no listing":
        arguments[1] = 999
    elif wrong == "wrong password":
        password.write_text("not this one\n")

    answer = licet(*arguments, "--password-file", password, data_dir=data_dir)

    refused(answer, *words)
    if wrong == "a page":
        assert "sign in" not in answer.stderr


def test_a_full_disk_keeps_the_purchase_and_room_lets_it_go_on(
    shared_market: RunningMarket, tmp_path: Path
) -> None:
    """The content folder lies on a disk of its own, of 8 MB, until there is room."""
    data_dir = tmp_path / "data"
    account, password = make_wallet(data_dir)
    allow_local_sources(data_dir)
    small_disk = [
        "unshare", "--mount", "sh", "-c",
        f'mount -t tmpfs -o size=8m none "{data_dir}/content" || exit 77; exec "$@"', "sh",
    ]  # fmt: skip
    if subprocess.run([*small_disk, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this user may not mount a small disk")
    shared_market.gateway.faucet(account)
    arguments = [*buying(shared_market), "--password-file", password]

    full = licet(*arguments, data_dir=data_dir, before=small_disk)
    (purchase,) = kept_purchases(data_dir)
    resumed = licet(*arguments, "--resume", purchase.id, "--json", data_dir=data_dir)

    refused(full, "Too little space", "What is already loaded is kept")
    assert (purchase.state, purchase.fault) == (PurchaseState.FETCHING, "DiskFull")
    assert resumed.json["state"] == "provisional"
    assert len(shared_market.gateway.orders_by_holder(account)) == 1


@pytest.mark.parametrize("free_kb", [0, 40], ids=["no room at all", "no room for a database"])
def test_a_full_disk_under_everything(
    free_kb: int, shared_market: RunningMarket, folder: tuple[Path, Path], tmp_path: Path
) -> None:
    """The whole data directory lies on a disk of 2 MB that something else has filled."""
    data_dir, password = folder
    full_disk = [
        "unshare", "--mount", "sh", "-c",
        f'cp -a "{data_dir}" "{tmp_path}/copy" && mount -t tmpfs -o size=2m none "{data_dir}" || exit 77\n'
        f'cp -a "{tmp_path}/copy/." "{data_dir}" && cd "{data_dir}"\n'
        f'left=$(df -k --output=avail . | tail -1); head -c $(((left - {free_kb}) * 1024)) /dev/zero > other\n'
        'cd /; exec "$@"', "sh",
    ]  # fmt: skip

    answer = licet(*buying(shared_market), "--password-file", password, data_dir=data_dir, before=full_disk)

    if answer.code == 77:
        pytest.skip("this user may not mount a small disk")
    refused(answer, "Too little space", str(data_dir), "Free some space")
    assert (data_dir / "keystore" / "wallet.json").stat().st_size > 0


def kept_purchases(data_dir: Path) -> list[Any]:
    database = Database.open(Paths(data_dir).user_database, user_database)
    try:
        return PurchaseStore(database, lambda: 0).all()
    finally:
        database.close()


def _broken_arrays(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 no arrays")


def _pickled_arrays(path: Path) -> None:
    np.savez(path, x=np.array([{"a": 1}], dtype=object))


@pytest.mark.parametrize("write", [_broken_arrays, _pickled_arrays], ids=["damaged", "objects"])
def test_tensors_that_are_no_tensors(write: Callable[[Path], None], tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(hostile_models.random_bytes())
    write(tmp_path / "in.npz")

    refused(
        licet(
            "run", tmp_path / "model.onnx", "--tensors", tmp_path / "in.npz", "--out", tmp_path / "out.npz"
        ),
        "in.npz",
    )


def test_a_model_that_lies_about_its_sizes_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(hostile_models.dimensions_lie())
    np.savez(tmp_path / "in.npz", x=np.zeros(4, np.float32))

    answer = licet(
        "run", tmp_path / "model.onnx", "--tensors", tmp_path / "in.npz", "--out", tmp_path / "out.npz"
    )

    refused(answer)
    assert not (tmp_path / "out.npz").exists()


def test_a_port_that_is_taken(shared_market: RunningMarket) -> None:
    port = shared_market.places.rpc_url.rsplit(":", 1)[1]

    refused(licet("chain", "--port", port), port, "port is taken")


def test_a_chain_file_that_cannot_be_made(tmp_path: Path) -> None:
    refused(licet("chain", "--port", 0, "--file", tmp_path / "absent" / "chain.db"), "chain.db")


def test_a_password_file_that_is_no_text(folder: tuple[Path, Path]) -> None:
    data_dir, password = folder
    password.write_bytes(b"\xff\xfe\xfa secret")

    answer = licet("wallet", "sign-tx", "--json", "{}", "--password-file", password, data_dir=data_dir)

    assert answer.code == 2
    assert "not a text file" in answer.stderr
    assert "secret" not in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_settings_file_that_is_no_settings_file_is_set_aside(
    shared_market: RunningMarket, folder: tuple[Path, Path]
) -> None:
    data_dir, password = folder
    Paths(data_dir).settings.write_text("<html>")

    refused(licet("buy", 1, "--password-file", password, data_dir=data_dir), "network")

    assert (data_dir / "settings.damaged-1.json").read_text() == "<html>"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    refused(
        licet("wallet", "sign-tx", "--json", json.dumps({}), "--password-file", tmp_path / "file",
              data_dir=tmp_path / "file" / "below"),
        "data folder",
    )  # fmt: skip
