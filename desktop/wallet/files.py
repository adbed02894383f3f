"""The wallet file on disk: replaced whole or not at all, re-opened before it counts, read back after."""

import errno
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from uuid import uuid4

from desktop.core.accounts import Account, ShownWallet
from desktop.core.errors import DiskFull
from desktop.wallet.errors import DamagedKeystore, WalletFileChanged, WalletFileFault, WalletHasKeys
from desktop.wallet.limits import MAX_WALLET_BYTES
from desktop.wallet.strict_json import read_json
from desktop.wallet.wallet_file import FORMAT, file_format, shown_wallet, watching_file

_TEMPORARY_SUFFIX: Final = ".new"
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate line ends


class WalletFile:
    """``keystore/wallet.json``: 0600 in a directory of 0700.

    Writing: temporary file beside it, fsync, read it again and let the vault open the bytes, rename over the old
    one, fsync the directory, read back and compare. Killed anywhere, the old or the new file is whole. Another
    wallet's file that stood there is never lost: it is kept as ``wallet-<id>.json``, and a second state of it
    beside that, with its digest in the name.

    Args:
        path: Of the file.
        reopen: Opens the bytes with the key that the vault holds now, or raises.
    """

    def __init__(self, path: Path, reopen: Callable[[bytes], None] = lambda _: None) -> None:
        self.path = path
        self._reopen = reopen
        self._seen: bytes | None = None

    def exists(self) -> bool:
        return self.path.exists()

    def read(self) -> bytes:
        """The file's bytes.

        Raises:
            WalletFileFault: It cannot be read.
            DamagedKeystore: It is too long for a wallet.
        """
        data = self._read(self.path)
        self._seen = _digest(data)
        return data

    def write(self, data: bytes) -> None:
        """Put new bytes in place.

        Raises:
            WalletFileChanged: The same wallet's file is not the one that was last read or written here.
            WalletFileFault, DiskFull: It cannot be written; the old file is whole.
            UserError, EnvironmentFault: What ``reopen`` raises; the old file is whole.
        """
        self._write(data, self._reopen)

    def _write(self, data: bytes, reopen: Callable[[bytes], object]) -> None:
        try:
            self._make_directory()
            if self.path.exists():
                self._keep_or_compare(self._read(self.path), data)
            self._replace(self.path, data, reopen)
        except OSError as error:
            raise _fault(self.path, len(data), error) from error
        self._seen = _digest(data)

    def shown(self) -> ShownWallet | None:
        """What the file shows without its password; None if there is none. Raises as ``read``, and as ``decode_file``."""
        return shown_wallet(self._read(self.path)) if self.exists() else None

    def set_aside(self) -> None:
        """Keep a copy of what stands here as ``wallet-<id>-<digest>.json``, before it is replaced by an older state.

        Raises:
            WalletFileFault, DiskFull: It cannot be written.
        """
        if not self.exists():
            return
        old = self._read(self.path)
        try:
            self._replace(self._state_name(old), old, lambda _: None)
        except OSError as error:
            raise _fault(self.path, len(old), error) from error

    def upgrade(self, rewrite: Callable[[], bytes]) -> bool:
        """Put a file of an earlier format into the present one, by what the vault has open; whether it was one.

        Raises:
            WalletFileFault, DiskFull: It cannot be written; the old file is whole and opens.
        """
        if file_format(self.read()) == FORMAT:
            return False
        self.write(rewrite())
        return True

    def write_watching(self, accounts: Sequence[Account]) -> None:
        """Put a wallet in place that only watches these accounts. One that does so already keeps its id.

        Raises:
            WalletHasKeys: The file that stands there has keys; it was left as it is.
        """
        shown = self.shown()
        if shown is not None and not shown.only_watches:
            raise WalletHasKeys
        wallet_id = shown.id if shown is not None else str(uuid4())
        self._write(watching_file(wallet_id, accounts), shown_wallet)  # there is no key to open it with

    def _keep_or_compare(self, old: bytes, new: bytes) -> None:
        old_id = wallet_id(old)
        if old_id == wallet_id(new):
            if self._seen is not None and _digest(old) != self._seen:
                raise WalletFileChanged(str(self.path))
            return
        aside = self.path.with_name(f"{self.path.stem}-{old_id}{self.path.suffix}")
        if aside.exists() and self._read(aside) != old:
            aside = self._state_name(old)  # which of the two states has more keys, only their passwords tell
        if not aside.exists():
            self._replace(aside, old, lambda _: None)

    def _state_name(self, data: bytes) -> Path:
        """Where one state of a wallet's file is kept beside others of it."""
        name = f"{self.path.stem}-{wallet_id(data)}-{_digest(data).hex()[:8]}{self.path.suffix}"
        return self.path.with_name(name)

    def _replace(self, path: Path, data: bytes, reopen: Callable[[bytes], object]) -> None:
        for stale in path.parent.glob(f".{path.name}.*{_TEMPORARY_SUFFIX}"):
            stale.unlink()
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_TEMPORARY_SUFFIX}")
        try:
            _write_synced(temporary, data)
            written = self._read(temporary)
            if written != data:
                raise WalletFileFault(str(path), "differs")
            reopen(written)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_directory(path.parent)
        if self._read(path) != data:
            raise WalletFileFault(str(path), "differs")

    def _make_directory(self) -> None:
        directory = self.path.parent
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and stat.S_IMODE(directory.stat().st_mode) != 0o700:
            directory.chmod(0o700)

    def _read(self, path: Path) -> bytes:
        try:
            with path.open("rb") as stream:
                data = stream.read(MAX_WALLET_BYTES + 1)
        except OSError as error:
            raise _fault(path, 0, error) from error
        if len(data) > MAX_WALLET_BYTES:
            raise DamagedKeystore("size")
        return data


def _write_synced(path: Path, data: bytes) -> None:
    # 0600 from the first moment: a chmod afterwards would come too late.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    try:
        if os.name == "posix":
            os.fchmod(descriptor, 0o600)  # a umask may have taken the owner's rights too
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_directory(directory: Path) -> None:
    if os.name != "posix":
        return  # Windows has no handle on directories; MoveFileEx is what it offers
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def wallet_id(data: bytes) -> str:
    """The id in a wallet file, or of bytes that are none, a name made from them."""
    try:
        found = read_json(data, MAX_WALLET_BYTES)["id"]
    except (ValueError, KeyError, TypeError):
        found = None
    if isinstance(found, str) and 0 < len(found) <= 40 and all(c.isalnum() or c == "-" for c in found):
        return found
    return _digest(data).hex()[:12]


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _fault(path: Path, needed_bytes: int, error: OSError) -> DiskFull | WalletFileFault:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(str(path.parent), needed_bytes, shutil.disk_usage(path.parent).free)
    return WalletFileFault(str(path), error.strerror or type(error).__name__)
