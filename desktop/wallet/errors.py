"""What can go wrong with wallets, as data. None of these ever carries a secret."""

from dataclasses import dataclass

from desktop.core.errors import EnvironmentFault, UserError


@dataclass(eq=False)
class PasswordTooShort(UserError):
    """A new password needs at least ``minimum`` characters."""

    minimum: int


@dataclass(eq=False)
class DamagedKeystore(EnvironmentFault):
    """The file is no keystore that can be read; ``reason`` names the first broken field."""

    reason: str


@dataclass(eq=False)
class UnsupportedKeystore(UserError):
    """A keystore of a known kind that is not read here, such as ``version 1``, ``presale`` or ``cipher rot13``."""

    kind: str


@dataclass(eq=False)
class KdfTooCostly(UserError):
    """The file asks for more memory or rounds than any honest wallet does; nothing was computed."""

    needed_bytes: int
    rounds: int


@dataclass(eq=False)
class NotEnoughMemory(EnvironmentFault):
    """Opening or making the file takes memory that this machine does not give now."""

    needed_bytes: int


@dataclass(eq=False)
class AddressMismatch(EnvironmentFault):
    """The key in a file belongs to another address than the file says: somebody may have swapped it."""

    expected: str
    found: str


@dataclass(eq=False)
class InvalidPhrase(UserError):
    """The phrase breaks BIP-39: ``reason`` is ``word-count``, ``unknown-word`` or ``checksum``.

    ``position`` counts words from 1 and is 0 where no single word is at fault. The word itself is not kept:
    it may be nearly right.
    """

    reason: str
    position: int = 0


@dataclass(eq=False)
class UnknownWord(InvalidPhrase):
    """The word at ``position`` is not in the list of the phrase's language."""


@dataclass(eq=False)
class WrongWordCount(InvalidPhrase):
    """A phrase has 12, 15, 18, 21 or 24 words."""


@dataclass(eq=False)
class UnsupportedLanguage(UserError):
    """A phrase of a word list that is not supported; ``language`` is empty when it is not known which."""

    language: str


@dataclass(eq=False)
class InvalidPrivateKey(UserError):
    """Text that is no private key of 32 bytes within the curve's order."""


@dataclass(eq=False)
class NoSuchAccount(UserError):
    """The open wallet has no key for this address."""

    address: str


@dataclass(eq=False)
class AccountExists(UserError):
    """The wallet already has this account."""

    address: str


@dataclass(eq=False)
class TooManyAccounts(UserError):
    """A wallet holds at most ``limit`` accounts."""

    limit: int


@dataclass(eq=False)
class PolicyRefused(UserError):
    """The vault does not sign this on this path; ``rule`` names which of its rules says so."""

    rule: str


@dataclass(eq=False)
class InvalidLimits(UserError):
    """Spending limits that are none; ``reason`` names what is wrong with them."""

    reason: str


@dataclass(eq=False)
class InvalidTransaction(UserError):
    """A field of a transaction is missing, unknown or out of range."""

    field: str


@dataclass(eq=False)
class InvalidTypedData(UserError):
    """A message that does not follow EIP-712."""

    reason: str


@dataclass(eq=False)
class WrongModelKey(EnvironmentFault):
    """The model key derived here is not the one that the terms commit to; nothing was wrapped or signed."""

    key_hash: bytes


@dataclass(eq=False)
class NothingToComplain(UserError):
    """The delivered key is the listed one: to complain would only reveal the one-time secret."""


@dataclass(eq=False)
class InvalidLicence(EnvironmentFault):
    """The bytes are no age header; ``reason`` names what is broken."""

    reason: str


@dataclass(eq=False)
class LicenceForOther(UserError):
    """An age header that was made for another wallet."""


@dataclass(eq=False)
class KeychainUnavailable(EnvironmentFault):
    """No safe password store of the operating system can be used; ``backend`` names what was found."""

    backend: str


@dataclass(eq=False)
class KeychainNotEnabled(UserError):
    """The wallet has no keychain slot, or the stored secret does not fit it: the password is needed."""


@dataclass(eq=False)
class WalletFileFault(EnvironmentFault):
    """The wallet file could not be read or written; what stood there before is still whole."""

    path: str
    reason: str


@dataclass(eq=False)
class WalletFileChanged(EnvironmentFault):
    """The wallet file on disk is not the one that was opened; it was left as it is."""

    path: str


@dataclass(eq=False)
class WalletHasKeys(UserError):
    """There is a wallet with keys already; what it watches is kept in it."""


@dataclass(eq=False)
class NothingToUnlock(UserError):
    """A wallet that only watches has no keys, so no password opens it."""


@dataclass(eq=False)
class NotAWalletBackup(UserError):
    """A file that opens, and holds no wallet: a seller pack."""


@dataclass(eq=False)
class InvalidPath(UserError):
    """Text that is no BIP-32 path."""

    path: str


@dataclass(eq=False)
class NotTheSellers(UserError):
    """A delivery that does not open to the listed key: a report sealed for it might reach somebody else."""
