"""The wallet file on disk: whole at every moment, private, and never another wallet's grave."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.core.accounts import Account
from desktop.core.errors import DiskFull, WrongPassword
from desktop.core.identity import Address
from desktop.wallet.errors import DamagedKeystore, WalletFileChanged, WalletFileFault, WalletHasKeys
from desktop.wallet.files import WalletFile
from desktop.wallet.vault import Vault
from desktop.wallet.wallet_file import FORMAT, file_format

OLD = b'{"id": "0a1b-old", "n": "' + b"old" * 3000 + b'"}\n'
NEW = b'{"id": "0a1b-old", "n": "' + b"new" * 5000 + b'"}\n'
OTHER = b'{"id": "ffff-other", "n": "another wallet"}\n'
ROOT = Path(__file__).parents[3]
CORPUS_FILE = ROOT / "tests" / "data" / "wallets" / "format-1" / "imported.json"
PHRASE = "test test test test test test test test test test test junk"

# Writes a wallet file again and again; each time a forked writer is killed one step later: before or after each
# call that touches the disk. Prints what stood in the file's place, step by step, until a writer came to its end.
KILLED_WRITERS = """
import os, signal, sys
from pathlib import Path
from desktop.wallet.files import WalletFile

path, first, second = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes(), Path(sys.argv[3]).read_bytes()
upgrades = sys.argv[4] == "upgrade"

def be_killed_at(stop_at):
    count = 0
    def step():
        nonlocal count
        count += 1
        if count == stop_at:
            os.kill(os.getpid(), signal.SIGKILL)
    def counted(function):
        def call(*arguments, **options):
            step()
            result = function(*arguments, **options)
            step()
            return result
        return call
    write = os.write
    os.write = counted(lambda descriptor, data: write(descriptor, bytes(data[: max(1, len(data) // 2)])))
    for name in ("open", "fsync", "close"):
        setattr(os, name, counted(getattr(os, name)))
    for name in ("replace", "unlink", "mkdir", "chmod"):
        setattr(Path, name, counted(getattr(Path, name)))
    file = WalletFile(path, reopen=lambda _: step())
    if upgrades:
        assert file.upgrade(lambda: second)
    else:
        file.write(second)
    os._exit(0)

for stop_at in range(1, 200):
    if first:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(first)
    else:
        path.unlink(missing_ok=True)
    writer = os.fork()
    if not writer:
        be_killed_at(stop_at)
    status = os.waitstatus_to_exitcode(os.waitpid(writer, 0)[1])
    found = path.read_bytes() if path.exists() else b""
    print(status, "old" if found == first else "new" if found == second else "BROKEN", flush=True)
    if status == 0:
        break
"""


def killed_at_every_step(
    path: Path, first: bytes, second: bytes, act: str = "write"
) -> list[tuple[int, str]]:
    """(exit code, what stood there) of each writer."""
    files = [path.parent.parent / name for name in ("first", "second")]
    for file, data in zip(files, (first, second), strict=True):
        file.write_bytes(data)
    run = subprocess.run(
        [sys.executable, "-c", KILLED_WRITERS, str(path), *map(str, files), act],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [(int(line.split()[0]), line.split()[1]) for line in run.stdout.splitlines()]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file = WalletFile(tmp_path / "keystore" / "wallet.json")
    assert not file.exists()

    file.write(NEW)

    assert file.exists()
    assert WalletFile(file.path).read() == NEW


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
@pytest.mark.parametrize("umask", [0, 0o022, 0o077, 0o777], ids=oct)
def test_file_and_directory_are_private_under_any_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        file = WalletFile(tmp_path / "keystore" / "wallet.json")
        file.write(NEW)
    finally:
        os.umask(before)

    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_an_open_directory_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "keystore").mkdir(mode=0o755)

    WalletFile(tmp_path / "keystore" / "wallet.json").write(NEW)

    assert stat.S_IMODE((tmp_path / "keystore").stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="the writers are forked")
def test_killed_at_any_step_the_old_or_the_new_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "keystore" / "wallet.json"

    outcomes = killed_at_every_step(path, OLD, NEW)

    assert len(outcomes) > 15
    assert [code for code, _found in outcomes] == [-9] * (len(outcomes) - 1) + [0]
    found = [found for _code, found in outcomes]
    assert found == ["old"] * found.count("old") + ["new"] * found.count("new")
    assert min(found.count("old"), found.count("new")) > 2


@pytest.mark.skipif(os.name != "posix", reason="the writers are forked")
def test_killed_at_any_step_of_the_first_write_there_is_no_file_or_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "keystore" / "wallet.json"

    outcomes = killed_at_every_step(path, b"", NEW)

    assert outcomes[-1] == (0, "new")
    assert {found for _code, found in outcomes} == {"old", "new"}  # "old": nothing there


@pytest.mark.skipif(os.name != "posix", reason="the writers are forked")
def test_killed_at_any_step_of_an_upgrade_a_file_of_the_old_or_the_new_format_is_whole(
    tmp_path: Path,
) -> None:
    old, password = CORPUS_FILE.read_bytes(), "a password for the corpus"
    vault = Vault()
    accounts = vault.unlock(old, password)
    path = tmp_path / "keystore" / "wallet.json"

    outcomes = killed_at_every_step(path, old, vault.rewrite(), "upgrade")

    # Each outcome is byte for byte the one or the other, and both open to the same accounts.
    assert outcomes[-1] == (0, "new")
    assert {code for code, _found in outcomes[:-1]} == {-9}
    found = [found for _code, found in outcomes]
    assert found == ["old"] * found.count("old") + ["new"] * found.count("new")
    assert min(found.count("old"), found.count("new")) > 2
    assert Vault().unlock(path.read_bytes(), password) == accounts
    assert file_format(path.read_bytes()) == FORMAT


def test_a_file_of_the_present_format_is_not_written_again(tmp_path: Path) -> None:
    vault = Vault()
    vault.unlock(CORPUS_FILE.read_bytes(), "a password for the corpus")
    file = WalletFile(tmp_path / "wallet.json")
    file.write(vault.rewrite())

    assert not file.upgrade(lambda: pytest.fail("it was rewritten"))


def test_an_upgrade_that_does_not_open_again_leaves_the_old_file(tmp_path: Path) -> None:
    old = CORPUS_FILE.read_bytes()
    vault, other = Vault(), Vault()
    vault.unlock(old, "a password for the corpus")
    foreign, _accounts = other.restore(PHRASE, "", "another password", scrypt_n=2)
    file = WalletFile(tmp_path / "wallet.json", vault.reopen)
    file.path.write_bytes(old)

    with pytest.raises(WrongPassword):
        file.upgrade(lambda: foreign)

    assert file.path.read_bytes() == old


def test_a_wallet_that_watches_takes_the_place_of_no_wallet_with_keys(tmp_path: Path) -> None:
    file = WalletFile(tmp_path / "wallet.json")
    file.path.write_bytes(CORPUS_FILE.read_bytes())

    with pytest.raises(WalletHasKeys):
        file.write_watching([Account(Address(b"\x11" * 20), "", "Cold", "watch")])

    assert file.path.read_bytes() == CORPUS_FILE.read_bytes()


def test_a_watching_wallet_keeps_its_id_when_its_accounts_change(tmp_path: Path) -> None:
    file = WalletFile(tmp_path / "wallet.json")
    cold, warm = (Account(Address(bytes([i]) * 20), "", "Cold", "watch") for i in (1, 2))

    file.write_watching([cold])
    first = file.shown()
    file.write_watching([warm, cold])
    second = file.shown()

    assert first is not None
    assert second is not None
    assert (first.id, second.accounts) == (second.id, (warm, cold))
    assert [path.name for path in tmp_path.iterdir()] == ["wallet.json"]


def test_what_a_killed_writer_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    file = WalletFile(tmp_path / "wallet.json")
    (tmp_path / ".wallet.json.0a1b2c3d.new").write_bytes(NEW[:100])

    file.write(NEW)

    assert list(tmp_path.iterdir()) == [file.path]


def test_bytes_that_do_not_open_again_replace_nothing(tmp_path: Path) -> None:
    path = tmp_path / "wallet.json"
    WalletFile(path).write(OLD)

    def refuse(_: bytes) -> None:
        raise WrongPassword

    with pytest.raises(WrongPassword):
        WalletFile(path, reopen=refuse).write(NEW)

    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_the_vault_opens_the_very_bytes_that_are_on_the_disk(tmp_path: Path, bench: Any) -> None:
    file = WalletFile(tmp_path / "wallet.json", reopen=bench.vault.reopen)
    file.write(bench.vault.wallet().to_file())

    with pytest.raises(DamagedKeystore):
        file.write(bench.file[:-40])

    bench.vault.unlock(file.read(), bench.password)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_failing_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    path = tmp_path / "wallet.json"
    WalletFile(path).write(OLD)

    def fail(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskFull if code == errno.ENOSPC else WalletFileFault) as caught:
        WalletFile(path).write(NEW)
    monkeypatch.undo()

    assert isinstance(caught.value.__cause__, OSError)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_keeps_other_bytes_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real_write(fd, bytes(len(data))))

    with pytest.raises(WalletFileFault):
        WalletFile(tmp_path / "wallet.json").write(NEW)

    assert list(tmp_path.iterdir()) == []


def test_a_file_changed_by_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    file = WalletFile(tmp_path / "wallet.json")
    file.write(OLD)
    changed = OLD.replace(b"oldold", b"xxxxxx")
    file.path.write_bytes(changed)

    with pytest.raises(WalletFileChanged):
        file.write(NEW)

    assert file.path.read_bytes() == changed


def test_another_wallet_that_stood_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "wallet.json"
    WalletFile(path).write(OLD)

    WalletFile(path).write(OTHER)

    assert path.read_bytes() == OTHER
    assert (tmp_path / "wallet-0a1b-old.json").read_bytes() == OLD


def test_of_another_wallet_that_stood_there_twice_both_states_are_kept(tmp_path: Path) -> None:
    """The older state could come second, and lack a key that was imported after it."""
    path, older = tmp_path / "wallet.json", OLD + b" "
    for data in (OLD, OTHER):
        WalletFile(path).write(data)
    path.write_bytes(older)

    WalletFile(path).write(OTHER)

    assert {entry.read_bytes() for entry in tmp_path.iterdir()} == {OLD, older, OTHER}


def test_a_damaged_file_that_stood_there_is_kept_too(tmp_path: Path) -> None:
    path = tmp_path / "wallet.json"
    path.write_bytes(b"\xff[[[")

    WalletFile(path).write(NEW)

    kept = [entry for entry in tmp_path.iterdir() if entry != path]
    assert [entry.read_bytes() for entry in kept] == [b"\xff[[["]


def test_an_id_cannot_lead_out_of_the_directory(tmp_path: Path) -> None:
    path = tmp_path / "keystore" / "wallet.json"
    path.parent.mkdir()
    path.write_bytes(b'{"id": "/../../escaped"}')

    WalletFile(path).write(NEW)

    assert {entry.name for entry in tmp_path.iterdir()} == {"keystore"}
    assert len(list(path.parent.iterdir())) == 2


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(WalletFileFault) as caught:
        WalletFile(tmp_path / "wallet.json").read()

    assert caught.value.path == str(tmp_path / "wallet.json")


def test_a_file_too_long_for_a_wallet_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "wallet.json"
    with path.open("wb") as stream:
        stream.truncate(1 << 40)

    with pytest.raises(DamagedKeystore):
        WalletFile(path).read()
