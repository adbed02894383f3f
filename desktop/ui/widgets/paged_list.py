"""A list that is read page by page from the newest on, in its four states."""

from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from desktop.core.reviews import ReviewPlace
from desktop.text import tr
from desktop.ui.jobs import JobRunner, Lane
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, Rule, clear, column, row
from desktop.ui.widgets.states import Banner

R_co = TypeVar("R_co", bound=Hashable, covariant=True)
R = TypeVar("R", bound=Hashable)


class PageOf(Protocol[R_co]):
    """Some rows, and where the next ones begin."""

    @property
    def rows(self) -> tuple[R_co, ...]: ...
    @property
    def after(self) -> ReviewPlace | None: ...


Load = Callable[[ReviewPlace | None, int], PageOf[R]]


class PagedList(QWidget, Generic[R]):
    """Rows of ``load(after, limit)``, each drawn by ``make_row``.

    Reading again while somebody reads on keeps what is shown, unless it changed.
    """

    def __init__(
        self,
        jobs: JobRunner,
        load: Load[R],
        make_row: Callable[[R], QWidget],
        *,
        empty: str,
        name: str,
        page_rows: int = 10,
        rule_above: bool = False,
        lane: Lane = "db",
    ) -> None:
        super().__init__()
        self._jobs, self._load, self._make_row = jobs, load, make_row
        self._lane, self._page_rows, self._rule_above = lane, page_rows, rule_above
        self._asked = 0
        self.rows: tuple[R, ...] = ()
        self._after: ReviewPlace | None = None
        self._is_read = False
        self._rows = column(spacing=2 * GRID)
        self.note = Label(tr("Reading…"), "muted", wrap=True)
        self._empty = empty
        self.fault = Banner("danger", action=tr("Try again"))
        self.fault.button.clicked.connect(lambda _=False: self.reload())
        self.fault.hide()
        self.more = Button(tr("Show more"), "ghost", name=f"{name}-more", clicked=self._ask_more)
        self.more.hide()
        lines = column(self, spacing=2 * GRID)
        lines.addWidget(self.note)
        lines.addWidget(self.fault)
        lines.addLayout(self._rows)
        lines.addLayout(row(self.more, 1))

    def forget(self) -> None:
        """Show nothing, also not what is being read."""
        self._asked += 1
        clear(self._rows)
        self.rows, self._after, self._is_read = (), None, False
        self.more.hide()
        self.fault.hide()
        self.note.setText(tr("Reading…"))
        self.note.show()

    def restart(self) -> None:
        """Another thing is shown: read it from the newest on."""
        self.forget()
        self.reload()

    def reload(self) -> None:
        """Read again as many as are shown."""
        self._ask(None, max(self._page_rows, len(self.rows)), self._show)

    def _ask_more(self) -> None:
        self.more.setEnabled(False)
        self._ask(self._after, self._page_rows, self._append)

    def _ask(self, after: ReviewPlace | None, limit: int, show: Callable[[PageOf[R]], object]) -> None:
        self._asked += 1
        asked = self._asked
        self._jobs.start(
            lambda _job: self._load(after, limit),
            lane=self._lane,
            owner=self,
            done=lambda page: show(page) if asked == self._asked else None,
            failed=lambda error: self._failed(error) if asked == self._asked else None,
        )

    def _show(self, page: PageOf[R]) -> None:
        self.fault.hide()
        if not self._is_read or page.rows != self.rows:
            clear(self._rows)
            self.rows = ()
            self._add(page.rows)
        self._end(page)

    def _append(self, page: PageOf[R]) -> None:
        self.fault.hide()
        self._add(page.rows)
        self._end(page)

    def _add(self, rows: tuple[R, ...]) -> None:
        for value in rows:
            if self._rows.count() or self._rule_above:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._make_row(value))
        self.rows += rows

    def _end(self, page: PageOf[R]) -> None:
        self._is_read = True
        self._after = page.after
        self.more.setVisible(page.after is not None)
        self.more.setEnabled(True)
        self.note.setText(self._empty)
        self.note.setVisible(not self.rows and bool(self._empty))

    def _failed(self, error: BaseException) -> None:
        """What is shown stays."""
        self.note.setVisible(False)
        self.more.setEnabled(True)
        self.fault.show_error(error)
