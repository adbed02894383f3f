"""How a licence stands and what can be done with it: the same card on an order and on a received licence."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desktop.core.licences import Rights
from desktop.core.requests import KeyRequest, RequestState
from desktop.text import amount, describe, tr
from desktop.ui.licence_words import (
    HINDRANCES,
    REQUEST_STATES,
    key_fee_text,
    passing_text,
    period_text,
    proof_text,
    standing_text,
)
from desktop.ui.page import PageTools, Route
from desktop.ui.pages.licence_dialogs import KeyDialog, PassDialog, RenewDialog
from desktop.ui.request_flow import RequestFlow
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, Label, clear, column, row
from desktop.ui.widgets.money import Facts
from desktop.ui.widgets.states import Banner, progress_text

if TYPE_CHECKING:
    from desktop.services.rights import AnswerOffer, LicenceService, LicenceView, PassQuote, RenewalQuote

_UNPAID = {RequestState.FETCHING, RequestState.READY}


class LicencePanel(Card):
    """Standing, rights, later versions, and the buttons that apply."""

    def __init__(self, tools: PageTools, licences: "LicenceService", requests: RequestFlow) -> None:
        super().__init__()
        self.setObjectName("licence-panel")
        self._tools, self._licences, self._requests = tools, licences, requests
        self._token = -1
        self.view: LicenceView | None = None
        self.state = Badge("")
        self.sentence = Label("", "body", wrap=True)
        self.proof = Label("", "small")
        self.newer = Banner("info")
        self.get = Button(
            tr("Ask for the key"), "primary", icon="download", name="licence-get", clicked=self._get
        )
        self.offer = Banner("info")
        self.answer = Button(tr("Answer"), "primary", icon="key-round", name="licence-answer")
        self.fault = Banner("danger")
        self.versions = QVBoxLayout()
        self.versions.setSpacing(GRID)
        self.rights = column()
        self.renew = Button(tr("Renew"), icon="badge-check", name="licence-renew", clicked=self._renew)
        self.pass_on = Button(
            tr("Pass on this licence"), icon="arrow-up-right", name="licence-pass", clicked=self._pass
        )
        self.give_up = Button(
            tr("Give up"),
            "ghost",
            name="licence-give-up",
            tip=tr("Give up this licence"),
            clicked=self._give_up,
        )
        self._offer: AnswerOffer | None = None
        self.answer.clicked.connect(lambda _=False: self._answer())
        self.column.addLayout(row(Label(tr("Licence"), "h3"), self.state, 1, self.proof))
        for widget in (self.sentence, self.fault, self.offer, self.newer):
            self.column.addWidget(widget)
        self.column.addLayout(row(self.answer, self.get, 1))
        self.column.addLayout(self.versions)
        self.column.addLayout(self.rights)
        self.column.addLayout(row(self.renew, self.pass_on, 1, self.give_up))
        for hidden in (self.fault, self.offer, self.newer, self.answer, self.get):
            hidden.hide()
        requests.updated.connect(lambda _identifier: self._show_versions())
        self.hide()

    def show_licence(self, token_id: int) -> None:
        """Show what is known of a licence, and ask who wants its key."""
        if token_id != self._token:
            self.hide()
            self.fault.hide()
            self._ask_chain(token_id)
        self._token = token_id
        self._tools.jobs.start(
            lambda _job: self._licences.view(token_id),
            lane="db",
            owner=self,
            done=lambda view: self._show(view) if token_id == self._token else None,
            failed=lambda _error: self.hide(),
        )

    def _ask_chain(self, token_id: int) -> None:
        """How the licence stands now; the page reloads itself if that is news."""
        self._tools.jobs.start(
            lambda _job: self._licences.refresh(token_id),
            owner=self,
            failed=lambda _error: None,  # the dated proof on this disk stays
        )

    def _show(self, view: "LicenceView") -> None:
        if view.standing is None or not view.standing.has_begun:
            self._ask_chain(view.holding.token_id)
        self.view = view
        self.sentence.setText(standing_text(view))
        self.proof.setText(proof_text(view.standing))
        self._show_state(view)
        self._show_update(view)
        self._show_versions()
        self._show_rights(view)
        pending = view.act is not None
        self.renew.setVisible(view.can_renew)
        self.pass_on.setVisible(view.can_pass_on)
        self.give_up.setVisible(view.is_usable)
        for button in (self.renew, self.pass_on, self.give_up):
            button.setEnabled(not pending)
        if pending:
            self.sentence.setText(tr("A transaction about this licence is on its way."))
        self.show()
        if view.hindrance is not None and view.hindrance.reason == "passed-on":
            self._look_for_offers()
        else:
            self._show_offer(None)

    def _show_state(self, view: "LicenceView") -> None:
        if view.hindrance is not None:
            words, tone = HINDRANCES.get(view.hindrance.reason, (view.hindrance.reason, "neutral"))
            self.state.set_state(tr(words), tone)
        elif view.ends_soon:
            self.state.set_state(tr("Ends soon"), "warning")
        elif not view.has_key:
            self.state.set_state(tr("Received, key missing"), "warning")
        self.state.setVisible(view.hindrance is not None or view.ends_soon or not view.has_key)

    def _show_update(self, view: "LicenceView") -> None:
        listing = view.update
        wanted = listing is not None and view.is_usable
        self.newer.setVisible(wanted)
        self.get.setVisible(wanted)
        if listing is None or not wanted:
            return
        version = listing.card.version[:32] if listing.card else "?"
        fee = amount(listing.terms.key_fee, 8)
        if view.has_key:
            title = tr("Version {version} is out", version=version)
            words = tr(
                "You can add it to the one you have. Its seller asks {amount} for the key.", amount=fee
            )
            self.get.set_text(tr("Get version {version}", version=version))
        else:
            title = tr("The key is missing")
            words = tr(
                "The licence is yours, the model's key is not here yet. Its seller asks {amount} for it.",
                amount=fee,
            )
            self.get.set_text(tr("Ask for the key"))
        self.newer.say("info", title, words)

    def _show_versions(self) -> None:
        clear(self.versions)
        if self.view is None:
            return
        for request in self.view.requests:
            self.versions.addLayout(self._version_row(request))

    def _version_row(self, request: KeyRequest) -> QVBoxLayout:
        asking = self._requests.asking(request)
        kept = asking.request
        words, tone = REQUEST_STATES[kept.state]
        note = progress_text(asking.progress) if asking.is_running and asking.progress is not None else ""
        text = tr("{state}: {amount}", state=tr(words), amount=note) if note else tr(words)
        card = self._licences.card_of(kept)
        version = tr("version {version}", version=card.version[:32] if card else "?")
        line = row(Label(version, "strong"), Badge(text, tone), 1, spacing=2 * GRID)
        if not asking.is_settled and not asking.is_running:
            line.addWidget(
                Button(
                    tr("Look again") if kept.state is RequestState.WAITING else tr("Go on"),
                    name="licence-go-on",
                    clicked=lambda: self._requests.advance(kept.id),
                )
            )
        if kept.state in _UNPAID:
            line.addWidget(
                Button(
                    tr("Cancel"), "ghost", name="licence-stop", clicked=lambda: self._requests.cancel(kept.id)
                )
            )
        if kept.state is RequestState.INSTALLED and self.view is not None and self.view.hindrance is None:
            line.addWidget(
                Button(
                    tr("Run"),
                    "primary",
                    icon="play",
                    name="licence-run",
                    clicked=lambda: self._tools.navigate(Route("run", kept.id)),
                )
            )
        lines = column(spacing=4)
        lines.addLayout(line)
        if asking.error is not None:
            said = describe(asking.error)
            lines.addWidget(Banner("danger", said.title, "\n".join(filter(None, (said.body, said.remedy)))))
        if kept.state is RequestState.WRONG_CONTENT:
            lines.addWidget(
                Banner(
                    "danger",
                    "",
                    tr(
                        "What came is not what was promised. For a key that was asked for, the contract cannot give the fee "
                        "back; tell the seller. What you had before still runs."
                    ),
                )
            )
        return lines

    def _show_rights(self, view: "LicenceView") -> None:
        clear(self.rights)
        rights = Rights.of(view.holding.terms)
        facts = Facts()
        if rights.period_s:
            facts.add(tr("Lasts"), period_text(rights))
        facts.add(tr("Passing on"), passing_text(rights))
        listing = view.update
        facts.add(
            tr("Key of a version"), key_fee_text(Rights.of(listing.terms) if listing is not None else rights)
        )
        self.rights.addWidget(facts)

    def _look_for_offers(self) -> None:
        wanted = self._token
        self._tools.jobs.start(
            lambda _job: self._licences.offers(),
            owner=self,
            done=lambda found: self._show_offer(
                next((offer for offer in found if offer.holding.token_id == wanted), None)
            ),
            failed=lambda _error: None,  # without a network nobody can be answered either
        )

    def _show_offer(self, offer: "AnswerOffer | None") -> None:
        self._offer = offer
        self.offer.setVisible(offer is not None)
        self.answer.setVisible(offer is not None)
        self.answer.setEnabled(True)
        if offer is not None:
            self.offer.say(
                "info",
                tr("The new holder asks for the key"),
                tr(
                    "You have it, and only {address} can open the answer. The network fee is {amount} at most.",
                    address=offer.answer.holder.short,
                    amount=amount(offer.fee_most_wei, 8),
                ),
            )

    def _answer(self) -> None:
        offer = self._offer
        if offer is None:
            return
        self.answer.setEnabled(False)
        self._tools.jobs.start(
            lambda _job: self._licences.answer(offer),
            title=tr("Handing on a key"),
            owner=self,
            done=lambda _answer: self._answered(),
            failed=self._failed,
        )

    def _answered(self) -> None:
        self._show_offer(None)
        self._tools.toast("success", tr("The key goes out as soon as the request is safe."))

    def _get(self) -> None:
        KeyDialog(self, self._licences, self._tools.jobs, self._token).ask(self._requests.ask)

    def _renew(self) -> None:
        def renew(quote: "RenewalQuote") -> None:
            self._act(tr("Renewing a licence"), lambda: self._licences.renew(quote))

        RenewDialog(self, self._licences, self._tools.jobs, self._token).ask(renew)

    def _pass(self) -> None:
        PassDialog(self, self._licences, self._tools.jobs, self._token).ask(self._give)

    def _give_up(self) -> None:
        PassDialog(self, self._licences, self._tools.jobs, self._token, is_giving_up=True).ask(self._give)

    def _give(self, quote: "PassQuote") -> None:
        title = tr("Giving up a licence") if quote.to is None else tr("Passing on a licence")
        self._act(title, lambda: self._licences.pass_on(quote))

    def _act(self, title: str, act: Callable[[], object]) -> None:
        self.fault.hide()
        for button in (self.renew, self.pass_on, self.give_up):
            button.setEnabled(False)
        token = self._token
        self._tools.jobs.start(
            lambda _job: act(),
            title=title,
            owner=self,
            done=lambda _act: self.show_licence(token),
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self.fault.show_error(error)
        self.fault.show()
        self.show_licence(self._token)
