"""The real vault process: confined, complete under confinement, forgotten when locked, and silent."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from eth_account import Account as EthAccount

from desktop import processes
from desktop.core.accounts import PathScheme, WatchOnlyAccount
from desktop.core.errors import ChildDied, WalletLocked, WrongPassword
from desktop.core.exchange import Delivery, Order, Terms, key_hash, order_id
from desktop.core.identity import Address, keccak256
from desktop.core.reports import UnreadableReport
from desktop.core.tokens import PermitDomain, PermitRequest
from desktop.core.transactions import UnsignedTransaction
from desktop.services.purchase.ports import PurchaseKey
from desktop.wallet import calldata
from desktop.wallet.account_client import AccountVaultClient
from desktop.wallet.client import VaultClient
from desktop.wallet.errors import (
    AddressMismatch,
    KdfTooCostly,
    NothingToComplain,
    NotTheSellers,
    PolicyRefused,
    UnknownWord,
)
from desktop.wallet.files import WalletFile
from desktop.wallet.open_wallet import OpenWallet
from desktop.wallet.report_client import ReportVaultClient
from desktop.wallet.vault import Vault

ROOT = Path(__file__).parents[3]
PASSWORD = "a password for tests"
PHRASE = "test test test test test test test test test test test junk"
FIRST = Address.parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")
CHAIN, MARKET, SALT = 31337, Address(b"\x55" * 20), b"\x07" * 32
WAIT_S = 30.0
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="confined on Linux only so far")


@pytest.fixture(scope="module")
def client() -> Iterator[VaultClient]:
    """A client at a low cost factor; its process is started again where a test ended it."""
    vault = VaultClient(scrypt_n=2)
    yield vault
    vault.lock()


@pytest.fixture
def opened(client: VaultClient) -> VaultClient:
    """The same with everybody's test phrase open."""
    client.restore(PHRASE, "", PASSWORD)
    return client


def transaction(**changes: Any) -> UnsignedTransaction:
    values = {
        "chain_id": CHAIN, "nonce": 3, "to": MARKET, "value_wei": 10**20, "data": b"", "gas_limit": 21000,
        "max_fee_wei": 2 * 10**9, "max_priority_fee_wei": 10**9,
    }  # fmt: skip
    return UnsignedTransaction(**(values | changes))


def terms_of(client: VaultClient) -> Terms:
    zero = Address(bytes(20))
    listed = client.model_key_hash(FIRST, CHAIN, MARKET, SALT)
    return Terms(
        FIRST, FIRST, zero, 10**16, 10**15, 10**14, 0, 3600, 7200, 0, 0, 0, zero, 0, 1024, bytes(16), listed,
        b"\x01" * 32, b"\x02" * 32, b"\x03" * 32, SALT,
    )  # fmt: skip


def buy(client: VaultClient) -> tuple[PurchaseKey, Order, int]:
    """A purchase whose numbers do not fit into 63 bits."""
    key = PurchaseKey(FIRST, CHAIN, MARKET, 5, 2**64 - 1)
    px, parity = client.purchase_point(key)
    order = Order(5, FIRST, FIRST, 1_700_000_000, px, parity, key.number)
    return key, order, order_id(CHAIN, MARKET, 5, FIRST, FIRST, px, parity)


def deliver(client: VaultClient, terms: Terms, order: Order, number: int) -> Delivery:
    rx, parity, wrapped = client.wrap_delivery(FIRST, CHAIN, MARKET, number, order.px, order.parity, terms)
    return Delivery(rx, parity, wrapped, 1_700_000_100)


def wait_until_gone(pid: int) -> bool:
    """Whether a process that is not our child ends in time."""
    tick = threading.Event()
    for _ in range(int(WAIT_S / 0.05)):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        tick.wait(0.05)
    return False


@linux_only
def test_the_vault_gives_up_its_rights_before_it_answers(client: VaultClient) -> None:
    report = client.confinement()

    assert {"no_new_privs", "no-dumps", "no-core", "seccomp"} <= set(report["active"])
    status = Path(f"/proc/{client.pid}/status").read_text()
    assert "NoNewPrivs:\t1" in status
    assert "Seccomp:\t2" in status
    limits = Path(f"/proc/{client.pid}/limits").read_text()
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]


ORDINARY_USER = """
import os
import desktop.sandbox.linux
from desktop.wallet import child
child.word_lists()
child.rehearse()  # this account may not read where Python lies, so everything is imported before
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
child.main()
"""


@linux_only
@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may become another user")
def test_the_vault_is_confined_and_works_as_an_ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "child_command", lambda _: [sys.executable, "-P", "-c", ORDINARY_USER])
    client = VaultClient()
    try:
        _words, data, accounts = client.create(PASSWORD)
        report = client.confinement()
        status = Path(f"/proc/{client.pid}/status").read_text()

        assert client.unlock(data, PASSWORD) == accounts
        assert "Uid:\t65534\t65534" in status
        assert {"no_new_privs", "no-dumps", "no-core", "seccomp"} <= set(report["active"])
    finally:
        client.lock()


TRYING = """
import os, socket, subprocess, sys, tempfile
from pathlib import Path
from desktop.wallet import child

TEMPORARY = tempfile.gettempdir()  # found before the vault gives up its files

def tried():
    attempts = {
        "socket": lambda: socket.socket(socket.AF_INET),
        "unix socket": lambda: socket.socket(socket.AF_UNIX),
        "new file": lambda: os.open(TEMPORARY + "/of-the-vault", os.O_CREAT | os.O_WRONLY),
        "old file": lambda: os.open("/etc/hostname", os.O_RDONLY),
        "own file": lambda: os.open(sys.executable, os.O_RDONLY),
        "folder": lambda: os.mkdir(TEMPORARY + "/folder-of-the-vault"),
        "program": lambda: subprocess.Popen(["true"]),
        "fork": os.fork,
        "pipe": os.pipe,
        "kill": lambda: os.kill(os.getppid(), 0),
    }
    found = {}
    for name, attempt in attempts.items():
        try:
            attempt()
        except PermissionError:
            found[name] = "refused"
        except OSError as error:
            found[name] = f"refused {error.errno}"
        else:
            found[name] = "done"
    return found

operations_of = child.operations_of
child.operations_of = lambda vault: {**operations_of(vault), "tried": tried}
try:
    subprocess.run(["true"])  # what it needs is read before
finally:
    child.main()
"""


@linux_only
def test_the_open_vault_itself_gets_no_socket_no_file_and_no_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(processes, "child_command", lambda _: [sys.executable, "-P", "-c", TRYING])
    client = VaultClient(scrypt_n=2)
    try:
        _words, _data, accounts = client.create(PASSWORD)
        client.sign_transaction(accounts[0].address, transaction())

        found = client.request("tried")
    finally:
        client.lock()

    assert set(found.values()) == {"refused"}, found


@linux_only
@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may look into the vault")
def test_the_vault_has_pipes_open_and_nothing_else(opened: VaultClient) -> None:
    links = [str(entry.readlink()) for entry in Path(f"/proc/{opened.pid}/fd").iterdir()]

    assert links
    assert all(link.startswith("pipe:") for link in links)


def test_everything_works_under_confinement(opened: VaultClient) -> None:
    sealer = X25519PrivateKey.generate()
    public = sealer.public_key().public_bytes_raw()
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    terms = terms_of(opened)
    key, order, number = buy(opened)
    delivery = deliver(opened, terms, order, number)

    received = opened.receive(key, number, delivery, terms.key_hash, FIRST)

    assert received.matches
    assert received.licence is not None
    model_key = suite.decrypt(opened.release_key(received.licence, public), sealer, info=b"licet sealer 1")
    sealed = suite.decrypt(
        opened.seal_key(FIRST, CHAIN, MARKET, SALT, public), sealer, info=b"licet sealer 1"
    )
    assert model_key == sealed
    assert key_hash(CHAIN, MARKET, FIRST, model_key) == terms.key_hash


def test_a_wrong_key_is_found_and_its_complaint_signed(opened: VaultClient) -> None:
    terms = terms_of(opened)
    key, order, number = buy(opened)
    right = deliver(opened, terms, order, number)
    wrong = Delivery(right.rx, right.parity, bytes(16), right.delivered_at)

    assert not opened.receive(key, number, wrong, terms.key_hash, FIRST).matches
    secret = opened.complaint_secret(key, number, wrong, terms.key_hash, FIRST)

    data = (
        calldata.COMPLAIN_KEY + terms.encode() + order.encode() + wrong.encode() + secret.to_bytes(32, "big")
    )
    signed = opened.sign_transaction(FIRST, transaction(data=data, value_wei=0))
    assert EthAccount.recover_transaction(signed.raw) == str(FIRST)
    with pytest.raises(NothingToComplain):
        opened.complaint_secret(key, number, right, terms.key_hash, FIRST)


def test_a_delivery_is_signed_and_another_is_not(opened: VaultClient) -> None:
    terms = terms_of(opened)
    _key, order, number = buy(opened)
    right = deliver(opened, terms, order, number)
    head = calldata.DELIVER + terms.encode() + order.encode()

    signed = opened.sign_delivery(FIRST, transaction(data=head + right.encode()[:96], value_wei=0))

    assert EthAccount.recover_transaction(signed.raw) == str(FIRST)
    wrong = Delivery(right.rx, right.parity, bytes(16), 0)
    with pytest.raises(PolicyRefused):
        opened.sign_delivery(FIRST, transaction(data=head + wrong.encode()[:96], value_wei=0))


def test_a_report_is_sealed_and_opened_under_confinement(opened: VaultClient) -> None:
    terms = terms_of(opened)
    key, order, number = buy(opened)
    right, reports = deliver(opened, terms, order, number), ReportVaultClient(opened)

    sealed = reports.seal_report(key, number, right, terms, b"it crashes")

    assert reports.open_report(CHAIN, MARKET, number, order, terms, FIRST, sealed) == b"it crashes"
    with pytest.raises(NotTheSellers):
        reports.seal_report(key, number, Delivery(right.rx, right.parity, bytes(16), 0), terms, b"it crashes")
    with pytest.raises(UnreadableReport):
        reports.open_report(CHAIN, MARKET, number, order, terms, MARKET, sealed)


def test_a_payment_and_a_message_carry_the_accounts_signature(opened: VaultClient) -> None:
    message = {
        "types": {"EIP712Domain": [{"name": "name", "type": "string"}], "Note": [{"name": "n", "type": "uint256"}]},
        "primaryType": "Note", "domain": {"name": "test"}, "message": {"n": 2**200},
    }  # fmt: skip

    signed = opened.sign_transaction(FIRST, transaction())
    created = opened.sign_fields(FIRST, {
        "chainId": CHAIN, "nonce": 0, "value": 2**70, "gas": 10**6, "maxFeePerGas": 1, "maxPriorityFeePerGas": 1,
        "data": b"\x60\x00",
    }, consent=PASSWORD)  # fmt: skip
    signature = opened.sign_typed(FIRST, json.dumps(message).encode(), consent=PASSWORD)

    assert signed.hash == keccak256(signed.raw)
    assert EthAccount.recover_transaction(signed.raw) == str(FIRST)
    assert EthAccount.recover_transaction(created.raw) == str(FIRST)
    assert len(signature) == 65


def test_a_permit_is_signed_under_confinement_for_the_price_and_not_for_longer(opened: VaultClient) -> None:
    token, price = Address(b"\x70" * 20), 2**96 - 2
    terms = replace(terms_of(opened), currency=token, price=price)
    key, domain = PurchaseKey(FIRST, CHAIN, MARKET, 1, 7), PermitDomain("Plain", "1")
    deadline = int(time.time()) + 1800

    permit = opened.sign_permit(key, terms, domain, 2**200, deadline)

    request = PermitRequest(token, FIRST, MARKET, price, 2**200, deadline)
    vrs = (permit.v, int.from_bytes(permit.r, "big"), int.from_bytes(permit.s, "big"))
    assert EthAccount._recover_hash(request.digest(domain, CHAIN), vrs=vrs) == str(FIRST)
    assert (permit.value, permit.deadline) == (price, deadline)
    with pytest.raises(PolicyRefused):
        opened.sign_permit(key, terms, domain, 0, deadline + 7200)


def test_the_rest_of_a_wallets_life_works_under_confinement(client: VaultClient, tmp_path: Path) -> None:
    phrase, data, accounts = client.create(PASSWORD, words=24)
    file = WalletFile(tmp_path / "wallet.json", reopen=client.reopen)
    client.verify(data, PASSWORD)
    file.write(data)

    second, data = AccountVaultClient(client).add_next(PathScheme.BIP44, "Second")
    file.write(data)
    third, data = client.import_private_key("09" * 32, "Third")
    file.write(data)
    exported = client.export_v3(second.address, PASSWORD, "another password")
    pack, operator = client.export_seller_pack(accounts[0].address, [SALT], "another password")
    with_slot, secret = client.add_keychain_slot(PASSWORD)
    identity = client.export_age_identity(PASSWORD)
    backup = client.check_backup({0: phrase[0], 23: phrase[23]})
    changed = client.change_password(PASSWORD, "a third password")

    assert backup
    assert client.reveal_phrase("a third password") == phrase
    assert identity.startswith("AGE-SECRET-KEY-1")
    assert len(client.unlock_with_secret(with_slot, secret)) == 3
    assert client.remove_keychain_slot() != with_slot
    assert [a.kind for a in client.unlock(changed, "a third password")] == ["hd", "hd", "imported"]
    assert client.unlock(pack, "another password")[0].address == operator
    client.create(PASSWORD)
    assert client.import_v3(exported, "another password", "")[0].address == second.address
    assert third.name == "Third"


def test_the_standard_cost_is_affordable_under_confinement() -> None:
    client = VaultClient()
    try:
        _words, data, accounts = client.create(PASSWORD)
        assert client.unlock(data, PASSWORD) == accounts
    finally:
        client.lock()


def test_errors_come_back_as_themselves_with_their_data(opened: VaultClient) -> None:
    data = opened.reveal_phrase(PASSWORD) and AccountVaultClient(opened).add_next(PathScheme.BIP44, "")[1]
    swapped = json.loads(data)
    swapped["accounts"][0]["address"] = str(MARKET)
    costly = json.loads(data)
    costly["crypto"]["kdfparams"]["n"] = 2**40

    with pytest.raises(WrongPassword):
        opened.unlock(data, "not this password")
    with pytest.raises(AddressMismatch) as mismatch:
        opened.unlock(json.dumps(swapped).encode(), PASSWORD)
    with pytest.raises(KdfTooCostly) as cost:
        opened.unlock(json.dumps(costly).encode(), PASSWORD)
    with pytest.raises(UnknownWord) as word:
        opened.restore(PHRASE.replace("junk", "jonk"), "", PASSWORD)

    assert mismatch.value.expected == str(FIRST)
    assert cost.value.needed_bytes == 128 * 8 * 2**40
    assert word.value.position == 12
    assert opened.is_unlocked


def test_locking_ends_the_process_and_unlocking_starts_another(opened: VaultClient) -> None:
    _account, data = AccountVaultClient(opened).add_next(PathScheme.BIP44, "")
    pid = opened.pid
    assert pid is not None

    opened.lock()

    assert wait_until_gone(pid)
    assert not opened.is_unlocked
    with pytest.raises(WalletLocked):
        opened.sign_transaction(FIRST, transaction())
    assert len(opened.unlock(data, PASSWORD)) == 2
    assert opened.pid != pid


def test_a_killed_vault_locks_the_wallet_and_loses_nothing(opened: VaultClient) -> None:
    _account, data = AccountVaultClient(opened).add_next(PathScheme.BIP44, "")
    assert opened.pid is not None

    os.kill(opened.pid, signal.SIGKILL)
    with pytest.raises((ChildDied, WalletLocked)):
        opened.sign_transaction(FIRST, transaction())

    assert not opened.is_unlocked
    assert len(opened.unlock(data, PASSWORD)) == 2


def test_before_the_first_unlock_everything_is_locked() -> None:
    client = VaultClient()

    with pytest.raises(WalletLocked):
        client.sign_transaction(FIRST, transaction())

    assert client.pid is None


CLIENT = """
import sys
from pathlib import Path
from desktop.core.identity import Address
from desktop.services.purchase.ports import PurchaseKey
from desktop.wallet.client import VaultClient

account = Address.parse(sys.argv[2])
client = VaultClient()
client.unlock(Path(sys.argv[1]).read_bytes(), sys.stdin.readline().strip())
point = client.purchase_point(PurchaseKey(account, 1, account, 1, 1))
licence = client.free_licence(bytes(range(200, 216)))
client.release_key(licence, (9).to_bytes(32, "little"))
client.model_key_hash(account, 1, account, bytes(32))
client.seal_key(account, 1, account, bytes(32), (9).to_bytes(32, "little"))
client.sign_fields(account, {"chainId": 31337, "nonce": 0, "to": account, "value": 1, "gas": 21000, "maxFeePerGas": 1,
                             "maxPriorityFeePerGas": 1})
print("ready", client.pid, flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def other_app(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", int, OpenWallet]]:
    """Another process that has unlocked and used a wallet; its vault's pid; what that wallet holds."""
    vault = Vault()
    _words, data, accounts = vault.create(PASSWORD, scrypt_n=2)
    path = tmp_path / "wallet.json"
    path.write_bytes(data)
    app = subprocess.Popen(
        [sys.executable, "-c", CLIENT, str(path), str(accounts[0].address)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert app.stdin is not None
    assert app.stdout is not None
    app.stdin.write(PASSWORD + "\n")
    app.stdin.flush()
    pid = int(app.stdout.readline().split()[1])
    yield app, pid, vault.wallet()
    app.kill()
    app.wait()
    app.stdin.close()
    app.stdout.close()


def memory_of(pid: int) -> Iterator[bytes]:
    """The writable memory of a process."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_rest = line.split()
            if not rights.startswith("rw") or line.endswith(("[vvar]", "[vsyscall]")):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(start)
                yield memory.read(end - start)
            except OSError:
                continue


@linux_only
def test_the_memory_of_the_app_holds_no_phrase_and_no_key(
    other_app: tuple["subprocess.Popen[str]", int, OpenWallet],
) -> None:
    app, vault_pid, wallet = other_app
    account = wallet.account_list[0].address
    models = wallet.models_of(account, bytes(32))
    keys = [
        wallet.seed.reveal(), wallet.entropy.reveal(), wallet.key_of(account), wallet.seller_secret(account),
        models.key, models.delivery_secret,
    ]  # fmt: skip
    needles = [*keys, *(key.hex().encode() for key in keys), " ".join(wallet.words()).encode()]

    memory = list(memory_of(app.pid))

    assert any(account.raw in region for region in memory)  # the search finds what is there
    if os.getuid() == 0:  # nobody else may look into the vault
        assert any(wallet.seed.reveal() in region for region in memory_of(vault_pid))
    assert [needle.hex() for needle in needles if any(needle in region for region in memory)] == []


@linux_only
def test_neither_arguments_nor_environment_hold_a_secret(
    other_app: tuple["subprocess.Popen[str]", int, OpenWallet],
) -> None:
    app, vault_pid, wallet = other_app
    for pid in (app.pid, vault_pid):
        for name in ("cmdline", "environ"):
            try:
                content = Path(f"/proc/{pid}/{name}").read_bytes()
            except PermissionError:
                assert pid == vault_pid  # not dumpable: not even its own user may look
                continue
            assert PASSWORD.encode() not in content
            assert all(f" {word} ".encode() not in content for word in wallet.words())


@linux_only
def test_a_killed_app_takes_its_vault_along(
    other_app: tuple["subprocess.Popen[str]", int, OpenWallet],
) -> None:
    app, vault_pid, _wallet = other_app

    app.kill()

    assert wait_until_gone(vault_pid)


def test_a_whole_life_leaves_no_secret_in_the_log(
    client: VaultClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    words, data, accounts = client.create(PASSWORD)
    client.import_private_key("09" * 32, "")
    client.reveal_phrase(PASSWORD)
    with pytest.raises(WrongPassword):
        client.unlock(data, "another password")
    client.sign_transaction(accounts[0].address, transaction())
    client.lock()

    written = caplog.text + "".join(capfd.readouterr()) + repr(client) + repr(vars(client))

    assert PASSWORD not in written
    assert "09" * 32 not in written
    assert " ".join(words) not in written
    assert words[0] + " " + words[1] not in written


def test_the_list_of_accounts_and_rehearsals_work_under_confinement(opened: VaultClient) -> None:
    desk = AccountVaultClient(opened)
    before = desk.list_accounts()

    ledger, _data = desk.add_next(PathScheme.LEDGER_LIVE, "Ledger")
    desk.watch(MARKET, "Cold")
    accounts, data = desk.set_accounts(desk.list_accounts()[::-1])
    whole = desk.rehearse_file(data, PASSWORD, [opened.free_licence(b"\x05" * 16)])
    words = desk.rehearse_phrase(PHRASE, "", [])

    assert desk.addresses_at(["m/44'/60'/1'/0/0"]) == [ledger.address]
    assert [account.name for account in accounts] == ["Cold", "Ledger", "Account 1"]
    assert (whole.same_phrase, whole.missing, whole.licences) == (True, (), 1)
    assert set(words.restored) == {FIRST, ledger.address}
    assert desk.export_private_key(FIRST, PASSWORD).startswith("0xac09")
    assert desk.word_count() == 12
    assert desk.revert(desk.rewrite()) == accounts
    assert before == desk.remove_account(MARKET)[0][1:]
    desk.watch(MARKET, "again")
    with pytest.raises(WatchOnlyAccount):
        opened.sign_transaction(MARKET, transaction())
