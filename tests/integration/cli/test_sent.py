"""``licet wallet sent``, ``speed-up`` and ``take-back``: one act however many attempts, found again by every process."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from desktop.bootstrap.sent import sent_room
from desktop.chain.embedded.server import running
from desktop.chain.rpc import RpcClient
from desktop.cli import licet
from desktop.core.agreements import Unattended
from desktop.core.identity import Address
from desktop.core.transactions import Call
from desktop.services.journal import Purpose
from tests.helpers.app import PASSWORD
from tests.helpers.cli import make_wallet

YOU = Address(b"\x35" * 20)


@dataclass
class Shell:
    """A data directory with a wallet, and a chain whose blocks come only when they are asked for."""

    data_dir: Path
    password: Path
    url: str
    rpc: RpcClient
    account: Address

    def pay(self, wei: int) -> str:
        with sent_room(self.data_dir, self.url, PASSWORD) as room:
            call, purpose = Call(YOU, value_wei=wei), Purpose("send", -wei, YOU)
            signed = room.sent.transactions.submit(self.account, call, purpose, lambda _: None, Unattended())
        return "0x" + signed.hash.hex()

    def run(self, *arguments: object, code: int = 0) -> Any:
        place = ["--data-dir", str(self.data_dir), "wallet", *map(str, arguments), "--rpc-url", self.url]
        done = CliRunner().invoke(licet, [*place, "--json"])
        assert done.exit_code == code, done.output
        return json.loads(done.stdout) if not code else done.output

    def mine(self) -> None:
        self.rpc.send("evm_mine", [], object)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    data_dir = tmp_path_factory.mktemp("sent") / "data"
    account, password = make_wallet(data_dir)
    with running(None) as server:
        rpc = RpcClient(server.url)
        rpc.send("licet_faucet", [str(account)], str)
        rpc.send("evm_setAutomine", [False], object)
        yield Shell(data_dir, password, server.url, rpc, account)
        rpc.close()


def test_what_waits_is_sped_up_and_listed_as_one(shell: Shell) -> None:
    first = shell.pay(7)

    told = shell.run("speed-up", first, "--speed", "fast", "--password-file", shell.password)
    (listed,) = shell.run("sent")["sent"]
    shell.mine()
    (done,) = shell.run("sent")["sent"]

    assert [attempt["kind"] for attempt in told["attempts"]] == ["first", "speed-up"]
    assert (listed["state"], listed["attempts"]) == ("pending", told["attempts"])
    assert (done["state"], done["hash"]) == ("done", told["hash"])
    assert int(done["fee"]) > 0


def test_what_waits_is_taken_back_once(shell: Shell) -> None:
    sent = shell.pay(9)

    shell.run("take-back", sent, "--password-file", shell.password)
    shell.mine()

    assert shell.run("sent", "--limit", 1)["sent"][0]["state"] == "cancelled"


@pytest.mark.parametrize("name", ["0x12", "nothing", "0x" + "zz" * 32])
def test_what_is_no_hash_is_refused_in_words(shell: Shell, name: str) -> None:
    assert "named by its hash" in shell.run("speed-up", name, "--password-file", shell.password, code=2)
