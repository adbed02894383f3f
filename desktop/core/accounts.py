"""An account as everybody may see it: public values, without keys."""

from dataclasses import dataclass
from typing import Literal

from desktop.core.identity import Address

AccountKind = Literal["hd", "imported", "operator"]
"""Where the key comes from: the phrase by its path, a single imported key, or a seller pack."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a wallet; ``path`` is its BIP-32 path, empty unless it is derived from the phrase."""

    address: Address
    path: str
    name: str
    kind: AccountKind
