"""Signing: each path checks first, then touches a key."""

from collections.abc import Mapping
from typing import Any

from desktop.core.block_lists import read_list
from desktop.core.exchange import Order, order_id
from desktop.core.identity import Address
from desktop.core.run_exports import read_record
from desktop.core.transactions import SignedTransaction
from desktop.wallet import block_lists, documents, policy, purchase_keys, run_records, typed_data
from desktop.wallet.calldata import COMPLAIN_KEY, SETTLE, read_complain_key, read_deliver
from desktop.wallet.errors import InvalidTransaction, NothingToComplain, PolicyRefused
from desktop.wallet.model_keys import OrderToDeliver, wrap_for_order
from desktop.wallet.open_wallet import OpenWallet
from desktop.wallet.purchase_keys import Purchase
from desktop.wallet.transactions import TransactionRequest, read_request, sign_request
from desktop.wallet.vault import Vault


class Signer:
    """The signing operations of the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def sign_transaction(self, account: Address, fields: Mapping[str, Any]) -> SignedTransaction:
        """Sign a transaction (fields as JSON-RPC names them).

        A complaint about a wrong key is signed only if the vault finds itself that it holds; a delivery only by
        ``sign_delivery``.

        Raises:
            InvalidTransaction: A field is missing, unknown or out of range.
            PolicyRefused: The vault does not sign this.
            NothingToComplain: The key that the complaint is about is the right one.
            NoSuchAccount: The wallet has no such account.
        """
        request = read_request(fields)
        opened = self._vault.opened()
        if not isinstance(opened, OpenWallet):
            policy.check_operator(request)
        elif request.to is not None and request.selector == COMPLAIN_KEY:
            self._check_complaint(opened, request, request.to)
        else:
            policy.check_general(request)
        return sign_request(request, opened.key_of(account), account)

    def sign_delivery(self, account: Address, fields: Mapping[str, Any]) -> SignedTransaction:
        """Sign ``deliver`` after computing its key, point and wrapping again, or ``settle``; nothing else.

        Raises:
            WrongModelKey: The seller's key for these terms is not the listed one.
            PolicyRefused: ``delivery-differs``: the call does not carry what the vault computes, or it is none;
                ``delivery-account``: another account than the seller's would have it reverted, and the key shown.
        """
        request = read_request(fields)
        opened = self._vault.opened()
        if request.value or request.to is None:
            raise PolicyRefused("delivery-value")
        if request.selector != SETTLE:
            self._check_delivery(request, request.to, account)
        return sign_request(request, opened.key_of(account), account)

    def sign_typed(self, account: Address, message: bytes) -> bytes:
        """The signature (65 bytes) of an EIP-712 message in JSON.

        Raises:
            InvalidTypedData: It does not follow EIP-712.
            PolicyRefused: It is the vault's own type, or a seller pack is open.
        """
        signable = typed_data.read_typed(message)
        return typed_data.sign_typed(signable, self._vault.wallet().key_of(account))

    def sign_run_record(self, account: Address, record: bytes) -> bytes:
        """The signature (65 bytes) of a run record, whose message is built here from the record's own fields.

        Raises:
            NotARunRecord: These bytes are none; nothing else is signed by this operation.
            NoSuchAccount: The wallet has no such account.
        """
        return run_records.sign(read_record(record), self._vault.wallet().key_of(account))

    def sign_document(self, account: Address, kind: str, document: bytes) -> bytes:
        """The signature (65 bytes) of a document for people, whose message is built here from its own fields.

        Raises:
            NotADocument: These bytes are none of this kind; nothing else is signed by this operation.
            NoSuchAccount: The wallet has no such account.
        """
        return documents.sign(kind, document, self._vault.wallet().key_of(account))

    def sign_block_list(self, account: Address, block_list: bytes) -> bytes:
        """The signature (65 bytes) of a block list, whose message is built here from the list's own fields.

        Raises:
            NotABlockList: These bytes are none; nothing else is signed by this operation.
            PolicyRefused: ``list-author``: it names another account as its author.
            NoSuchAccount: The wallet has no such account.
        """
        return block_lists.sign(read_list(block_list), account, self._vault.wallet().key_of(account))

    def _check_delivery(self, request: TransactionRequest, market: Address, account: Address) -> None:
        try:
            call = read_deliver(request.data)
        except InvalidTransaction as error:
            raise PolicyRefused("delivery-only") from error
        seller = call.terms.seller
        ordered = OrderToDeliver(
            request.chain_id,
            market,
            seller,
            _order_id(request.chain_id, market, call.order),
            call.order.px,
            call.order.parity,
        )
        keys = self._vault.opened().models_of(seller, call.terms.salt)
        right = wrap_for_order(keys, ordered, call.terms.key_hash)
        if isinstance(self._vault.opened(), OpenWallet) and account != seller:
            raise PolicyRefused("delivery-account")
        if (right.rx, right.parity, right.wrapped) != (call.rx, call.parity, call.wrapped):
            raise PolicyRefused("delivery-differs")

    def _check_complaint(self, wallet: OpenWallet, request: TransactionRequest, market: Address) -> None:
        call = read_complain_key(request.data)
        order, delivery = call.order, call.delivery
        if request.value:
            raise PolicyRefused("complaint-value")
        purchase = Purchase(request.chain_id, market, order.listing, order.holder, order.number)
        secret = purchase_keys.purchase_secret(wallet.key_of(order.holder), purchase)
        if secret != call.secret:
            raise PolicyRefused("complaint-secret")
        key = purchase_keys.unwrap_key(
            secret,
            purchase,
            _order_id(request.chain_id, market, order),
            delivery.rx,
            delivery.parity,
            delivery.wrapped,
        )
        if purchase_keys.is_listed_key(purchase, call.terms.seller, key, call.terms.key_hash):
            raise NothingToComplain


def _order_id(chain_id: int, market: Address, order: Order) -> int:
    return order_id(chain_id, market, order.listing, order.payer, order.holder, order.px, order.parity)
