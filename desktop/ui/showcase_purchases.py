"""Purchases of the sample window, each in the state that a scene asks for."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.listings import Listing
from desktop.core.money import Money
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.tokens import TransferTrial
from desktop.services.purchase import WRONG, PurchaseQuote, RefundOptions
from desktop.services.tokens import PaymentWay, TokenPayment
from desktop.ui import showcase_values as values
from desktop.ui.showcase_catalogue import Catalogue
from desktop.ui.showcase_effects import bought, purchase
from desktop.ui.showcase_parts import Gate, Publish, silent


@dataclass
class Purchases:
    gate: Gate
    catalogue: Catalogue
    publish: Publish = silent
    kept: dict[str, Purchase] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    sold_out: bool = False
    options: RefundOptions | None = None
    acts: list[tuple[str, str]] = field(default_factory=list)
    step_s: float = 0.0
    way: PaymentWay = PaymentWay.PERMIT
    tokens_held: int = 250 * 10**6
    left_behind: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()

    def quote(self, listing_id: int) -> PurchaseQuote:
        self.gate.pass_through("purchases.quote")
        listing = self.catalogue.listing(listing_id)
        terms = listing.terms
        token = self._token(listing)
        fee = 0 if terms.is_free else 31_500_000_000_000 if token is None else token.gas_most * 175_000_000
        price = terms.price if token is None else 0
        worth = listing.price
        effects = (
            None
            if worth is None or terms.is_free or self.sold_out
            else bought(worth, simulated=token is None)
        )
        return PurchaseQuote(
            listing=listing, account=values.BUYER, price_wei=price, fee_most_wei=fee, total_most_wei=price + fee,
            balance_wei=987_654_321_000_000_000, download_bytes=terms.size_bytes + 60_000, token=token,
            approve_fee_wei=token.approve_gas * 175_000_000 if token else 0, complaint_fee_wei=3 * 10**15,
            refund_amount_wei=price + terms.bond_wei, deliver_in_s=terms.deliver_in_s, dispute_in_s=terms.dispute_in_s,
            bond_wei=terms.bond_wei, sold_out=self.sold_out, warnings=self.warnings, effects=effects,
            previews=(purchase(),) if effects is not None and token is None else (),
        )  # fmt: skip

    def _token(self, listing: Listing) -> TokenPayment | None:
        currency, price = listing.currency, listing.terms.price
        if currency is None:
            return None
        return TokenPayment(
            currency, price, self.tokens_held, self.way, TransferTrial(moves=True, received=price)
        )

    def begin(self, quote: PurchaseQuote) -> Purchase:
        self.gate.pass_through("purchases.begin")
        made = values.purchase(f"p{len(self.kept)}", quote.listing, PurchaseState.FETCHING, age_s=0)
        self.kept[made.id] = made
        return made

    def advance(
        self, purchase_id: str, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> Purchase:
        size = self.kept[purchase_id].terms.size_bytes
        if self.kept[purchase_id].claim_asked:
            return self.complain(purchase_id)
        path = (
            ("fetch", PurchaseState.FETCHING), ("verify", PurchaseState.FETCHING), ("pay", PurchaseState.BUYING),
            ("receive", PurchaseState.WAITING), ("check", PurchaseState.DELIVERED), ("test", PurchaseState.PROVISIONAL),
        )  # fmt: skip
        for step, state in path:
            if step == "pay" and self.kept[purchase_id].terms.is_free:
                return self._move(purchase_id, PurchaseState.FREE)
            progress(
                Progress(
                    purchase_id,
                    step,
                    size * 2 // 3 if step == "fetch" else 0,
                    size if step == "fetch" else 0,
                    sources=self.sources if step == "fetch" else (),
                )
            )
            self._move(purchase_id, state)
            self.gate.pass_through(f"purchases.{step}", cancel)
            cancel.wait(self.step_s)
        return self.kept[purchase_id]

    def purchases(self) -> list[Purchase]:
        return list(self.kept.values())

    def purchase(self, purchase_id: str) -> Purchase:
        return self.kept[purchase_id]

    def unfinished(self) -> list[Purchase]:
        return [p for p in self.kept.values() if p.id in self.left_behind]

    def cancel(self, purchase_id: str) -> Purchase:
        return self._move(purchase_id, PurchaseState.CANCELLED)

    def confirm(self, purchase_id: str) -> Purchase:
        return self._act("confirm", purchase_id, PurchaseState.FINAL)

    def refund(self, purchase_id: str) -> Purchase:
        return self._act("refund", purchase_id, PurchaseState.REFUNDED)

    def ask_complaint(self, purchase_id: str) -> Purchase:
        self.gate.pass_through("purchases.ask_complaint")
        self.kept[purchase_id] = replace(self.kept[purchase_id], claim_asked=True)
        return self.kept[purchase_id]

    def complain(self, purchase_id: str) -> Purchase:
        return self._act("complain", purchase_id, PurchaseState.REFUNDED)

    def refund_options(self, purchase_id: str) -> RefundOptions:
        self.gate.pass_through("purchases.refund_options")
        if self.options is not None:
            return self.options
        kept = self.kept[purchase_id]
        state, terms = kept.state, kept.terms
        reasons = {
            PurchaseState.WAITING: "waiting-for-seller", PurchaseState.WRONG_KEY: "wrong-key", PurchaseState.FINAL: "final",
            PurchaseState.REFUNDED: "refunded", PurchaseState.DELIVERED: "being-checked",
            PurchaseState.WRONG_CONTENT: "wrong-content", PurchaseState.REFUNDING: "refunding",
        }  # fmt: skip
        if state is PurchaseState.PROVISIONAL and kept.self_test_ok is False:
            reasons[state] = "self-test-failed"
        return RefundOptions(
            can_confirm=state is PurchaseState.PROVISIONAL, can_refund=False, can_complain=state in WRONG,
            amount_wei=terms.bond_wei + (0 if kept.currency else terms.price), cost_most_wei=19_950_000_000_000,
            until=kept.refundable_until or kept.deliver_until, reason=reasons.get(state, "dispute-window"),
            tokens=Money(terms.price, kept.currency) if kept.currency else None,
        )  # fmt: skip

    def _act(self, name: str, purchase_id: str, state: PurchaseState) -> Purchase:
        self.gate.pass_through(f"purchases.{name}")
        self.acts.append((name, purchase_id))
        return self._move(purchase_id, state)

    def _move(self, purchase_id: str, state: PurchaseState) -> Purchase:
        listing = self.catalogue.listing(self.kept[purchase_id].listing)
        moved = values.purchase(purchase_id, listing, state, age_s=0)
        self.kept[purchase_id] = replace(moved, created_at=self.kept[purchase_id].created_at)
        self.publish(Change(Topic.PURCHASES, purchase_id))
        return self.kept[purchase_id]
