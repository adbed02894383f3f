"""Finding again what a wallet bought, from the phrase and the chain alone."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from desktop.core.backups import Backup, InvalidBackup
from desktop.core.changes import Change, Topic
from desktop.core.errors import EnvironmentFault, OrderContradicted
from desktop.core.exchange import NO_DELIVERY, Order, Terms, is_committed, order_commitment, order_id
from desktop.core.identity import Address
from desktop.core.orders import Purchase, PurchaseState
from desktop.services.ports import Clock, MarketReader
from desktop.services.purchase.ports import PurchaseBook, PurchaseKey, PurchaseVault


class OrderHistory(MarketReader, Protocol):
    """The market with every version of a listing's terms."""

    def versions_of(self, listing: int) -> list[tuple[Terms, bytes]]:
        """Terms and card of each Listed and Revised event, oldest first."""

    def order_terms_hash(self, order_id: int) -> bytes | None:
        """The terms that an order was bought under, from its Bought event."""


class BackupVault(PurchaseVault, Protocol):
    """One-time keys, and the mark by which the wallet knows its own back-ups."""

    def backup_seal(self, digest: bytes) -> bytes: ...


_CARRIED_ON = frozenset({
    PurchaseState.WAITING, PurchaseState.DELIVERED, PurchaseState.PROVISIONAL, PurchaseState.FINAL,
})  # fmt: skip
"""States of a back-up that may be gone on with before the chain has been asked: nothing was wrong or paid back."""


class RestoringService:
    """Rebuilds purchases: the one-time key of each is derived again and must give the point that is on chain."""

    def __init__(
        self,
        *,
        history: OrderHistory,
        vault: BackupVault,
        book: PurchaseBook,
        clock: Clock,
        publish: Callable[[Change], None],
        also: Callable[[Address], int] = lambda _account: 0,
    ) -> None:
        """``also``: finds what else an account has on the chain, and says how much was added."""
        self._history = history
        self._vault = vault
        self._book = book
        self._clock = clock
        self._publish = publish
        self._also = also

    def find(self, account: Address) -> int:
        """Add every order of this account that the book does not have, and what else it has; returns how many were added.

        They are added as waiting; advancing them follows the chain from there: receive, check, provisional or final.

        Raises:
            OrderContradicted: The node tells an order otherwise than the chain commits to; nothing of it was kept.
        """
        known = {purchase.order_id for purchase in self._book.all()}
        added = 0
        for identifier, order in self._history.orders_by_holder(account):
            if identifier in known or not self._is_ours(identifier, order, account):
                continue
            version = self._version(identifier, order)
            if version is None:
                continue
            self._require_committed(identifier, order, version[0])
            self._book.add(self._purchase(identifier, order, account, *version))
            added += 1
        if added:
            self._publish(Change(Topic.PURCHASES))
        return added + self._also(account)

    def add_backup(self, backup: Backup) -> Purchase:
        """Add the purchase of a back-up file: the order must be this wallet's, and the chain must commit to it.

        Needs no old log: order and delivery come from the file, and the order's slot says whether they are right. Where
        the chain cannot be asked, a file that this wallet itself has sealed is believed until it can be.

        Raises:
            InvalidBackup: Of another chain or market, or of another wallet.
            OrderContradicted: The chain does not commit to what the file says.
            EnvironmentFault: The chain cannot be asked, and the file is not one to be believed without.
        """
        kept, history = backup.purchase, self._history
        if (kept.chain_id, kept.market) != (history.chain_id, history.market):
            raise InvalidBackup("network")
        if kept.terms.is_free:
            return self._add_free(backup)
        if kept.order is None or kept.order_id is None:
            raise InvalidBackup("order")
        if not self._is_ours(kept.order_id, kept.order, kept.account):
            raise InvalidBackup("wallet")
        state = self._state_now(backup, kept.order_id, kept.order)
        known = [p for p in self._book.all() if p.order_id == kept.order_id]
        if known:
            return known[0]
        fresh = self._purchase(kept.order_id, kept.order, kept.account, kept.terms, kept.card_json)
        return self._keep(
            replace(
                fresh,
                state=state,
                delivery=kept.delivery,
                paid_fee_wei=kept.paid_fee_wei,
                created_at=kept.created_at,
            )
        )

    def _state_now(self, backup: Backup, identifier: int, order: Order) -> PurchaseState:
        """Where to go on from: waiting, as the chain commits to it, or what the wallet knew where no chain answers."""
        kept = backup.purchase
        try:
            value = self._history.order_slot(identifier)
        except EnvironmentFault:
            if kept.state not in _CARRIED_ON or not self._is_sealed(backup):
                raise
            return PurchaseState.WAITING if kept.delivery is None else PurchaseState.DELIVERED
        commitment = order_commitment(kept.terms.hash, order)
        if not is_committed(value, commitment, kept.delivery or NO_DELIVERY):
            raise OrderContradicted("order", "chain")
        return PurchaseState.WAITING

    def _add_free(self, backup: Backup) -> Purchase:
        """A free model has no order that the chain could tell of: only our own file is taken."""
        kept = backup.purchase
        if not self._is_sealed(backup):
            raise InvalidBackup("wallet")
        same = (kept.listing, kept.terms, kept.account)
        known = [
            p
            for p in self._book.all()
            if (p.listing, p.terms, p.account) == same and p.state is not PurchaseState.CANCELLED
        ]
        if known:
            return known[0]
        return self._keep(
            replace(
                kept,
                id=hashlib.sha256(kept.terms.hash + kept.account.raw).hexdigest()[:16],
                state=PurchaseState.FETCHING,
                self_test_ok=None,
                updated_at=self._clock.now(),
            )
        )

    def _is_sealed(self, backup: Backup) -> bool:
        return bool(backup.seal) and hmac.compare_digest(self._vault.backup_seal(backup.digest), backup.seal)

    def _keep(self, purchase: Purchase) -> Purchase:
        self._book.add(purchase)
        self._publish(Change(Topic.PURCHASES, purchase.id))
        return purchase

    def _is_ours(self, identifier: int, order: Order, account: Address) -> bool:
        history = self._history
        named = order_id(
            history.chain_id, history.market, order.listing, order.payer, order.holder, order.px, order.parity
        )
        # A copy of P that somebody else paid for shares d with our order: nothing may ever be claimed for it.
        if named != identifier or not account == order.payer == order.holder:
            return False
        key = PurchaseKey(account, history.chain_id, history.market, order.listing, order.number)
        return self._vault.purchase_point(key) == (order.px, order.parity)

    def _require_committed(self, identifier: int, order: Order, terms: Terms) -> None:
        """The order's id does not cover when it was made; its slot does."""
        value = self._history.order_slot(identifier)
        delivery = self._history.find_delivery(identifier) or NO_DELIVERY
        if not is_committed(value, order_commitment(terms.hash, order), delivery):
            raise OrderContradicted("order", "chain")

    def _version(self, identifier: int, order: Order) -> tuple[Terms, bytes] | None:
        wanted = self._history.order_terms_hash(identifier)
        return next(
            ((t, card) for t, card in self._history.versions_of(order.listing) if t.hash == wanted), None
        )

    def _purchase(
        self, identifier: int, order: Order, account: Address, terms: Terms, card: bytes
    ) -> Purchase:
        now = self._clock.now()
        # The same id whenever the same order is restored, so that it is never added twice.
        seed = order_commitment(terms.hash, order)
        return Purchase(
            id=hashlib.sha256(seed).hexdigest()[:16],
            chain_id=self._history.chain_id,
            market=self._history.market,
            listing=order.listing,
            terms=terms,
            card_json=card,
            account=account,
            state=PurchaseState.WAITING,
            created_at=order.bought_at,
            number=order.number,
            agreed_wei=0,
            order_id=identifier,
            order=order,
            updated_at=now,
        )
