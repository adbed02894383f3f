"""Market cards: painted once, copied after that, and painted anew as soon as anything on them is another."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.core.listings import Listing, ListingPage
from desktop.ui import showcase_values as values
from desktop.ui.models import listing_card
from desktop.ui.models.card_pictures import CardPictures
from desktop.ui.models.listing_card import ListingCard
from desktop.ui.models.listings import ListingModel
from desktop.ui.theme import Theme

SIZE = QSize(400, 200)
GROUND = QColor("white")
ENABLED = QStyle.StateFlag.State_Enabled


def listing(number: int) -> Listing:
    return replace(values.listings()[0], id=number)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The listings whose cards were painted, not copied."""
    found: list[int] = []
    paint = listing_card._Painting.paint

    def counted(self: listing_card._Painting) -> None:
        found.append(self._listing.id)
        paint(self)

    monkeypatch.setattr(listing_card._Painting, "paint", counted)
    return found


@pytest.fixture
def show(theme: Theme) -> Callable[..., QImage]:
    """A card on the screen as an image."""
    card = ListingCard(16 << 30)

    def shown(row: Listing, state: QStyle.StateFlag = ENABLED, ratio: float = 1.0) -> QImage:
        model = ListingModel(lambda _ask: None)
        model.replace(ListingPage((row,), 1))
        screen = QPixmap(SIZE * ratio)
        screen.setDevicePixelRatio(ratio)
        screen.fill(theme.color("window"))
        painter, option = QPainter(screen), QStyleOptionViewItem()
        option.rect = QRect(QPoint(), SIZE)  # type: ignore[attr-defined]
        option.state = state  # type: ignore[attr-defined]
        card.paint(painter, option, model.index(0))
        painter.end()
        return screen.toImage()

    return shown


def test_a_card_is_painted_once_however_often_it_is_shown(
    show: Callable[..., QImage], painted: list[int]
) -> None:
    first = show(listing(5))
    again = show(listing(5))

    assert painted == [5]
    assert again == first


def test_a_card_on_which_anything_changed_is_painted_anew(
    show: Callable[..., QImage], painted: list[int]
) -> None:
    before = show(listing(5))
    after = show(replace(listing(5), ratings=12, mean_milli=4_500))

    assert painted == [5, 5]
    assert after != before


def test_the_card_under_the_mouse_has_its_own_edge(show: Callable[..., QImage], painted: list[int]) -> None:
    still = show(listing(5))
    hot = show(listing(5), ENABLED | QStyle.StateFlag.State_MouseOver)

    assert hot != still
    assert show(listing(5)) == still


def test_another_screen_and_another_theme_have_pictures_of_their_own(
    show: Callable[..., QImage], painted: list[int], theme: Theme
) -> None:
    mode = theme.mode
    theme.set_mode("light")
    light = show(listing(5))
    fine = show(listing(5), ratio=2.0)
    theme.set_mode("dark")
    try:
        dark = show(listing(5))
    finally:
        theme.set_mode(mode)

    assert painted == [5, 5, 5]
    assert fine.size() == light.size() * 2
    assert dark != light


def test_pictures_take_no_more_memory_than_they_may(theme: Theme) -> None:
    pictures, painted = CardPictures(GROUND, most_bytes=3 * 4 * 400 * 200), []

    def show(number: int) -> None:
        pictures.picture(listing(number), SIZE, 1.0, lambda _painter: painted.append(number))

    for number in (1, 2, 3, 1, 4, 1, 2):  # 2 was let go for 4, as the one that was longest not seen
        show(number)

    assert painted == [1, 2, 3, 4, 2]
