"""Composes taking licences and models out into files, and in from them."""

from collections.abc import Callable

from desktop.bootstrap.contents import KeptContent
from desktop.bootstrap.licence_desk import LicenceDesk
from desktop.content.store import ContentStore
from desktop.core.cards import parse_card
from desktop.core.changes import Change
from desktop.services.accounts import AccountService
from desktop.services.licences import LicenceExporter, LicenceImporter
from desktop.services.restoring import RestoringService
from desktop.store.licences import LicenceStore
from desktop.store.purchases import PurchaseStore
from desktop.wallet.client import VaultClient


def make_licence_files(
    *,
    vault: VaultClient,
    accounts: AccountService,
    restoring: RestoringService,
    purchases: PurchaseStore,
    licences: LicenceStore,
    store: ContentStore,
    content: KeptContent,
    publish: Callable[[Change], None],
) -> tuple[LicenceExporter, LicenceImporter]:
    """Both over one desk of the content store."""
    desk = LicenceDesk(store, content)
    exporter = LicenceExporter(
        vault=vault, purchases=purchases, licences=licences, files=desk, read_card=parse_card
    )
    importer = LicenceImporter(
        vault=vault,
        restoring=restoring,
        purchases=purchases,
        licences=licences,
        files=desk,
        accounts=lambda: [account.address for account in accounts.own],
        publish=publish,
    )
    return exporter, importer
