"""A whole life of the app, and then every byte it left is searched for what must never leave the vault."""

import base64
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop.bootstrap.seller import DEMO_SELLER_PHRASE
from desktop.content.chunks import ContentKeys
from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.wallet.derivation import age_identity
from desktop.wallet.licence_header import identity_text
from desktop.wallet.open_wallet import OpenWallet
from desktop.wallet.purchase_keys import Purchase, purchase_secret
from desktop.wallet.vault import Vault
from tests.helpers.market import RunningMarket
from tests.helpers.proc import Process
from tests.helpers.secrets import Scanner
from tests.helpers.shop import packed_model

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")

ROOT = Path(__file__).resolve().parents[3]
PASSWORD = "Žluťoučký kůň 7 pfiffige Leguane"
HOMES = ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
CONFINED = ("vault", "sealer", "worker")
WAIT_S = 60.0


@dataclass
class Life:
    """What remains of the person's processes, and the secrets that they had."""

    root: Path
    network: Path
    model: Path
    phrase: list[str]
    scanner: Scanner
    output: dict[str, bytes] = field(default_factory=dict)
    shown: dict[str, bytes] = field(default_factory=dict)
    core_limits: dict[str, list[str]] = field(default_factory=dict)


class Person:
    """The process and its pauses."""

    def __init__(self, root: Path, market: RunningMarket) -> None:
        places = market.places
        read_end, write_end = os.pipe()
        arguments = {
            "--data-dir": root / "data", "--rpc": places.rpc_url, "--market": places.market,
            "--chain-id": places.chain_id, "--listing": market.listing, "--secrets-fd": write_end,
        }  # fmt: skip
        self._errors = (root / "stderr").open("wb")
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.helpers.person",
                *(str(p) for pair in arguments.items() for p in pair),
            ],
            cwd=ROOT,
            env=os.environ | dict.fromkeys(HOMES, str(root / "home")),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            pass_fds=(write_end,),
        )
        os.close(write_end)
        self._secrets = os.fdopen(read_end)
        self.said = b""

    def say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def phrase(self) -> list[str]:
        return self._secrets.readline().split()

    def next_pause(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, Path(self._errors.name).read_text()[-3000:]
        self.said += line
        facts: dict[str, Any] = json.loads(line)
        return facts

    def end(self) -> int:
        rest, _ = self.process.communicate(timeout=WAIT_S)
        self.said += rest
        self._errors.close()
        self._secrets.close()
        return self.process.returncode


def wait_for_children(person: Person) -> dict[str, Process]:
    """The person's children by name, once one of each confined kind is there and confined."""
    deadline = time.monotonic() + WAIT_S
    while True:
        children = {child.child_name: child for child in Process(person.process.pid).descendants()}
        if all(name in children and _is_confined(children[name]) for name in CONFINED):
            return children
        assert time.monotonic() < deadline, sorted(children)
        time.sleep(0.1)


def _is_confined(process: Process) -> bool:
    try:
        return "Seccomp:\t2" in Path(f"/proc/{process.pid}/status").read_text()
    except FileNotFoundError:
        return False


def secrets_of(phrase: list[str], facts: dict[str, Any], market: RunningMarket) -> Scanner:
    """Everything that only vault, sealer or worker may know, derived here once more."""
    scanner, gateway = Scanner(), market.gateway
    listed = gateway.listing(market.listing)
    assert listed is not None
    vault = Vault()
    vault.restore(" ".join(phrase), "", PASSWORD, scrypt_n=2)
    wallet = vault.wallet()
    account = Address.parse(facts["account"])
    key = wallet.key_of(account)
    named = Purchase(gateway.chain_id, gateway.market, market.listing, account, facts["number"])
    scanner.add_phrase("phrase", phrase)
    scanner.add_text("password", PASSWORD)
    scanner.add_bytes("entropy", wallet.entropy.reveal())
    scanner.add_bytes("seed", wallet.seed.reveal())
    scanner.add_bytes("account key", key)
    scanner.add_bytes("age identity", age_identity(wallet.seed.reveal()))
    scanner.add_text("age identity as text", identity_text(age_identity(wallet.seed.reveal())))
    scanner.add_number("one-time d", purchase_secret(key, named))
    _add_model_secrets(scanner, listed[0])
    return scanner


def _add_model_secrets(scanner: Scanner, terms: Terms) -> None:
    seller = Vault()
    seller.restore(DEMO_SELLER_PHRASE, "", "seller", scrypt_n=2)
    wallet: OpenWallet = seller.wallet()
    keys = wallet.models_of(terms.seller, terms.salt)
    derived = ContentKeys.derive(keys.key, terms.nonce)
    scanner.add_bytes("model key K", keys.key)
    scanner.add_bytes("delivery secret", keys.delivery_secret)
    scanner.add_bytes("payload key", derived.payload_key)
    scanner.add_bytes("seller seed", wallet.seed.reveal())
    weights = packed_model().sealed_files["weights.bin"]
    scanner.add_bytes("weights", weights[len(weights) // 2 :][:64])


@pytest.fixture(scope="module")
def life(shared_market: RunningMarket, tmp_path_factory: pytest.TempPathFactory) -> Life:
    root = tmp_path_factory.mktemp("leaks")
    (root / "home").mkdir()
    person = Person(root, shared_market)
    try:
        person.say(PASSWORD)
        phrase = person.phrase()
        facts = person.next_pause()
        shared = shared_market.root
        lived = Life(
            root, shared / "network", shared / "models", phrase, secrets_of(phrase, facts, shared_market)
        )
        look_at(lived, person, "running")
        person.say("go on")
        assert person.next_pause()["at"] == "confirmed"
        look_at(lived, person, "confirmed")
        person.say("go on")
        assert person.end() == 0, (root / "stderr").read_text()[-3000:]
    finally:
        person.process.kill()
    lived.output = {"stdout": person.said, "stderr": (root / "stderr").read_bytes()}
    return lived


def look_at(lived: Life, person: Person, when: str) -> None:
    """Write down what the system shows of the person's processes, and of the demo network's."""
    children = wait_for_children(person)
    ours = [Process(person.process.pid), *Process(os.getpid()).descendants()]
    for process in ours:
        try:
            lived.shown[f"{when}: {process.child_name or 'person'} {process.pid}"] = process.shown()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
    lived.core_limits |= {name: children[name].core_limit() for name in CONFINED}


def test_no_file_holds_a_secret(life: Life) -> None:
    assert life.scanner.find_below(life.root) == {}


def test_the_demo_networks_files_hold_no_secret(life: Life) -> None:
    assert life.scanner.find_below(life.network) == {}


def test_nothing_printed_holds_a_secret(life: Life) -> None:
    assert life.output["stdout"]
    assert {name: found for name, text in life.output.items() if (found := life.scanner.find(text))} == {}


def test_no_argument_and_no_environment_holds_a_secret(life: Life) -> None:
    kinds = {name.split()[1] for name in life.shown}

    assert {"person", "vault", "worker", "sealer", "indexer", "chain", "seller"} <= kinds
    assert {name: found for name, data in life.shown.items() if (found := life.scanner.find(data))} == {}


def test_the_log_was_kept_in_full_while_nothing_leaked(life: Life) -> None:
    """Debug records and tracebacks of refused acts were written: the silence of the log proves something."""
    log = (life.root / "data" / "logs" / "licet.log").read_text()

    assert " DEBUG " in log
    for refused in ("WrongPassword", "WalletLocked", "InvalidPhrase", "Keystore"):
        assert refused in log, refused


def test_confined_children_leave_no_core_file(life: Life) -> None:
    assert life.core_limits == {name: ["0", "0"] for name in CONFINED}


@pytest.mark.parametrize(
    "planted",
    [
        lambda life: " ".join(life.phrase).encode(),
        lambda life: json.dumps(life.phrase[4:7], indent=1).encode(),
        lambda life: PASSWORD.encode(),
        lambda life: PASSWORD.encode("utf-16-le"),
        lambda life: opened(life).seed.reveal(),
        lambda life: b"{" + opened(life).seed.reveal().hex().upper().encode(),
        lambda life: base64.b64encode(b"{" + opened(life).seed.reveal() + b"}"),
        lambda life: opened(life).key_of(opened(life).accounts[0].address),
    ],
    ids=[
        "phrase",
        "three words",
        "password",
        "password for Qt",
        "seed",
        "seed in hex",
        "seed in base64",
        "account key",
    ],
)
def test_the_search_finds_a_planted_secret(life: Life, tmp_path: Path, planted: Any) -> None:
    log = (life.root / "data" / "logs" / "licet.log").read_bytes()
    (tmp_path / "log").write_bytes(log[: len(log) // 2] + planted(life) + log[len(log) // 2 :])

    assert life.scanner.find_below(tmp_path).keys() == {str(tmp_path / "log")}


def test_the_search_knows_the_weights(life: Life) -> None:
    """The same bytes lie in the seller's own, unsealed model file."""
    found = life.scanner.find_below(life.model)

    assert {name for names in found.values() for name in names} == {"weights raw"}


def opened(life: Life) -> OpenWallet:
    vault = Vault()
    vault.restore(" ".join(life.phrase), "", PASSWORD, scrypt_n=2)
    return vault.wallet()
