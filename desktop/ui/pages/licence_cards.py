"""The library's rows that are no purchases: licences that were received, and versions whose key was asked for."""

from typing import TYPE_CHECKING

from desktop.core.requests import KeyRequest, RequestState
from desktop.text import tr
from desktop.ui.licence_words import HINDRANCES, REQUEST_STATES
from desktop.ui.phrases import date, task_icon, task_name
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, ElidedLabel, Icon, column, row

if TYPE_CHECKING:
    from desktop.core.listings import Card as ListingCard
    from desktop.services.rights import LicenceView


class ReceivedCard(Card):
    """A licence that came from another holder."""

    def __init__(self, view: "LicenceView", name: str) -> None:
        super().__init__(padding=2 * GRID)
        holding, card = view.holding, view.card
        self.setObjectName(f"received-{holding.token_id:x}"[:32])
        giver = holding.giver.short if holding.giver is not None else "–"
        facts = [tr("passed on by {address}", address=giver)]
        if card is not None:
            facts.insert(0, task_name(card.task))
        if view.standing is not None and view.standing.ends_at is not None:
            facts.append(tr("until {date}", date=date(view.standing.ends_at)))
        self.state = Badge(*_received_state(view))
        self.state.setObjectName("library-state")
        self.open = Button(
            tr("Licence") if view.has_key else tr("Ask for the key"),
            "ghost" if view.has_key or view.hindrance is not None else "primary",
            name="library-licence",
            tip=tr("Licence of {name}", name=name),
        )
        words = column(spacing=2)
        words.addWidget(ElidedLabel(name, "h3"))
        words.addWidget(ElidedLabel("  ·  ".join(facts), "small"))
        icon = Icon(task_icon(card.task) if card else "package", "accent_text", 28)
        line = row(icon, words, self.state, self.open, spacing=2 * GRID)
        line.setStretch(1, 1)
        self.column.addLayout(line)


class VersionCard(Card):
    """A version beside the one that was bought."""

    def __init__(
        self, view: "LicenceView", request: KeyRequest, card: "ListingCard | None", name: str
    ) -> None:
        super().__init__(padding=2 * GRID)
        self.setObjectName(f"version-{request.id}")
        version = card.version if card else "?"
        words, tone = REQUEST_STATES[request.state]
        if view.hindrance is not None:
            words, tone = HINDRANCES.get(view.hindrance.reason, (words, tone))
        self.state = Badge(tr(words), tone)
        self.state.setObjectName("library-state")
        self.open = Button(
            tr("Licence"), "ghost", name="library-licence", tip=tr("Licence of {name}", name=name)
        )  # fmt: skip
        self.run = Button(
            tr("Run"), "primary", icon="play", name="library-run", tip=tr("Run {name}", name=name)
        )
        self.run.setEnabled(request.state is RequestState.INSTALLED and view.hindrance is None)
        lines = column(spacing=2)
        lines.addWidget(ElidedLabel(name, "h3"))
        facts = [tr("version {version}", version=version[:32]), tr("from the same licence")]
        lines.addWidget(ElidedLabel("  ·  ".join(facts), "small"))
        icon = Icon(task_icon(card.task) if card else "package", "accent_text", 28)
        line = row(icon, lines, self.state, self.open, self.run, spacing=2 * GRID)
        line.setStretch(1, 1)
        self.column.addLayout(line)


def _received_state(view: "LicenceView") -> tuple[str, str]:
    if view.hindrance is not None:
        words, tone = HINDRANCES.get(view.hindrance.reason, (view.hindrance.reason, "neutral"))
        return tr(words), tone
    if not view.has_key:
        return tr("Received, key missing"), "warning"
    return tr("Owned"), "success"
