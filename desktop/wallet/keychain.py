"""The operating system's password store, by ``keyring``: opt-in, and only stores that encrypt.

Backends are named here instead of found by entry points, configuration or environment: frozen programs lose
entry points, and a setting must not be able to put a secret into a plain file.
"""

import base64
import binascii
import sys
from importlib import import_module
from typing import Final

from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from desktop.wallet.errors import KeychainUnavailable

SERVICE: Final = "Licet"
_ALLOWED: Final = (
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
    ("keyring.backends.libsecret", "Keyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.Windows", "WinVaultKeyring"),
)
_BY_PLATFORM: Final = {"darwin": _ALLOWED[3:4], "win32": _ALLOWED[4:5]}


class Keychain:
    """Keeps one secret of one wallet.

    Args:
        entry: Names the wallet among others of the same person, such as the data directory.
        backend: The store; None looks for the platform's own.
    """

    def __init__(self, entry: str, backend: KeyringBackend | None = None) -> None:
        self._entry = entry
        self._given = backend

    def is_available(self) -> bool:
        """Whether a safe store answers now."""
        try:
            self._backend()
        except KeychainUnavailable:
            return False
        return True

    def get(self) -> bytes | None:
        """The secret, or None if there is none (or what lies there is not ours)."""
        backend = self._backend()
        try:
            text = backend.get_password(SERVICE, self._entry)
        except _failures() as error:
            raise KeychainUnavailable(_name(backend)) from error
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except binascii.Error:
            return None

    def put(self, secret: bytes) -> None:
        """Store the secret and read it back.

        Raises:
            KeychainUnavailable: No safe store, or it did not keep it.
        """
        backend = self._backend()
        try:
            backend.set_password(SERVICE, self._entry, base64.b64encode(secret).decode())
        except _failures() as error:
            raise KeychainUnavailable(_name(backend)) from error
        if self.get() != secret:
            raise KeychainUnavailable(_name(backend))

    def delete(self) -> None:
        """Remove the secret; there may be none."""
        backend = self._backend()
        try:
            if backend.get_password(SERVICE, self._entry) is not None:
                backend.delete_password(SERVICE, self._entry)
        except _failures() as error:
            raise KeychainUnavailable(_name(backend)) from error

    def _backend(self) -> KeyringBackend:
        if self._given is not None:
            if (type(self._given).__module__, type(self._given).__name__) not in _ALLOWED:
                raise KeychainUnavailable(_name(self._given))
            return self._given
        for module, name in _BY_PLATFORM.get(sys.platform, _ALLOWED[:3]):
            backend_class = getattr(import_module(module), name)
            if backend_class.viable:
                return backend_class()  # type: ignore[no-any-return]
        raise KeychainUnavailable("")


def _name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__name__}"


def _failures() -> tuple[type[Exception], ...]:
    """What stores raise; the Secret Service's own errors are not all translated by keyring."""
    try:
        from jeepney.wrappers import DBusErrorResponse  # type: ignore[import-untyped]
        from secretstorage.exceptions import SecretStorageException
    except ImportError:  # another platform
        return (KeyringError, OSError)
    return (KeyringError, OSError, SecretStorageException, DBusErrorResponse)
