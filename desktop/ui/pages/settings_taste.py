"""The part of the settings that says what recommending keeps, and turns it off."""

from typing import TYPE_CHECKING

from desktop.core.changes import Change, Topic
from desktop.text import describe, tr
from desktop.ui.page import PageTools, Route
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, CheckBox, Label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.services.recommending import RecommendingService


class TasteCard(Card):
    """A switch, what it does in words, and a way to begin anew."""

    def __init__(self, tools: PageTools, recommending: "RecommendingService") -> None:
        super().__init__(spacing=2 * GRID)
        self._tools, self._recommending = tools, recommending
        self.setObjectName("settings-privacy")
        self.switch = CheckBox(tr("Recommend models to me"))
        self.switch.setObjectName("settings-recommend")
        self.switch.setAccessibleName(self.switch.text())
        self.switch.clicked.connect(self._turn)
        kept = tr(
            "Kept for it, in one row on this computer: whose pages you opened on how many days, and what you said is not "
            "for you. Your purchases and runs count as well. It is worked out here and never sent; what is asked of the "
            "network does not depend on it."
        )
        off = tr(
            "Turning it off deletes the row, not only hides it. Copies that were made for back-up keep theirs."
        )
        self.forget = Button(
            tr("Forget what was kept"), icon="trash-2", name="settings-forget-taste", clicked=self._forget
        )
        self.map = Button(tr("Map of tastes"), "link", name="settings-map", clicked=lambda: tools.navigate(Route("tastes")))  # fmt: skip
        self.column.addWidget(Label(tr("Privacy"), "h3"))
        self.column.addWidget(self.switch)
        self.column.addWidget(Label(kept, "small", wrap=True))
        self.column.addWidget(Label(off, "small", wrap=True))
        self.column.addLayout(row(self.forget, 1, self.map))
        tools.bus.changed.connect(self._changed)
        self._draw()

    def _changed(self, change: Change) -> None:
        if change.topic in {Topic.TASTE, Topic.SETTINGS}:
            self._draw()

    def _draw(self) -> None:
        is_on = self._recommending.is_on
        self.switch.setChecked(is_on)
        self.forget.setVisible(is_on)

    def _turn(self) -> None:
        on = self.switch.isChecked()
        words = tr("Models are recommended again.") if on else tr("Turned off. What was kept is deleted.")
        self._do(lambda: self._recommending.turn(on=on), words)

    def _forget(self) -> None:
        self._do(self._recommending.forget, tr("Deleted. Recommending begins anew."))

    def _do(self, act: "Callable[[], object]", words: str) -> None:
        self._tools.jobs.start(
            lambda _job: act(),
            lane="db",
            owner=self,
            done=lambda _: self._tools.toast("success", words),
            failed=self._fail,
        )

    def _fail(self, error: BaseException) -> None:
        self._tools.toast("danger", describe(error).title)
        self._draw()
