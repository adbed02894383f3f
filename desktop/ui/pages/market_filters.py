"""The market's filters: what is set, how many each would leave, and chips to take them back."""

from collections.abc import Hashable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from desktop.core.listings import FacetCounts, ListingQuery
from desktop.text import amount, size, tr
from desktop.ui.market_words import RATINGS, SIZES, models_words, price_options
from desktop.ui.phrases import task_name
from desktop.ui.widgets.basic import Button, plain_tip
from desktop.ui.widgets.filter_button import FilterButton, Option
from desktop.ui.widgets.flow import Flow


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One filter that is set: what its chip says, what "any" would be, and the question without it."""

    name: str
    words: str
    anything: str
    without: ListingQuery


class FilterBar(Flow):
    """The filters of the market; ``changed`` when the person sets one, ``looked`` with a menu that opens."""

    changed = Signal()
    looked = Signal(object)

    def __init__(self, memory_bytes: int) -> None:
        """``memory_bytes`` is what a model may take of this computer's memory."""
        super().__init__()
        self._memory_bytes = memory_bytes
        self.task = FilterButton(tr("Task"), "market-task", words_of=task_name)
        self.license = FilterButton(tr("Licence"), "market-license")
        self.price = FilterButton(
            tr("Price"), "market-price", _options(price_options()), single=True, words_of=_price_level
        )
        self.weight = FilterButton(tr("Size"), "market-size", _options(SIZES), single=True)
        self.rating = FilterButton(tr("Rating"), "market-rating", _options(RATINGS), single=True)
        self.fits = Button(tr("Fits this computer"), "filter", name="market-fits")
        self.fits.setCheckable(True)
        self.fits.setToolTip(
            plain_tip(
                tr(
                    "Models whose measured memory fits into the {size} that this computer can give. Of those that do not say it, you see all.",
                    size=size(memory_bytes),
                )
            )
        )
        self.fits.clicked.connect(lambda _checked=False: self.changed.emit())
        for menu in self.menus:
            menu.changed.connect(self.changed)
            menu.opened.connect(lambda menu=menu: self.looked.emit(menu))
        self.set_widgets((*self.menus, self.fits))

    @property
    def menus(self) -> tuple[FilterButton, ...]:
        return self.task, self.license, self.price, self.weight, self.rating

    def apply(self, query: ListingQuery) -> ListingQuery:
        """The question with what is set here."""
        price, most_bytes, stars = (
            menu.chosen[0] if menu.chosen else None for menu in (self.price, self.weight, self.rating)
        )
        return replace(
            query,
            tasks=frozenset(map(str, self.task.chosen)),
            licenses=frozenset(map(str, self.license.chosen)),
            only_free=price == 0,
            max_price=price if isinstance(price, int) and price else None,
            max_bytes=most_bytes if isinstance(most_bytes, int) else None,
            min_stars=stars if isinstance(stars, int) else None,
            max_memory_bytes=self._memory_bytes if self.fits.isChecked() else None,
        )

    def show_query(self, query: ListingQuery) -> None:
        """Set what a question asks for, as far as there are filters for it; emits nothing."""
        self.task.choose(*sorted(query.tasks))
        self.license.choose(*sorted(query.licenses))
        price = 0 if query.only_free else query.max_price
        for menu, level in (
            (self.price, price),
            (self.weight, query.max_bytes),
            (self.rating, query.min_stars),
        ):
            menu.choose(*(() if level is None else (level,)))
        self.fits.setChecked(query.max_memory_bytes is not None)

    def levels(self, menu: FilterButton, query: ListingQuery) -> dict[Hashable, ListingQuery]:
        """What each choice of a menu of levels would ask; nothing of other menus, which are counted together."""
        asked: dict[Hashable, ListingQuery] = {}
        if menu in (self.task, self.license):
            return asked
        for option in menu.options:
            level = int(str(option.value))
            if menu is self.price:
                asked[level] = replace(query, only_free=level == 0, max_price=level or None)
            elif menu is self.weight:
                asked[level] = replace(query, max_bytes=level)
            else:
                asked[level] = replace(query, min_stars=level)
        return asked

    def narrowings(self, query: ListingQuery) -> tuple[Narrowing, ...]:
        """The filters that are set, and the question without each."""
        found = [
            Narrowing(
                f"task:{task}", self.task.option(task).words, tr("Any task"),
                replace(query, tasks=query.tasks - {str(task)} if len(query.tasks) > 1 else frozenset()),
            )
            for task in self.task.chosen
        ]  # fmt: skip
        found += [
            Narrowing(
                f"license:{name}", self.license.option(name).words, tr("Any licence"),
                replace(query, licenses=query.licenses - {str(name)} if len(query.licenses) > 1 else frozenset()),
            )
            for name in self.license.chosen
        ]  # fmt: skip
        for name, menu, anything, without in (
            ("price", self.price, tr("Any price"), replace(query, only_free=False, max_price=None)),
            ("size", self.weight, tr("Any size"), replace(query, max_bytes=None)),
            ("rating", self.rating, tr("Any rating"), replace(query, min_stars=None)),
        ):
            if menu.chosen:
                found.append(Narrowing(name, menu.option(menu.chosen[0]).words, anything, without))
        if self.fits.isChecked():
            without = replace(query, max_memory_bytes=None)
            found.append(Narrowing("fits", self.fits.text(), tr("Any memory"), without))
        return tuple(found)

    def remove(self, name: str) -> None:
        """Take one filter back, by the name of its narrowing."""
        kind, _, value = name.partition(":")
        if kind == "fits":
            self.fits.setChecked(False)
        else:
            menu = dict(zip(("task", "license", "price", "size", "rating"), self.menus, strict=True))[kind]
            menu.choose(*(each for each in menu.chosen if value and each != value))
        self.changed.emit()

    def clear(self) -> None:
        """Set none; emits nothing."""
        for menu in self.menus:
            menu.choose()
        self.fits.setChecked(False)

    def show_counts(self, counts: FacetCounts) -> None:
        """Which tasks and licences there are, and how many each would leave."""
        self.task.offer(Option(task, task_name(task)) for task, _count in counts.tasks)
        self.task.show_counts(dict(counts.tasks))
        self.license.offer(Option(name, name) for name, _count in counts.licenses)
        self.license.show_counts(dict(counts.licenses))
        if not self.price.menu_of_choices.isVisible():  # an open menu has counted every level by itself
            self.price.show_counts({0: counts.free})
        self.fits.setAccessibleName(
            tr("{filter}: {models}", filter=self.fits.text(), models=models_words(counts.fits))
        )


def _price_level(wei: str) -> str:
    """A level that is none of the menu's, as a command may have set it."""
    return tr("Up to {price}", price=amount(int(wei)))


def _options(levels: tuple[tuple[int, str], ...]) -> tuple[Option, ...]:
    return tuple(Option(level, tr(words)) for level, words in levels)
