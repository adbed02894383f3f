"""An account as everybody may see it: public values, without keys."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from desktop.core.errors import UserError
from desktop.core.identity import Address

AccountKind = Literal["hd", "imported", "operator", "watch"]
"""Where the key comes from: the phrase by its path, a single imported key, a seller pack; or there is none here."""

MAX_NAME_CHARS: Final = 64
MAX_PATH_CHARS: Final = 80


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a wallet; ``path`` is its BIP-32 path, empty unless it is derived from the phrase."""

    address: Address
    path: str
    name: str
    kind: AccountKind
    is_hidden: bool = False

    @property
    def is_watched(self) -> bool:
        """Whether it can be looked at only: no key of it is here."""
        return self.kind == "watch"


@dataclass(frozen=True, slots=True)
class ShownWallet:
    """What a wallet file shows without its password; anybody who can write the file could have changed it."""

    id: str
    accounts: tuple[Account, ...]
    only_watches: bool


@dataclass(frozen=True, slots=True)
class NewPhrase:
    """How a fresh phrase is made: how many words, of which list of BIP-39, and the extra passphrase."""

    words: int = 12
    language: str = "english"
    passphrase: str = ""


PHRASE_LANGUAGES: Final = (
    "english", "chinese_simplified", "chinese_traditional", "czech", "french", "italian", "japanese", "korean",
    "spanish",
)  # fmt: skip
"""The word lists of BIP-39 that the vault has; Portuguese is missing there, Russian and Turkish are in no standard."""


class PathScheme(Enum):
    """How wallets number the accounts of one phrase. Coin type 60 is Ether (SLIP-44).

    The first account of BIP-44 and of Ledger Live is the same one.
    """

    BIP44 = "m/44'/60'/0'/0/{index}"
    """MetaMask, Rabby, Trezor, Hardhat and most others."""
    LEDGER_LIVE = "m/44'/60'/{index}'/0/0"
    LEDGER_OLD = "m/44'/60'/0'/{index}"
    """Ledger's Chrome app and MyEtherWallet, before Ledger Live."""

    def path(self, index: int) -> str:
        """The path of its account with this number, from 0."""
        return self.value.format(index=index)

    @classmethod
    def of(cls, path: str) -> "PathScheme | None":
        """The first scheme that a path belongs to; None for one of a person's own."""
        for scheme in cls:
            head, _, tail = scheme.value.partition("{index}")
            number = path.removeprefix(head).removesuffix(tail) if tail else path.removeprefix(head)
            if number.isdecimal() and scheme.path(int(number)) == path:
                return scheme
        return None


@dataclass(eq=False)
class WatchOnlyAccount(UserError):
    """Something needs the key of an account that is only watched here."""

    address: str


@dataclass(eq=False)
class LastAccount(UserError):
    """A wallet keeps and shows at least one account."""


def clean_name(text: str, fallback: str) -> str:
    """One line of printable text of at most 64 characters."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:MAX_NAME_CHARS] or fallback
