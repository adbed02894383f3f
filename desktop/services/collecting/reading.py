"""One look at everything that the contracts hold for some accounts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from desktop.core.exchange import (
    OrderState,
    Terms,
)
from desktop.core.holdings import Holding, HoldingKind
from desktop.core.identity import NATIVE, Address
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.sales import OwnListing, SaleState
from desktop.core.splits import ALL_BPS, Split
from desktop.services.collecting.known_orders import KnownOrder, of_purchase, of_sale
from desktop.services.collecting.ports import (
    BalanceOf,
    BondOf,
    CreditOf,
    DueOf,
    HoldingsReader,
    IsBad,
    OwnSplits,
    PaidOrder,
    PayingListings,
    Purchases,
    Question,
    Reading,
    Sales,
    SlotOf,
)

_OPEN_SALES = frozenset({SaleState.SEEN, SaleState.DELIVERING, SaleState.DELIVERED, SaleState.MISSED})
_LATE_STATES = frozenset({PurchaseState.WAITING})


@dataclass(frozen=True, slots=True)
class Look:
    """What was found.

    ``balances`` are the accounts' coins, ``selling`` the accounts with an open listing, ``splits`` the accounts of
    each split that pays one of ours.
    """

    holdings: tuple[Holding, ...]
    block: int | None
    timestamp: int
    balances: dict[Address, int] = field(default_factory=dict)
    selling: frozenset[Address] = frozenset()
    orders: dict[int, KnownOrder] = field(default_factory=dict)
    splits: dict[Address, tuple[Address, ...]] = field(default_factory=dict)


class HoldingsFinder:
    """Knows from the records what to ask, and says what of it is whose.

    One question names one account, unless the person chose an endpoint that may know that they belong together: then
    all is asked at once.
    """

    def __init__(
        self,
        *,
        chain_id: int,
        market: Address,
        reader: HoldingsReader,
        sales: Sales,
        purchases: Purchases,
        splits: OwnSplits,
        catalogue: PayingListings,
        accounts_together: bool = False,
    ) -> None:
        self._accounts_together = accounts_together
        self._place = (chain_id, market)
        self._reader = reader
        self._sales = sales
        self._purchases = purchases
        self._splits = splits
        self._catalogue = catalogue

    def look(self, accounts: Sequence[Address]) -> Look:
        """Read it all.

        Raises:
            AppError: The node failed as a whole.
        """
        subject = self._subject(accounts)
        if self._accounts_together:
            return subject.answer(self._reader.read(subject.questions()))
        readings = [self._reader.read(subject.alone(account).questions()) for account in accounts]
        return subject.answer(_together(readings))

    def unread(self, accounts: Sequence[Address]) -> Look:
        """The same without a node: what is known to be there, every amount unknown."""
        return self._subject(accounts, offline=True).answer(Reading(0, 0, {}))

    def _subject(self, accounts: Sequence[Address], *, offline: bool = False) -> "_Subject":
        splits = self._splits.of_accounts(accounts)
        listings = self._sales.listings()
        orders = [of_sale(sale, listings) for sale in self._sales.sales() if sale.state in _OPEN_SALES]
        orders += [] if offline else self._orders_paying(accounts, splits, listings)
        bought = [of_purchase(p) for p in self._purchases.all() if self._is_waiting(p, accounts)]
        return _Subject(
            tuple(accounts),
            tuple(splits),
            tuple(listings),
            tuple(orders),
            tuple(order for order in bought if order is not None),
        )

    def _is_waiting(self, purchase: Purchase, accounts: Sequence[Address]) -> bool:
        here = (purchase.chain_id, purchase.market) == self._place and purchase.account in accounts
        return here and purchase.state in _LATE_STATES

    def _orders_paying(
        self, accounts: Sequence[Address], splits: Sequence[Split], own: Sequence[OwnListing]
    ) -> list[KnownOrder]:
        """Orders on listings of others that pay an account of this wallet, or one of its splits."""
        sold_here = {listing.listing for listing in own}
        payees = [*accounts, *(split.address for split in splits)]
        listings = [number for number in self._catalogue.paying(payees) if number not in sold_here]
        found: list[PaidOrder] = self._reader.orders_on(listings) if listings else []
        return [
            KnownOrder(paid.order_id, paid.terms, paid.order, paid.delivery)
            for paid in found
            if paid.terms.payee in payees
        ]


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a look is about."""

    accounts: tuple[Address, ...]
    splits: tuple[Split, ...]
    listings: tuple[OwnListing, ...]
    orders: tuple[KnownOrder, ...]
    bought: tuple[KnownOrder, ...]
    also: frozenset[Address] = frozenset()
    """Currencies to ask for beside those of the orders and listings."""

    def alone(self, account: Address) -> "_Subject":
        """What of it concerns one account; what several share is asked with the first of them."""
        place = self.accounts.index(account)

        def is_first(concerned: Collection[Address]) -> bool:
            known = [one for one in self.accounts if one in concerned]
            return (self.accounts.index(known[0]) if known else 0) == place

        shares = {split.address: {share.account for share in split.shares} for split in self.splits}
        return _Subject(
            (account,),
            tuple(split for split in self.splits if account in shares[split.address]),
            self.listings,
            tuple(
                known
                for known in self.orders
                if is_first(shares.get(known.terms.payee, {known.terms.payee, known.terms.seller}))
            ),
            tuple(known for known in self.bought if is_first({known.order.payer})),
            frozenset(self.currencies()),
        )

    def currencies(self) -> list[Address]:
        """The native coin, and every token that an order or listing is priced in."""
        tokens = {known.terms.currency for known in (*self.orders, *self.bought)}
        tokens |= {own.terms.currency for own in self.listings} | self.also
        return [NATIVE, *sorted(tokens - {NATIVE})]

    def sellers(self) -> list[Address]:
        """The accounts that list something, or have."""
        listing = {own.terms.seller for own in self.listings}
        return [account for account in self.accounts if account in listing]

    def questions(self) -> list[Question]:
        found: list[Question] = [BalanceOf(account) for account in self.accounts]
        found += [BondOf(account) for account in self.accounts]
        for currency in self.currencies():
            found += [CreditOf(account, currency) for account in self.accounts]
            for split in self.splits:
                found.append(CreditOf(split.address, currency))
                found += [
                    DueOf(split.address, account, currency)
                    for account in self.accounts
                    if split.share_of(account)
                ]
        found += [SlotOf(known.order_id) for known in (*self.orders, *self.bought)]
        found += [IsBad(known.terms.key_hash) for known in self.orders]
        return found

    def answer(self, reading: Reading) -> Look:
        holdings = [
            *self._late(reading),
            *self._settleable(reading),
            *self._credits(reading),
            *self._shares(reading),
            *self._bonds(reading),
        ]
        balances = {account: reading.one(BalanceOf(account)) for account in self.accounts}
        return Look(
            tuple(holdings),
            reading.block or None,
            reading.timestamp,
            {account: wei for account, wei in balances.items() if wei is not None},
            frozenset(own.terms.seller for own in self.listings if own.is_open and own.terms.bond_wei),
            {known.order_id: known for known in (*self.orders, *self.bought)},
            {split.address: tuple(share.account for share in split.shares) for split in self.splits},
        )

    def _late(self, reading: Reading) -> list[Holding]:
        found = []
        for known in self.bought:
            value = reading.one(SlotOf(known.order_id))
            if value is not None and known.state_in(value) is not OrderState.OPEN:
                continue
            terms = known.terms
            is_late = value is not None and reading.timestamp >= known.late_at
            found.append(
                Holding(
                    key=f"order:{known.order_id:064x}",
                    kind=HoldingKind.REFUND if is_late else HoldingKind.WAITING,
                    account=known.order.payer,
                    currency=terms.currency,
                    amount=None if value is None else _refund_of(terms)[0],
                    extra_wei=_refund_of(terms)[1],
                    subject=known.subject,
                    time=known.late_at,
                    order_id=known.order_id,
                    payee=known.order.payer,
                )
            )
        return found

    def _settleable(self, reading: Reading) -> list[Holding]:
        found: list[Holding] = []
        for known in self.orders:
            value, is_bad = reading.one(SlotOf(known.order_id)), reading.one(IsBad(known.terms.key_hash))
            is_unread = value is None or is_bad is None
            if not is_unread and (known.state_in(value) is not OrderState.DELIVERED or is_bad):
                continue
            if is_unread and not known.delivery.delivered_at:
                continue
            kind = HoldingKind.SETTLE if reading.timestamp >= known.settle_at else HoldingKind.IN_DISPUTE
            for account, part in self._receivers(known.terms):
                found.append(
                    Holding(
                        key=f"order:{known.order_id:064x}:{account.raw.hex()}",
                        kind=kind,
                        account=account,
                        currency=known.terms.currency,
                        amount=None if is_unread else part,
                        subject=known.subject,
                        time=known.settle_at,
                        order_id=known.order_id,
                        payee=known.terms.payee,
                        through=known.terms.payee if known.terms.payee != account else None,
                    )
                )
        return found

    def _receivers(self, terms: Terms) -> list[tuple[Address, int]]:
        """Which accounts of this wallet get how much of a sale."""
        if terms.payee in self.accounts:
            return [(terms.payee, terms.price)]
        split = next((split for split in self.splits if split.address == terms.payee), None)
        if split is None:
            return []
        return [
            (share.account, terms.price * share.bps // ALL_BPS)
            for share in split.shares
            if share.account in self.accounts
        ]

    def _credits(self, reading: Reading) -> list[Holding]:
        found = []
        for currency in self.currencies():
            for account in self.accounts:
                amount = reading.one(CreditOf(account, currency))
                if amount != 0:
                    key = f"credit:{account.raw.hex()}:{currency.raw.hex()}"
                    found.append(Holding(key, HoldingKind.CREDIT, account, currency, amount, payee=account))
        return found

    def _shares(self, reading: Reading) -> list[Holding]:
        found = []
        for split in self.splits:
            for account in (a for a in self.accounts if split.share_of(a)):
                for currency in self.currencies():
                    held = reading.one(DueOf(split.address, account, currency))
                    credited = reading.one(CreditOf(split.address, currency))
                    # A floor of a sum is at least the sum of the floors: at most one unit more will come.
                    amount = (
                        None
                        if held is None or credited is None
                        else held + credited * split.share_of(account) // ALL_BPS
                    )
                    if amount == 0:
                        continue
                    key = f"share:{split.address.raw.hex()}:{account.raw.hex()}:{currency.raw.hex()}"
                    found.append(
                        Holding(
                            key,
                            HoldingKind.SHARE,
                            account,
                            currency,
                            amount,
                            payee=split.address,
                            through=split.address,
                            in_market=bool(credited),
                        )
                    )
        return found

    def _bonds(self, reading: Reading) -> list[Holding]:
        found = []
        for account in self.accounts:
            both = reading.answers.get(BondOf(account))
            if both is None and account not in self.sellers():
                continue  # an account that never sold anything is not shown to have an unknown bond
            kinds = (HoldingKind.BOND, HoldingKind.BOND_LOCKED)
            for kind, amount in zip(kinds, both or (None, None), strict=True):
                if amount != 0:
                    key = f"{kind.value}:{account.raw.hex()}"
                    found.append(Holding(key, kind, account, NATIVE, amount))
        return found


def _together(readings: Sequence[Reading]) -> Reading:
    """The answers about several accounts as one reading, as old as the oldest of them."""
    if not readings:
        return Reading(0, 0, {})
    oldest = min(readings, key=lambda reading: reading.block)
    answers = {question: told for reading in readings for question, told in reading.answers.items()}
    return Reading(oldest.block, oldest.timestamp, answers)


def _refund_of(terms: Terms) -> tuple[int, int]:
    """(in the currency of the price, wei beside it) of an order that was not delivered."""
    if terms.currency == NATIVE:
        return terms.price + terms.late_fee_wei, 0
    return terms.price, terms.late_fee_wei


def with_last_known(look: Look, last: Look | None) -> Look:
    """Amounts that could not be read now as they were last, and marked so; what was nothing then is still left out."""
    if last is None:
        return look
    known = {holding.key: holding for holding in last.holdings}
    kept = []
    for holding in look.holdings:
        before = known.get(holding.key)
        if holding.amount is not None:
            kept.append(holding)
        elif before is not None:
            kept.append(replace(before, is_stale=before.amount is not None))
    return replace(look, holdings=tuple(kept))
