"""``licet wallet offline`` as scripts use it: three commands, of which the middle one has no network at all."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from desktop.chain.embedded.server import running
from desktop.chain.rpc import RpcClient
from desktop.cli import licet as licet_command
from tests.helpers.cli import licet, make_wallet

YOU = "0x" + "35" * 20
WITHOUT_NETWORK = ("unshare", "--map-root-user", "--net")


def can_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*WITHOUT_NETWORK, "true"], check=False, capture_output=True).returncode == 0


def command(*arguments: object, data_dir: Path) -> Any:
    """A command in this process, with its JSON."""
    place = ["--data-dir", str(data_dir), "wallet", "offline", *map(str, arguments), "--json"]
    done = CliRunner().invoke(licet_command, place)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.mark.skipif(not can_unshare(), reason="this system gives no namespace without a network")
def test_made_here_signed_without_a_network_and_sent_from_here(tmp_path: Path) -> None:
    account, password = make_wallet(tmp_path / "cold")
    to_sign, signed = tmp_path / "to-sign.json", tmp_path / "signed.json"
    with running(None) as server:
        rpc = RpcClient(server.url)
        rpc.send("licet_faucet", [str(account)], str)

        built = command(
            "build", "--from", account, "--to", YOU, "--amount", "0.5", "--note", "rent",
            "--rpc-url", server.url, "--out", to_sign, data_dir=tmp_path / "hot",
        )  # fmt: skip
        made = licet(
            "wallet", "offline", "sign", to_sign, "--password-file", password, "--out", signed, "--json",
            data_dir=tmp_path / "cold", before=WITHOUT_NETWORK,
        ).json  # fmt: skip
        sent = command("send", signed, "--rpc-url", server.url, data_dir=tmp_path / "hot")

        assert (built["signed"], made["signed"], made["note"]) == (False, True, "rent")
        assert made["from"] == str(account)
        assert sent == {"hash": made["hash"], "state": "ready", "sent": True}
        assert rpc.call("eth_getBalance", [YOU, "latest"], str) == hex(5 * 10**17)
        rpc.close()


def test_with_every_number_given_no_node_is_asked(tmp_path: Path) -> None:
    out = tmp_path / "to-sign.json"

    told = command(
        "build", "--from", "0x" + "11" * 20, "--to", YOU, "--amount", "1", "--nonce", 4, "--gas", 21000,
        "--max-fee", "30", "--tip", "1.5", "--chain-id", 1, "--out", out, data_dir=tmp_path / "none",
    )  # fmt: skip

    assert (told["chainId"], told["nonce"], told["maxPriorityFeePerGas"]) == (1, 4, str(1_500_000_000))
    assert json.loads(out.read_bytes())["kind"] == "licet-transaction-to-sign"
    assert not (tmp_path / "none").exists()
    assert out.stat().st_size < 2_000
