"""The real vault behind the real client, without its process: for tests that need many of them."""

from collections.abc import Callable
from typing import Any, cast

from desktop.core.errors import ChildDied
from desktop.processes import Child
from desktop.wallet.child import operations_of
from desktop.wallet.client import VaultClient
from desktop.wallet.vault import Vault

LOW_COST = 2


class LocalChild:
    """Answers a vault's requests in this process; ``processes.Child`` as far as the client uses it."""

    pid = 0

    def __init__(self) -> None:
        self._vault: Vault | None = Vault()
        self._operations: dict[str, Callable[..., Any]] = operations_of(self._vault)

    @property
    def is_alive(self) -> bool:
        return self._vault is not None

    def call(self, op: str, timeout_s: float | None = None, **arguments: Any) -> Any:
        if self._vault is None:
            raise ChildDied("vault", None)
        return self._operations[op](**arguments)

    def close(self, grace_s: float = 0.0) -> None:
        if self._vault is not None:
            self._vault.close()
        self._vault = None


def local_vault(scrypt_n: int = LOW_COST) -> VaultClient:
    """A vault client without a process."""
    return VaultClient(start=lambda: cast("Child", LocalChild()), scrypt_n=scrypt_n)
