"""The seller's operations: model keys, deliveries, the pack for ``licet seller`` (EXCHANGE.md sections 2 and 8)."""

from collections.abc import Sequence

from desktop.core.exchange import key_hash
from desktop.core.identity import Address
from desktop.wallet import reports
from desktop.wallet.accounts import WrappedKey
from desktop.wallet.calldata import read_terms
from desktop.wallet.envelope import seal_for_sealer
from desktop.wallet.limits import STANDARD_SCRYPT_N
from desktop.wallet.model_keys import OrderToDeliver, shared_of_order, wrap_for_order
from desktop.wallet.seller_pack import make_pack
from desktop.wallet.vault import Vault, new_lock


class Seller:
    """K leaves it only under the sealer's key, or wrapped for an order of its own terms."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def model_key_hash(self, account: Address, chain_id: int, market: Address, salt: bytes) -> bytes:
        """keyHash of the model key that this account derives from a salt (32 bytes)."""
        keys = self._vault.opened().models_of(account, salt)
        return key_hash(chain_id, market, account, keys.key)

    def seal_key(self, account: Address, salt: bytes, sealer_public_key: bytes) -> bytes:
        """The model key of a salt, for the sealer's ephemeral key alone."""
        return seal_for_sealer(self._vault.opened().models_of(account, salt).key, sealer_public_key)

    def wrap_delivery(
        self,
        account: Address,
        chain_id: int,
        market: Address,
        order_id: int,
        px: int,
        parity: int,
        terms: bytes,
    ) -> WrappedKey:
        """R and the wrapped key for an order under these terms (abi-encoded); always the same answer.

        Raises:
            WrongModelKey: The key derived from the terms' salt is not the listed one.
            InvalidPoint: The order holds no point.
        """
        promised = read_terms(terms)
        keys = self._vault.opened().models_of(account, promised.salt)
        order = OrderToDeliver(chain_id, market, account, order_id, px, parity)
        return wrap_for_order(keys, order, promised.key_hash)

    def open_report(
        self,
        account: Address,
        chain_id: int,
        market: Address,
        order_id: int,
        px: int,
        parity: int,
        terms: bytes,
        holder: Address,
        sealed: bytes,
    ) -> bytes:
        """The error report that ``holder`` sealed for an order under these terms (abi-encoded).

        Raises:
            UnreadableReport: It was not sealed for this order by this account.
            InvalidPoint: The order holds no point.
        """
        keys = self._vault.opened().models_of(account, read_terms(terms).salt)
        shared = shared_of_order(keys, OrderToDeliver(chain_id, market, account, order_id, px, parity))
        return reports.unseal(reports.report_key(shared, chain_id, market, order_id), holder, sealed)

    def export_seller_pack(
        self,
        account: Address,
        salts: Sequence[bytes],
        password: str,
        operator_index: int = 0,
        scrypt_n: int = STANDARD_SCRYPT_N,
    ) -> tuple[bytes, Address]:
        """A file for ``licet seller`` under its own password: the operator's key and the models of these salts.

        The operator is the same each time, so that the market needs to be told once; raise ``operator_index``
        to replace one that was stolen.
        """
        lock = new_lock(password, scrypt_n)
        return make_pack(self._vault.wallet(), account, list(salts), operator_index, lock)
