"""Setting a network up: who may be asked, what they answered, and what of the accounts they learn."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.endpoints import EndpointLook
from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address
from desktop.core.tokens import clean_name, clean_symbol
from desktop.text import tr, trn
from desktop.ui.dialogs import ConfirmDialog, Dialog
from desktop.ui.endpoint_words import look_text
from desktop.ui.jobs import JobRunner
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, CheckBox, Label, Rule, Scroll, column, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.networks import KnownNetwork
    from desktop.services.network import NetworkInfo
    from desktop.services.networks import NetworksService


class EndpointRow(QWidget):
    """One endpoint that may be ticked, and what it answered when it was asked."""

    def __init__(self, url: str, who: str, changed: Callable[[], object], *, ticked: bool) -> None:
        super().__init__()
        self.url = url
        self.tick = CheckBox(who or url)
        self.tick.setObjectName(f"endpoint-{url}")
        self.tick.setAccessibleName(tr("Ask {node}", node=f"{who} {url}".strip()))
        self.tick.setChecked(ticked)
        self.tick.toggled.connect(lambda _=False: changed())
        self.answer = Label("", "small", wrap=True)
        self.answer.hide()
        lines = column(self, spacing=2)
        lines.addLayout(row(self.tick, 1, Label(url, "small", selectable=True) if who else None))
        lines.addWidget(self.answer)

    def show_look(self, look: EndpointLook | None) -> None:
        """What it said; nothing where it was not asked."""
        self.answer.setVisible(look is not None)
        if look is not None:
            text, tone = look_text(look, time.time())
            self.answer.setText(text)
            self.answer.set_role(tone)


class NetworkDialog(Dialog):
    """Chooses endpoints, asks exactly those, and only then uses the network."""

    def __init__(
        self,
        parent: QWidget,
        networks: "NetworksService",
        jobs: JobRunner,
        info: "NetworkInfo",
        known: "KnownNetwork | None",
        *,
        is_from_link: bool = False,
    ) -> None:
        is_new = not info.chain_id
        title = tr("Add a network") if is_new else tr("Set up {network}", network=info.name)
        super().__init__(parent, title)
        self.setObjectName("network-dialog")
        self.setMinimumWidth(76 * GRID)
        self._networks, self._jobs, self._info, self._known = networks, jobs, info, known
        self._is_from_link = is_from_link
        self._looks: tuple[EndpointLook, ...] = ()
        self.rows: list[EndpointRow] = []
        self.lines.addWidget(Label(self._sentence(is_from_link=is_from_link), "muted", wrap=True))
        inner = QWidget()
        self._inside = column(inner, spacing=GRID)
        self._inside.setContentsMargins(0, 0, 2 * GRID, 0)
        self._add_identity(is_new=is_new)
        self._add_endpoints(is_from_link=is_from_link)
        self._add_choices()
        scroll = Scroll(inner, width=120 * GRID)
        scroll.setMinimumHeight(52 * GRID)
        self.lines.addWidget(scroll, 1)
        self.note = Banner("info")
        self.note.hide()
        self.lines.addWidget(self.note)
        self.ask_them = Button(tr("Ask the chosen nodes"), "primary", name="network-ask", clicked=self._ask)
        self.use = Button(tr("Use this network"), "primary", name="network-use", clicked=self._use)
        self.keep = Button(tr("Keep for later"), name="network-keep", clicked=self._keep)
        cancel = Button(tr("Cancel"), name="network-cancel", clicked=self.reject)
        self.lines.addLayout(row(1, cancel, self.keep, self.ask_them, self.use))
        self._changed()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        networks: "NetworksService",
        jobs: JobRunner,
        info: "NetworkInfo",
        known: "KnownNetwork | None" = None,
        *,
        is_from_link: bool = False,
    ) -> "NetworkDialog":
        """Open it for a network, or for a new one with the chain id 0."""
        dialog = cls(parent, networks, jobs, info, known, is_from_link=is_from_link)
        dialog.open()
        return dialog

    def _sentence(self, *, is_from_link: bool) -> str:
        if is_from_link:
            return tr(
                "Somebody proposes this network, chain {chain}. Nobody was asked about it yet. A node that you tick learns your internet address and which accounts you look at.",
                chain=self._info.chain_id,
            )
        return tr(
            "Only the nodes that you tick are ever asked. Each learns your internet address and which accounts you look at, one account at a time. With three of different operators, one that lies is found out."
        )

    def _add_identity(self, *, is_new: bool) -> None:
        info = self._info
        self.name = _edit(tr("Name"), "network-name", info.name)
        self.coin = _edit(tr("Symbol of its coin"), "network-coin", info.coin)
        if self._known is not None:
            return
        if not is_new:
            self._inside.addLayout(row(Label(tr("Chain")), 1, Label(str(info.chain_id), "mono")))
        self._inside.addLayout(row(Label(tr("Name")), 1, self.name))
        self._inside.addLayout(row(Label(tr("Symbol of its coin")), 1, self.coin))

    def _add_endpoints(self, *, is_from_link: bool) -> None:
        self._inside.addWidget(Label(tr("Who may be asked"), "strong"))
        chosen = () if is_from_link else self._info.rpc_urls
        known = {
            endpoint.url: endpoint.operator for endpoint in (self._known.endpoints if self._known else ())
        }
        place = column(spacing=GRID)
        self._inside.addLayout(place)
        for url in dict.fromkeys((*self._info.rpc_urls, *known)):
            line = EndpointRow(url, known.get(url, ""), self._changed, ticked=url in chosen)
            self.rows.append(line)
            place.addWidget(line)
        self.own = _edit(tr("Another node's address"), "network-url", "", "https://…")
        self.own.textEdited.connect(lambda _text: self._changed())
        self._inside.addLayout(row(Label(tr("Another node's address")), 1, self.own))

    def _add_choices(self) -> None:
        info = self._info
        self.market = _edit(
            tr("Market contract"), "network-market", str(info.market or ""), tr("the usual one")
        )
        self.compare = _tick(
            tr("Compare what two nodes say of my accounts"), "network-compare", checked=info.compares_amounts
        )
        self.together = _tick(
            tr("My nodes may know which accounts belong together"),
            "network-together",
            checked=info.accounts_together,
        )
        self.own_node = _tick(tr("I run this node myself"), "network-own", checked=info.own_node)
        self._inside.addWidget(Rule())
        self._inside.addLayout(row(Label(tr("Market contract")), 1, self.market))
        for tick, words in (
            (self.compare, tr("A second operator then learns your accounts too. Without it, one node's word stands alone, and is shown as that.")),
            (self.together, tr("Everything is then asked at once, which is faster. Without it, no request names two accounts.")),
            (self.own_node, tr("What it says is then believed where Licet would else ask a second node first.")),
        ):  # fmt: skip
            self._inside.addWidget(tick)
            self._inside.addWidget(Label(words, "small", wrap=True))
        self._inside.addStretch(1)

    @property
    def urls(self) -> list[str]:
        """The endpoints that are chosen now."""
        typed = self.own.text().strip()
        return [*(line.url for line in self.rows if line.tick.isChecked()), *([typed] if typed else [])]

    def _changed(self) -> None:
        """What was answered holds for what was chosen then."""
        self._looks = ()
        count = len(self.urls)
        self.ask_them.setEnabled(count > 0)
        self.ask_them.set_text(
            trn("Ask the chosen node", "Ask the {n} chosen nodes", count)
            if count
            else tr("Ask the chosen nodes")
        )
        self.ask_them.show()
        self.use.hide()
        self.keep.hide()
        self.note.hide()

    def _wished(self) -> "NetworkInfo | None":
        """What the fields say, or None after saying what is wrong with them."""
        text = self.market.text().strip()
        try:
            market = Address.parse(text) if text else None
        except InvalidAddress as error:
            self.note.show_error(error)
            return None
        return replace(
            self._info,
            name=clean_name(self.name.text()),
            coin=clean_symbol(self.coin.text()) or "ETH",
            market=market,
            compares_amounts=self.compare.isChecked(),
            accounts_together=self.together.isChecked(),
            own_node=self.own_node.isChecked(),
        )

    def _ask(self) -> None:
        wished, urls = self._wished(), self.urls
        if wished is None:
            return
        self.ask_them.setEnabled(False)
        self.note.say("info", trn("Asking the node", "Asking {n} nodes", len(urls)))
        self.note.show()
        self._jobs.start(
            lambda _job: self._networks.look(urls, wished.market),
            owner=self,
            done=self._answered,
            failed=self._failed,
        )

    def _answered(self, looks: tuple[EndpointLook, ...]) -> None:
        answers = {look.url: look for look in looks}
        typed = self.own.text().strip()
        if typed in answers and typed not in {line.url for line in self.rows}:
            self.note.say(*_own_words(answers[typed]))
        for line in self.rows:
            line.show_look(answers.get(line.url))
        wished = self._wished()
        self.ask_them.setEnabled(True)
        if wished is None:
            return
        try:
            settled = self._networks.settle(wished, looks)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is shown here
            self._failed(error)
            return
        self._looks, self._info = looks, settled
        self._say_result(looks)
        self.ask_them.hide()
        self.use.show()
        self.keep.show()
        self.use.setFocus()

    def _say_result(self, looks: Sequence[EndpointLook]) -> None:
        answered = sum(look.chain_id is not None for look in looks)
        title = trn("{n} of {all} nodes answered", "{n} of {all} nodes answered", answered, all=len(looks))
        has_market = any(look.has_market for look in looks)
        body = (
            tr("The market is there.")
            if has_market
            else tr(
                "There is no market on this network yet. The wallet works without one; you can deploy it afterwards."
            )
        )
        self.note.say("success" if answered == len(looks) else "warning", title, body)
        self.note.show()

    def _failed(self, error: BaseException) -> None:
        self.ask_them.setEnabled(True)
        self.note.show_error(error)

    def _use(self) -> None:
        before_going_over(self, self._jobs, lambda: self._finish(self._networks.use))

    def _keep(self) -> None:
        self._finish(self._networks.keep)

    def _finish(self, act: "Callable[[NetworkInfo], object]") -> None:
        info = self._info
        self._jobs.start(
            lambda _job: act(info),
            lane="db",
            owner=self,
            done=lambda _: self.accept(),
            failed=self._failed,
        )


def before_going_over(parent: QWidget, jobs: JobRunner, then: Callable[[], object]) -> None:
    """Ask first if something is under way: it ends with the network that it belongs to."""
    titles = [job.title for job in jobs.running]
    if not titles:
        then()
        return
    words = tr(
        "These end now: {jobs}. What is done is kept, and what was sent goes on by itself.",
        jobs=", ".join(titles),
    )
    ConfirmDialog.ask(
        parent, tr("Something is still running"), (words,), confirm=tr("Go over all the same"), then=then
    )


def _own_words(look: EndpointLook) -> tuple[str, str, str]:
    text, tone = look_text(look, time.time())
    return tone, look.origin, text


def _edit(label: str, name: str, text: str, placeholder: str = "") -> QLineEdit:
    edit = QLineEdit(text)
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    edit.setPlaceholderText(placeholder)
    edit.setMinimumWidth(43 * GRID)
    return edit


def _tick(words: str, name: str, *, checked: bool) -> CheckBox:
    tick = CheckBox(words)
    tick.setObjectName(name)
    tick.setAccessibleName(words)
    tick.setChecked(checked)
    return tick
