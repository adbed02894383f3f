"""Signing: each path checks first, then touches a key."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.core.block_lists import read_list
from desktop.core.consent import Reason
from desktop.core.exchange import Order, order_id
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.run_exports import read_record
from desktop.core.spending import Outflow
from desktop.core.transactions import SignedTransaction
from desktop.wallet import block_lists, documents, policy, purchase_keys, run_records, typed_data
from desktop.wallet.calldata import COMPLAIN_KEY, DELIVER, SETTLE, read_complain_key, read_deliver
from desktop.wallet.errors import InvalidTransaction, NothingToComplain, PolicyRefused
from desktop.wallet.guard import counter
from desktop.wallet.journal import Deed, permit_facts, transaction_deed
from desktop.wallet.model_keys import OrderToDeliver, wrap_for_order
from desktop.wallet.open_wallet import OpenWallet
from desktop.wallet.purchase_keys import Purchase
from desktop.wallet.transactions import TransactionRequest, read_request, sign_request
from desktop.wallet.vault import Vault


class Signer:
    """The signing operations of the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def sign_transaction(
        self, account: Address, fields: Mapping[str, Any], consent: str = ""
    ) -> SignedTransaction:
        """Sign a transaction (fields as JSON-RPC names them).

        A complaint about a wrong key is signed only if the vault finds itself that it holds; a delivery only as
        ``sign_delivery`` does. ``consent`` is the wallet's password, for what is unusual or beyond a limit.

        Raises:
            InvalidTransaction: A field is missing, unknown or out of range.
            PolicyRefused: The vault does not sign this.
            ConsentNeeded: It signs this only with ``consent``.
            NothingToComplain: The key that the complaint is about is the right one.
            NoSuchAccount: The wallet has no such account.
        """
        request = read_request(fields)
        if request.to is not None and request.selector == DELIVER:
            return self.sign_delivery(account, fields)  # as when it was sent first: it is sped up by hand
        opened = self._vault.opened()
        if not isinstance(opened, OpenWallet):
            policy.check_operator(request)
            return self._sign(request, account, policy.judge(request, account, (account,)), ())
        if request.to is not None and request.selector == COMPLAIN_KEY:
            self._check_complaint(opened, request, request.to)
        else:
            policy.check_general(request, account)
        judged, reasons = self._judge(opened, request, account)
        opened.account(account)
        agreed = self._vault.agree(reasons, consent, transaction_deed(request, judged))
        return self._sign(request, account, judged, agreed)

    def reasons_for(self, account: Address, fields: Mapping[str, Any]) -> list[Reason]:
        """Why ``sign_transaction`` would ask for consent now; nothing is signed. Raises as it does."""
        request = read_request(fields)
        opened = self._vault.wallet()
        policy.check_general(request, account)
        return list(self._judge(opened, request, account)[1])

    def sign_delivery(self, account: Address, fields: Mapping[str, Any]) -> SignedTransaction:
        """Sign ``deliver`` after computing its key, point and wrapping again, or ``settle``; nothing else.

        Raises:
            WrongModelKey: The seller's key for these terms is not the listed one.
            PolicyRefused: ``delivery-differs``: the call does not carry what the vault computes, or it is none;
                ``delivery-account``: another account than the seller's would have it reverted, and the key shown;
                ``delivery-fee``: its fee alone is beyond the day's limit.
        """
        request = read_request(fields)
        if request.value or request.to is None:
            raise PolicyRefused("delivery-value")
        if request.selector != SETTLE:
            self._check_delivery(request, request.to, account)
        return self.sign_promised(request, account)

    def sign_promised(self, request: TransactionRequest, account: Address) -> SignedTransaction:
        """Sign what keeps a promise, which was checked to be that. Its fee counts for no limit, but must keep one.

        Nobody is there to be asked when an order is answered, and an order that waits is lost.
        """
        opened = self._vault.opened()
        limit = opened.limits.of(request.chain_id, NATIVE).day
        if limit is not None and request.gas * request.max_fee_wei > limit:
            raise PolicyRefused("delivery-fee")
        judged = policy.judge(request, account, (account,))
        free = replace(judged, outflow=replace(judged.outflow, fee=0))
        return self._sign(request, account, free, ())

    def sign_typed(self, account: Address, message: bytes, consent: str = "") -> bytes:
        """The signature (65 bytes) of an EIP-712 message in JSON, with the person's consent to this one alone.

        Raises:
            InvalidTypedData: It does not follow EIP-712.
            PolicyRefused: It is the vault's own type, allows without a limit, or a seller pack is open.
            ConsentNeeded: ``consent`` is empty.
        """
        typed = typed_data.read_typed(message)
        key = self._vault.wallet().key_of(account)
        flows = typed.power.flows
        outflow = Outflow(f"message {typed.digest.hex()}", typed.chain_id, flows)
        reasons = (*typed.reasons, *self._vault.guard.reasons(outflow))
        told = permit_facts(flows) if typed.power.act == "permit" else {}
        deed = Deed(typed.power.act, typed.facts | told)
        agreed = self._vault.agree(reasons, consent, deed)
        signature = typed_data.sign_typed(typed.signable, key)
        self._vault.guard.signed(deed.entry(account, typed.digest, agreed), outflow)
        return signature

    def sign_run_record(self, account: Address, record: bytes) -> bytes:
        """The signature (65 bytes) of a run record, whose message is built here from the record's own fields.

        Raises:
            NotARunRecord: These bytes are none; nothing else is signed by this operation.
            NoSuchAccount: The wallet has no such account.
        """
        signature = run_records.sign(read_record(record), self._vault.wallet().key_of(account))
        self._vault.guard.signed(Deed("run-record", {}).entry(account, keccak256(record)))
        return signature

    def sign_document(self, account: Address, kind: str, document: bytes) -> bytes:
        """The signature (65 bytes) of a document for people, whose message is built here from its own fields.

        Raises:
            NotADocument: These bytes are none of this kind; nothing else is signed by this operation.
            NoSuchAccount: The wallet has no such account.
        """
        signature = documents.sign(kind, document, self._vault.wallet().key_of(account))
        self._vault.guard.signed(Deed("document", {"kind": kind}).entry(account, keccak256(document)))
        return signature

    def sign_block_list(self, account: Address, block_list: bytes) -> bytes:
        """The signature (65 bytes) of a block list, whose message is built here from the list's own fields.

        Raises:
            NotABlockList: These bytes are none; nothing else is signed by this operation.
            PolicyRefused: ``list-author``: it names another account as its author.
            NoSuchAccount: The wallet has no such account.
        """
        key = self._vault.wallet().key_of(account)
        signature = block_lists.sign(read_list(block_list), account, key)
        self._vault.guard.signed(Deed("block-list", {}).entry(account, keccak256(block_list)))
        return signature

    def _judge(
        self, wallet: OpenWallet, request: TransactionRequest, account: Address
    ) -> tuple[policy.Judged, tuple[Reason, ...]]:
        # Imported accounts are no proof of whose they are: a window that was taken over could import one of its own.
        own = {row.address for row in wallet.accounts if row.kind == "hd"} | {account}
        judged = policy.judge(request, account, own)
        nonce = (counter(request.chain_id, account), request.nonce)
        return judged, (*judged.reasons, *self._vault.guard.reasons(judged.outflow, nonce))

    def _sign(
        self, request: TransactionRequest, account: Address, judged: policy.Judged, agreed: tuple[str, ...]
    ) -> SignedTransaction:
        """Remembered before it is given out."""
        signed = sign_request(request, self._vault.opened().key_of(account), account)
        entry = transaction_deed(request, judged).entry(account, signed.hash, agreed)
        nonce = (counter(request.chain_id, account), request.nonce)
        self._vault.guard.signed(entry, judged.outflow, nonce)
        return signed

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
