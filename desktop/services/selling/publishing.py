"""Listing a model: inspect, quote, seal, check as the contract would, and only then list."""

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import msgspec

from desktop.core.agreements import Ask, Planned
from desktop.core.cancel import CancelToken
from desktop.core.cards import make_card
from desktop.core.changes import Change, Progress, Topic
from desktop.core.contents import Commitments
from desktop.core.errors import UserError
from desktop.core.exchange import ListingState, Terms, key_hash
from desktop.core.identity import Address, keccak256
from desktop.core.licences import Rights
from desktop.core.listings import Card
from desktop.core.mirrors import Mirror, MirrorOutcome
from desktop.core.money import COIN, Currency, Money
from desktop.core.sales import OwnListing
from desktop.services.answers import ANSWER_COST_GAS
from desktop.services.journal import Purpose
from desktop.services.ports import Clock, MarketCalls, MarketReader, Transactor
from desktop.services.selling.mirroring import NothingPublished, Spreader, addresses_of
from desktop.services.selling.ports import (
    CardWriter,
    ReadyPackage,
    SaleBook,
    SellerVault,
    VersionSealer,
)
from desktop.services.tokens import APPROVE_GAS, TOKEN_BUY_GAS, TOKEN_WITHDRAW_GAS
from desktop.services.transactions import TransactionService

log = logging.getLogger("licet.selling")

COMPLAIN_CONTENT_GAS = 300_000
BUY_GAS = 150_000
REFUND_GAS = 90_000
LIST_GAS = 130_000
BOND_GAS = 50_000
DEFAULT_DELIVER_IN_S = 48 * 3600
DEFAULT_DISPUTE_IN_S = 7 * 86400


@dataclass(eq=False)
class NoSuchOwnListing(UserError):
    """This seller has no such listing, or another program changed it meanwhile."""

    listing: int


class InvalidTerms(UserError):
    """Price, bond and fee do not go together: a free model has no bond, and the late fee is within the bond."""


@dataclass(frozen=True, slots=True)
class PublishQuote:
    """What listing costs, and what the protocol suggests (EXCHANGE.md section 8). Wei."""

    suggested_bond_wei: int
    suggested_late_fee_wei: int
    fee_most_wei: int
    free_bond_wei: int
    warnings: tuple[str, ...]
    suggested_key_fee_wei: int = 0


@dataclass(frozen=True, slots=True)
class Windows:
    """Delivery and dispute windows in seconds; within the bounds the market was deployed with."""

    deliver_in_s: int = DEFAULT_DELIVER_IN_S
    dispute_in_s: int = DEFAULT_DISPUTE_IN_S


class Publisher:
    """Lists ready packages."""

    def __init__(
        self,
        *,
        chain: Transactor,
        market: MarketReader,
        calls: MarketCalls,
        transactions: TransactionService,
        vault: SellerVault,
        book: SaleBook,
        seal: VersionSealer,
        spread: Spreader,
        read_card: Callable[[bytes], Card],
        write_card: CardWriter,
        windows: Windows,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._chain = chain
        self._market = market
        self._calls = calls
        self._transactions = transactions
        self._vault = vault
        self._book = book
        self._seal = seal
        self._spread = spread
        self._read_card = read_card
        self._write_card = write_card
        self._windows = windows
        self._clock = clock
        self._publish = publish

    def quote(self, seller: Address, price: int, currency: Currency = COIN) -> PublishQuote:
        """Suggested bond = late fee + twice the gas of complainContent; late fee = the gas of buy and refund.

        Both are in coin whatever the price is in; buying with tokens takes more gas, and so does having them back.
        Suggested key fee = twice the gas of an answer: below its gas nothing is answered. It is paid in the currency of
        the price, and of a token nobody knows what that is worth: there it is nothing.
        """
        fee = self._chain.fees().max_fee_wei
        free, _locked = self._market.bond_wei(seller)
        buy_gas = BUY_GAS if currency.is_coin else TOKEN_BUY_GAS + APPROVE_GAS + TOKEN_WITHDRAW_GAS
        late_fee = 0 if price == 0 else (buy_gas + REFUND_GAS) * fee
        bond = 0 if price == 0 else late_fee + 2 * COMPLAIN_CONTENT_GAS * fee
        warnings = ("sold-out-without-bond",) if free < bond else ()
        key_fee = 0 if price == 0 or not currency.is_coin else 2 * ANSWER_COST_GAS * fee
        return PublishQuote(bond, late_fee, (LIST_GAS + BOND_GAS) * fee, free, warnings, key_fee)

    def list(
        self,
        seller: Address,
        package: ReadyPackage,
        *,
        price: Money,
        bond_wei: int,
        late_fee_wei: int,
        sources: tuple[str, ...],
        bond_for_orders: int,
        rights: Rights,
        revises: int | None,
        payee: Address | None = None,
        mirrors: Sequence[Mirror] = (),
        mirrored: Callable[[tuple[MirrorOutcome, ...]], None] = lambda _outcomes: None,
        cancel: CancelToken,
        progress: Callable[[Progress], None],
    ) -> int:
        """Seal and list a package, or publish it as the next version of a listing; returns the listing's number.

        A free model has no currency. Nothing that was sold changes by a new version, and the royalty stays what it was.
        The ciphertext goes to all ``mirrors`` before anything is sent to the chain; ``mirrored`` is told how that went.

        Raises:
            InvalidTerms: Price, bond and fee do not go together.
            InvalidRights: What the listing is to grant does not go together.
            NoSuchOwnListing: ``revises`` is no listing of this seller.
            NothingPublished: No place took it, so no buyer could have fetched it.
            TooManySources: The card would name more than six addresses.
        """
        is_free = price.value == 0
        if late_fee_wei > bond_wei or (is_free and bond_wei):
            raise InvalidTerms
        price = Money(0) if is_free else price
        old = None if revises is None else self._present(seller, revises)
        if old is not None:
            rights = replace(rights, royalty_to=old.terms.royalty_to, royalty_bps=old.terms.royalty_bps)
        rights.check(self._clock.now(), is_free=is_free)
        salt = secrets.token_bytes(32)
        commitments, hashed, key = self._seal_with_key(seller, package, salt, free=is_free, progress=progress)
        cancel.raise_if_cancelled()
        sources = self._mirror(commitments, mirrors, sources, mirrored, cancel, progress)
        card = self._write_card(package.manifest, sources, package.public_bytes, key)
        terms = self._terms(
            seller,
            commitments,
            hashed,
            card,
            salt,
            price=price,
            bond_wei=bond_wei,
            late_fee_wei=late_fee_wei,
            payee=payee or (old.terms.payee if old is not None else seller),
            rights=rights,
        )
        progress(Progress("publish", "list"))
        own = OwnListing(terms, card, 0, self._clock.now(), currency=price.currency)
        return self._send(old, own, package.manifest.name, cancel, bond_wei * bond_for_orders)

    def _mirror(
        self,
        content: Commitments,
        mirrors: Sequence[Mirror],
        sources: tuple[str, ...],
        mirrored: Callable[[tuple[MirrorOutcome, ...]], None],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
    ) -> tuple[str, ...]:
        outcomes = self._spread(content, mirrors, cancel, progress)
        mirrored(outcomes)
        found = addresses_of(outcomes, sources)
        if mirrors and not found:
            raise NothingPublished(outcomes)
        return found

    def readdress(self, seller: Address, listing: int, sources: Sequence[str], cancel: CancelToken) -> None:
        """Put other addresses into the card of an open listing; content, key and terms stay, and no version is made.

        Raises:
            NoSuchOwnListing: This seller has none of this number.
        """
        old = self._present(seller, listing)
        card = make_card(msgspec.structs.replace(self._read_card(old.card), sources=list(sources)))
        terms = replace(old.terms, card_hash=keccak256(card))
        fresh = replace(
            old, terms=terms, card=card, listing=0, created_at=self._clock.now(),
            transaction_hash=None, raw_transaction=None,
        )  # fmt: skip
        self._send(old, fresh, self._read_card(card).name, cancel)

    def _present(self, seller: Address, listing: int) -> OwnListing:
        """The newest version of an own listing; its terms must be the present ones on chain."""
        versions = [o for o in self._book.listings() if (o.listing, o.terms.seller) == (listing, seller)]
        found = self._market.listing(listing)
        present = next((o for o in versions if found is not None and o.terms == found[0]), None)
        if present is None:
            raise NoSuchOwnListing(listing)
        return present

    def adopt_pending(self) -> None:
        """Find listings whose confirmation was missed, without waiting: orders on them may be there already."""
        for own in self._book.listings():
            if own.listing or own.raw_transaction is None:
                continue
            if self._adopt(own) is not None:
                continue
            try:
                self._chain.send_raw(own.raw_transaction)
            except UserError as error:  # its nonce went to another transaction: it will never be mined
                log.info("a listing that was being sent: %s", type(error).__name__)

    def resume(self, cancel: CancelToken) -> None:
        """After a restart: find what became of listings whose transaction was kept but not confirmed."""
        for own in self._book.listings():
            if own.listing == 0 and own.raw_transaction is not None:
                self._chain.send_raw(own.raw_transaction)
                self._confirm(own, cancel)

    def close(self, listing: int) -> None:
        """Take a listing off the market; what was sold stays sold."""
        for own in self._book.listings():
            if own.listing == listing and own.is_open:
                self._transactions.execute(
                    own.terms.seller,
                    self._calls.close(listing, own.terms),
                    Purpose("close", subject=f"#{listing}"),
                    Ask(),
                )
                self._book.put_listing(replace(own, is_open=False))
                self._publish(Change(Topic.SALES))

    def _seal_with_key(
        self,
        seller: Address,
        package: ReadyPackage,
        salt: bytes,
        *,
        free: bool,
        progress: Callable[[Progress], None],
    ) -> tuple[Commitments, bytes, bytes | None]:
        chain_id, market = self._market.chain_id, self._market.market
        if not free:
            sealed = self._seal(
                package, lambda public: self._vault.seal_key(seller, chain_id, market, salt, public), progress
            )
            return sealed, self._vault.model_key_hash(seller, chain_id, market, salt), None
        # The key of a free model stands in its card: it is public, and random only to be unlike all others.
        key = secrets.token_bytes(16)
        licence = self._vault.free_licence(key)
        sealed = self._seal(package, lambda public: self._vault.release_key(licence, public), progress)
        return sealed, key_hash(chain_id, market, seller, key), key

    def _terms(
        self,
        seller: Address,
        commitments: Commitments,
        hashed: bytes,
        card: bytes,
        salt: bytes,
        *,
        price: Money,
        bond_wei: int,
        late_fee_wei: int,
        payee: Address,
        rights: Rights,
    ) -> Terms:
        return Terms(
            seller=seller,
            payee=payee,
            currency=price.currency.address,
            price=price.value,
            bond_wei=bond_wei,
            late_fee_wei=late_fee_wei,
            key_fee=rights.key_fee,
            deliver_in_s=self._windows.deliver_in_s,
            dispute_in_s=self._windows.dispute_in_s,
            period_s=rights.period_s,
            renew_until=rights.renew_until,
            flags=rights.flags,
            royalty_to=rights.royalty_to,
            royalty_bps=rights.royalty_bps,
            size_bytes=commitments.size_bytes,
            nonce=commitments.nonce,
            key_hash=hashed,
            content_root=commitments.content_root,
            public_digest=commitments.public_digest,
            card_hash=keccak256(card),
            salt=salt,
        )

    def _send(
        self, old: OwnListing | None, own: OwnListing, name: str, cancel: CancelToken, bond_wei: int = 0
    ) -> int:
        """Show the person the listing, and before it the bond that is missing for it; then send both."""
        kept: list[OwnListing] = []

        def keep(raw: bytes, hashed: bytes) -> None:
            kept.append(replace(own, raw_transaction=raw, transaction_hash=hashed))
            self._book.put_listing(kept[0])
            self._publish(Change(Topic.SALES))

        if old is None:
            call = self._calls.create_listing(own.terms, own.card)
        else:
            call = self._calls.revise(old.listing, old.terms, own.terms, own.card)
        seller = own.terms.seller
        missing = max(0, bond_wei - self._market.bond_wei(seller)[0]) if bond_wei else 0
        bond = [Planned(seller, self._calls.deposit_bond(missing))] if missing else []
        agreed = self._transactions.agree([*bond, Planned(seller, call)], Ask())
        for step, mandate in zip(bond, agreed, strict=False):
            self._transactions.execute(seller, step.call, Purpose("bond", -missing), mandate)
        self._transactions.submit(
            seller,
            call,
            Purpose("list" if old is None else "revise", subject=name),
            lambda signed: keep(signed.raw, signed.hash),
            agreed[-1],
        )
        return self._confirm(kept[0], cancel)

    def _confirm(self, own: OwnListing, cancel: CancelToken) -> int:
        if own.transaction_hash is None:
            raise AssertionError("a kept listing has its transaction's hash")
        self._transactions.wait(own.transaction_hash, cancel)
        listing = self._adopt(own)
        if listing is None:
            raise AssertionError("the market has no listing after its transaction succeeded")
        return listing

    def _adopt(self, own: OwnListing) -> int | None:
        """Keep the number that the market gave to these terms; None if it has none."""
        for listing, terms, _card in self._market.listings_of(own.terms.seller):
            if terms == own.terms:
                is_open = self._market.listing_slot(listing) & 0xFF == ListingState.OPEN
                self._book.put_listing(replace(own, listing=listing, is_open=is_open))
                self._retire(listing, own)
                self._publish(Change(Topic.SALES))
                return listing
        return None

    def _retire(self, listing: int, present: OwnListing) -> None:
        """Earlier versions of a listing are not for sale any more; they are kept, because orders on them go on."""
        for own in self._book.listings():
            if own.listing == listing and own.is_open and own.terms != present.terms:
                self._book.put_listing(replace(own, is_open=False))
