"""The app's side of the vault for error reports: the shared secret of an order never leaves that process."""

from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address
from desktop.services.purchase.ports import PurchaseKey
from desktop.wallet.client import VaultClient


class ReportVaultClient:
    """Fits ``services.reviews.ReportVault``."""

    def __init__(self, vault: VaultClient) -> None:
        self._vault = vault

    def seal_report(
        self, key: PurchaseKey, order_id: int, delivery: Delivery, terms: Terms, report: bytes
    ) -> bytes:
        """The report for the seller alone; refused unless the delivery opens to the listed key."""
        sealed: bytes = self._vault.request(
            "seal_report",
            account=key.account,
            chain_id=key.chain_id,
            market=key.market,
            listing=key.listing,
            number=key.number,
            order_id=order_id,
            rx=delivery.rx,
            parity=delivery.parity,
            wrapped=delivery.wrapped,
            key_hash=terms.key_hash,
            seller=terms.seller,
            report=report,
        )
        return sealed

    def open_report(
        self, chain_id: int, market: Address, order_id: int, order: Order, terms: Terms, holder: Address, sealed: bytes
    ) -> bytes:  # fmt: skip
        """What ``holder`` sealed for the seller of these terms, who must be an account of this wallet."""
        report: bytes = self._vault.request(
            "open_report",
            account=terms.seller,
            chain_id=chain_id,
            market=market,
            order_id=order_id,
            px=order.px,
            parity=order.parity,
            terms=terms.encode(),
            holder=holder,
            sealed=sealed,
        )
        return report
