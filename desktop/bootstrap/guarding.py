"""What the vault's policy needs of the window: a book for what it signed, and somebody to ask."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.services.consenting import ConsentDesk
from desktop.services.limits import LimitService
from desktop.services.signatures import SignatureService
from desktop.store.database import Database
from desktop.store.signatures import SignatureStore
from desktop.wallet.client import VaultClient
from desktop.wallet.files import WalletFile


@dataclass(frozen=True, slots=True)
class Guarding:
    """Limits, the journal of signatures, and the desk where questions wait."""

    limits: LimitService
    signatures: SignatureService
    consent: ConsentDesk


def make_guarding(
    *,
    vault: VaultClient,
    file: WalletFile,
    database: Database,
    chain_id: int,
    currency: Callable[[Address], Currency],
    publish: Callable[[Change], None],
) -> Guarding:
    """Compose them, and let the vault ask by the desk."""
    consent = ConsentDesk(publish)
    vault.ask_consent = consent.ask
    return Guarding(
        limits=LimitService(vault, file, chain_id, currency, publish),
        signatures=SignatureService(SignatureStore(database), vault),
        consent=consent,
    )
