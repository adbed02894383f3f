"""The vault process: learns everything it needs, gives up its rights, then answers the app over one pipe."""

import ctypes
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from desktop.core.accounts import PathScheme
from desktop.core.block_lists import BlockList, list_bytes
from desktop.core.errors import Bug
from desktop.core.exchange import Order, Terms, order_id
from desktop.core.identity import ZERO_ADDRESS, Address
from desktop.core.run_exports import ExportedRun, record_bytes
from desktop.core.run_records import ModelNote, RunDetail, RunRecord, Versions
from desktop.core.runs import SandboxLevel
from desktop.core.signed_documents import document_bytes
from desktop.core.snapshots import Counts, SnapshotHead
from desktop.core.spending import Limit, SpendingLimits
from desktop.processes import Channel, serve
from desktop.sandbox import confine
from desktop.wallet.account_desk import AccountDesk
from desktop.wallet.answering import KeyAnswers
from desktop.wallet.buying import Buyer
from desktop.wallet.limit_desk import LimitDesk
from desktop.wallet.limit_rows import encode_limits
from desktop.wallet.limits import MAX_KDF_BYTES
from desktop.wallet.mnemonic import word_lists
from desktop.wallet.rehearsing import Rehearsals
from desktop.wallet.selling import Seller
from desktop.wallet.signing import Signer
from desktop.wallet.vault import Vault
from desktop.wallet.wire import handler, to_wire

_MCL_CURRENT, _MCL_FUTURE, _MCL_ONFAULT = 1, 2, 4
_CAP_IPC_LOCK = 14
_REHEARSAL_SCRYPT_N: Final = 2
_RECURSION_LIMIT: Final = 1000
_TYPED_MESSAGE = (
    b'{"types":{"EIP712Domain":[{"name":"name","type":"string"}],"Note":[{"name":"texts","type":"string[]"},'
    b'{"name":"owner","type":"address"},{"name":"value","type":"int256"},{"name":"data","type":"bytes"}]},'
    b'"primaryType":"Note","domain":{"name":"rehearsal"},"message":{"texts":["a"],'
    b'"owner":"0x0000000000000000000000000000000000000001","value":-1,"data":"0x01"}}'
)


def main() -> None:
    """Run the vault until the app closes the pipe."""
    channel = Channel()
    word_lists()
    rehearse()
    # py_ecc raised it to 100,000, at which deep nesting crashes the process instead of raising an error.
    sys.setrecursionlimit(_RECURSION_LIMIT)
    locked = _lock_memory()
    level = confine("vault")
    vault = Vault()
    operations = operations_of(vault)
    operations["confinement"] = lambda: _report(level, locked)
    try:
        serve(channel, operations)
    finally:
        vault.close()


def operations_of(vault: Vault) -> dict[str, Callable[..., Any]]:
    """Every request that the vault answers, by name."""
    signer, buyer, seller, answers = Signer(vault), Buyer(vault), Seller(vault), KeyAnswers(vault)
    limits = LimitDesk(vault)
    desk, rehearsals = AccountDesk(vault), Rehearsals(vault)
    operations: tuple[Callable[..., Any], ...] = (
        vault.create, vault.restore, vault.address_at, vault.unlock, vault.unlock_with_secret, vault.verify, vault.reopen,
        vault.change_password, vault.check_backup, vault.reveal_phrase, vault.import_v3,
        vault.import_private_key, vault.export_v3, vault.add_keychain_slot, vault.remove_keychain_slot,
        limits.record_now, limits.spent_now, limits.journal_head, limits.set_limits, limits.count_anew, signer.reasons_for,
        vault.rewrite, vault.revert,
        desk.list_accounts, desk.addresses_at, desk.add_next, desk.add_at, desk.watch, desk.set_accounts, desk.remove_account,
        desk.export_private_key, rehearsals.rehearse_file, rehearsals.rehearse_phrase, rehearsals.word_count,
        buyer.purchase_point, buyer.receive, buyer.complaint_secret, buyer.free_licence, buyer.release_key, buyer.content_complaint_key,
        buyer.licence_key_hashes, buyer.backup_seal, buyer.export_age_identity,
        buyer.seal_report, answers.wrap_answer,
        seller.model_key_hash, seller.seal_key, seller.wrap_delivery, seller.open_report, seller.export_seller_pack,
    )  # fmt: skip
    signing: tuple[Callable[..., Any], ...] = (
        signer.sign_transaction, signer.sign_delivery, signer.sign_typed, signer.sign_run_record, signer.sign_document,
        signer.sign_block_list, buyer.sign_permit, answers.sign_answer,
    )  # fmt: skip
    return {operation.__name__: handler(operation) for operation in operations} | {
        operation.__name__: _with_record(handler(operation), vault) for operation in signing
    }


def _with_record(sign: Callable[..., Any], vault: Vault) -> Callable[..., Any]:
    """A signature leaves together with its entry in the journal and the new record, for the window to keep first."""

    def handle(**arguments: Any) -> dict[str, Any]:
        signed = sign(**arguments)
        return {"signed": signed, "kept": to_wire(vault.take_kept())}

    return handle


def rehearse() -> None:
    """Do everything once with a throw-away wallet: what the libraries load late must be loaded before confinement."""
    _check_derivation()
    vault = Vault()
    password = "rehearsal"  # noqa: S105 - of a wallet that lives for milliseconds
    _words, data, accounts = vault.create(password, scrypt_n=_REHEARSAL_SCRYPT_N)
    account = accounts[0].address
    vault.unlock(data, password)
    exported = vault.export_v3(account, password, password, scrypt_n=_REHEARSAL_SCRYPT_N)
    file, _operator = Seller(vault).export_seller_pack(
        account, [bytes(32)], password, scrypt_n=_REHEARSAL_SCRYPT_N
    )
    Signer(vault).sign_typed(account, _TYPED_MESSAGE, password)
    _limit(vault, account, password)
    Signer(vault).sign_run_record(account, _run_record())
    Signer(vault).sign_document(account, SnapshotHead.kind, _snapshot_head())
    Signer(vault).sign_block_list(account, _block_list(account))
    # With the password, as everything that asks for one: the day of a wallet without a record counts as spent.
    Signer(vault).sign_transaction(account, _transaction(account), password)
    _trade(vault, account, password)
    other = Vault()
    other.create(password, scrypt_n=_REHEARSAL_SCRYPT_N)
    other.import_v3(exported, password, "")
    other.verify(file, password)
    with_slot, secret = vault.add_keychain_slot(password)
    vault.unlock_with_secret(with_slot, secret)
    vault.close()
    other.close()


def _limit(vault: Vault, account: Address, password: str) -> None:
    limits = LimitDesk(vault)
    limits.set_limits(encode_limits(SpendingLimits((Limit(1, account, 1, 1),))), password)
    limits.spent_now()
    file, record = limits.set_limits(encode_limits(SpendingLimits()), password)
    vault.unlock(file, password, record)


def _check_derivation() -> None:
    """Whoever derives other keys than all other wallets loses people's coins: better no vault than such a one.

    The first account of the phrase that Hardhat, Foundry and anvil publish.
    """
    phrase = "test test test test test test test test test test test junk"
    found = Vault().address_at(phrase, "", PathScheme.BIP44.path(0))
    if str(found) != "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266":
        raise Bug("the library derives other keys than it should")


def _trade(vault: Vault, account: Address, password: str) -> None:
    buyer, seller, salt = Buyer(vault), Seller(vault), bytes(32)
    key_hash = seller.model_key_hash(account, 1, account, salt)
    px, parity = buyer.purchase_point(account, 1, account, 1, 1)
    terms = Terms(
        account, account, account, 1, 1, 1, 1, 1, 1, 1, 1, 0, account, 0, 1, bytes(16), key_hash, salt, salt, salt, salt
    )  # fmt: skip
    order = Order(1, account, account, 0, px, parity, 1)
    number = order_id(1, account, 1, account, account, px, parity)
    wrapped = seller.wrap_delivery(account, 1, account, number, px, parity, terms.encode())
    in_tokens = replace(terms, currency=Address(bytes(range(20))))
    permit = (account, 1, ZERO_ADDRESS, in_tokens.encode(), "name", "1", 0, int(time.time()) + 60)
    buyer.sign_permit(*permit, password)
    licence = buyer.receive(
        account, 1, account, order.listing, order.number, number,
        wrapped.rx, wrapped.parity, wrapped.wrapped, key_hash, account,
    )  # fmt: skip
    if licence is None:
        raise RuntimeError("a delivery of our own did not open")
    sealed = buyer.seal_report(
        account, 1, account, order.listing, order.number, number,
        wrapped.rx, wrapped.parity, wrapped.wrapped, key_hash, account, b"",
    )  # fmt: skip
    seller.open_report(account, 1, account, number, px, parity, terms.encode(), account, sealed)
    # Any valid public key will do for the rehearsal: 9 is the base point of X25519.
    buyer.release_key(licence, (9).to_bytes(32, "little"))
    buyer.licence_key_hashes(licence, 1, account, [account.raw])
    buyer.backup_seal(salt)
    KeyAnswers(vault).wrap_answer(1, account, number, account, px, parity, terms.encode(), licence)
    seller.seal_key(account, salt, (9).to_bytes(32, "little"))
    # A leaf that is wrong, so that the cipher is loaded too.
    buyer.content_complaint_key(licence, 1, account, account, key_hash, bytes(16), 1, 0, bytes(1), salt)


def _run_record() -> bytes:
    sandbox = SandboxLevel("none", ())
    detail = RunDetail(
        ModelNote("", "", "0" * 64, ""), "", "", {"a": 0.5}, (), Versions("", "", 1, 1), "cpu", "", sandbox
    )
    record = RunRecord("", 0, 0.0, "cpu", "0" * 64, "0" * 64, "", detail)
    return record_bytes(ExportedRun.of(record))


def _snapshot_head() -> bytes:
    word = "0" * 64
    return document_bytes(SnapshotHead(1, 1, word[:40], word[:40], 0, word, 0, Counts(), 0, []))


def _block_list(author: Address) -> bytes:
    return list_bytes(BlockList("0" * 32, "name", "", str(author), 1, 0, ()))


def _transaction(to: Address) -> dict[str, Any]:
    return {
        "chainId": 1, "nonce": 0, "to": to.raw, "value": 0, "gas": 21000,
        "maxFeePerGas": 1, "maxPriorityFeePerGas": 1, "data": b"",
    }  # fmt: skip


def _lock_memory() -> bool:
    """Keep this process out of the swap (mlockall(2)), where no limit stands in the way.

    A limit that is large enough now but not for a key derivation later would make that fail, so it must be
    larger than the most that any file may ask for.
    """
    if not sys.platform.startswith("linux"):
        return False
    import resource  # exists on POSIX only

    limit = resource.getrlimit(resource.RLIMIT_MEMLOCK)[0]
    if limit != resource.RLIM_INFINITY and limit < 2 * MAX_KDF_BYTES and not _may_lock_any_memory():
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.mlockall(_MCL_CURRENT | _MCL_FUTURE | _MCL_ONFAULT) == 0)


def _may_lock_any_memory() -> bool:
    """Whether the process has CAP_IPC_LOCK (capabilities(7)), to which the limit does not apply."""
    lines = Path("/proc/self/status").read_text().splitlines()
    effective = next((line.split()[1] for line in lines if line.startswith("CapEff:")), "0")
    return bool(int(effective, 16) >> _CAP_IPC_LOCK & 1)


def _report(level: SandboxLevel, memory_locked: bool) -> dict[str, Any]:
    return {
        "level": level.level,
        "active": [*level.active, *(["memory-locked"] if memory_locked else [])],
        "missing": [*level.missing, *([] if memory_locked else ["memory-locked"])],
    }
