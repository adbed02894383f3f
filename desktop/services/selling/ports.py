"""What selling needs of the vault, the store, the packer and the sealer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.contents import Commitments
from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.importing import Study, VariantReport
from desktop.core.packages import Manifest
from desktop.core.sales import OwnListing, Sale
from desktop.core.transactions import SignedTransaction, UnsignedTransaction


@dataclass(frozen=True, slots=True)
class ReadyPackage:
    """A packed model, verified and tested in the sandbox; ``token`` names it to the sealer. Sizes in bytes."""

    manifest: Manifest
    token: str
    public_bytes: int
    sealed_bytes: int
    suggested_price_wei: int | None = None


@dataclass(frozen=True, slots=True)
class ImportedPackage:
    """A package made of a model from elsewhere, and how each form of it fared."""

    package: ReadyPackage
    variants: tuple[VariantReport, ...]


class Importer(Protocol):
    """Makes packages of models from elsewhere; each file is read in the sandbox. Keeps what was studied, by token."""

    def study(self, path: Path, cancel: CancelToken, progress: Callable[[Progress], None]) -> Study:
        """Raises UnreadableModel, InvalidPackage, Unimportable."""

    def answer(self, token: str, answers: Mapping[str, object]) -> Study:
        """Raises BadAnswer; then no answer was taken."""

    def give_samples(self, token: str, paths: Sequence[Path]) -> Study:
        """Files to try it on, in place of earlier ones."""

    def pack_study(
        self, token: str, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> ImportedPackage:
        """Raises OpenQuestions, ContradictedAnswer, InvalidPackage, Unimportable."""


class SellerVault(Protocol):
    """Model keys and deliveries. K never leaves the vault but under the sealer's key."""

    def model_key_hash(self, account: Address, chain_id: int, market: Address, salt: bytes) -> bytes: ...
    def seal_key(
        self, account: Address, chain_id: int, market: Address, salt: bytes, sealer_public_key: bytes
    ) -> bytes:
        """The model key encrypted to the sealer."""

    def wrap_delivery(
        self,
        account: Address,
        chain_id: int,
        market: Address,
        order_id: int,
        px: int,
        parity: int,
        terms: Terms,
    ) -> tuple[int, int, bytes]:
        """(rx, parity, wrapped); refused unless the vault's own K gives terms.key_hash. Always the same answer."""

    def sign_delivery(self, account: Address, transaction: UnsignedTransaction) -> SignedTransaction:
        """Sign a deliver or settle call, and nothing else."""

    def free_licence(self, key: bytes) -> bytes: ...
    def release_key(self, licence: bytes, sealer_public_key: bytes) -> bytes: ...


class SaleBook(Protocol):
    """Own listings and their orders, on disk before anything is sent."""

    def listings(self) -> list[OwnListing]: ...
    def put_listing(self, listing: OwnListing) -> None:
        """Insert or replace, by the hash of the terms: every version of the terms is kept."""

    def sales(self) -> list[Sale]: ...
    def sale(self, order_id: int) -> Sale | None: ...
    def put_sale(self, sale: Sale) -> None:
        """Insert or replace, by order id."""


class Packer(Protocol):
    """Packs a model folder in a child and verifies the result in the sandbox."""

    def __call__(
        self, folder: Path, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> ReadyPackage:
        """Raises InvalidPackage with every breach."""


class VersionSealer(Protocol):
    """Seals a ready package's parts and puts the four public files where sources serve them from."""

    def __call__(
        self,
        package: ReadyPackage,
        envelope_for: Callable[[bytes], bytes],
        progress: Callable[[Progress], None],
    ) -> Commitments:
        """``envelope_for(sealer public key)`` gives the model key; the result was read back and checked."""


class SellerHome(Protocol):
    """Prepares a data directory for ``licet seller``."""

    def __call__(self, folder: Path, seller: Address, password: str) -> Address:
        """Write operator key, model keys, listings and ciphertext there; returns the operator's address."""


class CardWriter(Protocol):
    def __call__(
        self, manifest: Manifest, sources: Sequence[str], public_bytes: int, key: bytes | None
    ) -> bytes: ...
