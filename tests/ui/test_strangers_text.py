"""What strangers write is shown as text: it loads nothing, opens nothing, and is never markup."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import QLabel, QPushButton, QTextBrowser

from desktop.ui import showcase_values as values
from desktop.ui.pages.listing import ListingPage
from desktop.ui.showcase import Showcase
from desktop.ui.theme import Theme
from desktop.ui.widgets.basic import Button, Label, plain_tip
from desktop.ui.widgets.card_view import CardView, without_front_matter
from desktop.ui.widgets.input_editor import shown
from tests.ui.conftest import Desk

HOSTILE = """# A card
![a](file:///etc/passwd) ![b](\\\\\\\\server\\\\share\\\\x.png) ![c](http://127.0.0.1:1/x.png) ![d](/etc/hostname)
<img src="file:///etc/passwd"> <script>alert(1)</script> <b>bold</b>
[link](file:///etc/passwd) [web](http://127.0.0.1:1/)
"""


class Spy(CardView):
    """A card viewer that remembers what its document asked for, and what it got."""

    asked: list[tuple[str, object]]

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        answer = super().loadResource(kind, name)
        self.asked.append((name.toString() if isinstance(name, QUrl) else name, answer))
        return answer


def test_a_card_that_names_files_and_shares_loads_nothing(theme: Theme, tmp_path: Path) -> None:
    """Regression: an override that returns nothing lets Qt's image handler open the file itself."""
    picture = tmp_path / "secret.png"
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    image.save(str(picture))
    viewer = Spy()
    viewer.asked = []
    viewer.resize(600, 400)

    viewer.show_card(HOSTILE + f"\n![mine]({picture.as_uri()})\n\n![same]({picture})\n")
    viewer.grab()

    assert all(isinstance(answer, QImage) and answer.width() == 1 for _name, answer in viewer.asked)
    for url in (picture.as_uri(), str(picture)):
        kept = viewer.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl(url))
        assert kept.width() == 1


def test_the_unguarded_browser_would_have_loaded_the_picture(theme: Theme, tmp_path: Path) -> None:
    """The check above can fail: Qt's own browser opens the same file."""
    picture = tmp_path / "secret.png"
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.save(str(picture))
    browser = QTextBrowser()
    browser.setMarkdown(f"![mine]({picture.as_uri()})")

    assert browser.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl(picture.as_uri()))


def test_html_in_a_card_stays_text(theme: Theme) -> None:
    viewer = CardView()

    viewer.show_card("<b>bold</b> <img src=x>")

    assert "<b>bold</b>" in viewer.toPlainText()


def test_a_click_on_a_link_opens_nothing(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    viewer = CardView()
    viewer.show_card("[link](file:///etc/passwd)")
    before = viewer.toPlainText()

    viewer.anchorClicked.emit(QUrl("file:///etc/passwd"))
    viewer.setSource(QUrl("file:///etc/passwd"))

    assert opened == []
    assert viewer.toPlainText() == before


def test_the_yaml_head_of_a_card_is_not_shown() -> None:
    assert without_front_matter("---\nlicense: mit\n---\n# Title") == "# Title"
    assert without_front_matter("# Title\n---\n") == "# Title\n---\n"


def test_every_label_of_a_listing_shows_plain_text(make_desk: Callable[..., Desk]) -> None:
    def prepare(show: Showcase) -> None:
        show.catalogue.rows = (values.long_listing(),)
        show.catalogue.card_markdown = HOSTILE

    desk = make_desk(prepare)
    desk.go("listing", "99")
    page = desk.page(ListingPage)

    assert page.summary.text().startswith("<b>Not bold</b>")
    formats = {label.textFormat() for label in page.findChildren(QLabel) if label.text()}
    assert formats == {Qt.TextFormat.PlainText}


def test_every_label_made_by_the_widgets_is_plain(theme: Theme) -> None:
    assert Label("<b>x</b>").textFormat() is Qt.TextFormat.PlainText


def test_a_tool_tip_never_becomes_markup() -> None:
    assert "<b>" not in plain_tip("<b>x</b>")
    assert plain_tip("plain") == "plain"


def test_an_ampersand_in_a_name_is_no_shortcut(theme: Theme) -> None:
    button = Button("Salt & pepper")

    assert isinstance(button, QPushButton)
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "Salt & pepper"


def test_a_sample_of_one_endless_line_is_shown_short() -> None:
    """Regression, found by the benchmark of hostile files: the window stood still for two seconds."""
    assert len(shown("a" * 64_000)) < 1_100
    assert len(shown("ab\n" * 30_000)) <= 16_001
    assert shown("one\ntwo") == "one\ntwo"
