"""Only stores that encrypt are used; the real Secret Service is tested in tests/integration/wallet."""

import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend

from desktop.wallet.errors import KeychainUnavailable
from desktop.wallet.keychain import Keychain


class PlaintextKeyring(KeyringBackend):
    """As ``keyrings.alt.file.PlaintextKeyring``: a file that anybody can read."""

    priority = 9.0
    kept: str | None = None

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept = password


@pytest.mark.parametrize(
    "backend",
    [keyring.backends.null.Keyring(), keyring.backends.fail.Keyring(), PlaintextKeyring()],
    ids=["null", "fail", "plaintext"],
)
def test_a_store_that_does_not_encrypt_is_refused_by_name(backend: KeyringBackend) -> None:
    keychain = Keychain("entry", backend)

    assert not keychain.is_available()
    with pytest.raises(KeychainUnavailable) as caught:
        keychain.put(b"secret")
    assert type(backend).__module__ in caught.value.backend
    assert getattr(backend, "kept", None) is None


def test_the_environment_cannot_choose_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")

    assert not Keychain("entry").is_available()


def test_without_any_store_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")

    with pytest.raises(KeychainUnavailable):
        Keychain("entry").get()
