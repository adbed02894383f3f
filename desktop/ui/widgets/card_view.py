"""A viewer for model cards: Markdown that can load nothing and open nothing."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from desktop.text import tr
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID, HEADING2_PT, HEADING3_PT

_MAX_CHARS = 200_000
_LINE_PERCENT = 120


def without_front_matter(markdown: str) -> str:
    """The card without its YAML head (Hugging Face model cards), which is for machines."""
    if markdown.startswith("---\n") and (end := markdown.find("\n---", 4)) != -1:
        return markdown[end + 4 :].lstrip("-\n")
    return markdown


class CardDocument(QTextDocument):
    """A document whose every picture is one transparent pixel: no file, no share, no network is ever touched.

    Returning nothing would not do: Qt's text image handler then opens the name itself with ``QImage.load``, which
    reads local files and, on Windows, network shares (measured with PySide6 6.12).
    """

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return no_resource(kind, name)


def no_resource(kind: int, name: QUrl | str) -> object:  # noqa: ARG001  whatever the card names
    """A resource that is there, so that nobody looks further, and holds nothing."""
    if kind == QTextDocument.ResourceType.ImageResource.value:
        pixel = QImage(1, 1, QImage.Format.Format_ARGB32)
        pixel.fill(0)
        return pixel
    return b""


class CardView(QTextBrowser):
    """Shows a stranger's Markdown. HTML is off, images are empty, links are text: a click copies the address."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model-card")
        self.setAccessibleName(tr("Model card"))
        self.setDocument(CardDocument(self))
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.anchorClicked.connect(self._copy_link)

    def show_card(self, markdown: str) -> None:
        """Show the card's text, cut at a length no honest card reaches."""
        features = QTextDocument.MarkdownFeature
        dialect = features.MarkdownDialectGitHub | features.MarkdownNoHTML
        self.document().setMarkdown(without_front_matter(markdown)[:_MAX_CHARS], dialect)
        self._set_type()

    def _set_type(self) -> None:
        """The theme's sizes and spaces in place of Qt's own."""
        theme = Theme.current()
        whole = QTextCursor(self.document())
        whole.beginEditBlock()  # one layout for all of it: each change alone would lay the whole card out again
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            level = block.blockFormat().headingLevel()
            shape = QTextBlockFormat()
            shape.setTopMargin(2 * GRID if level and block.blockNumber() else 0)
            shape.setBottomMargin(4 if block.textList() else GRID)
            shape.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if cursor.currentTable() is None:
                cursor.mergeBlockFormat(shape)
            if level:
                look = QTextCharFormat()
                look.setFontPointSize(theme.scale * (HEADING2_PT if level == 1 else HEADING3_PT))
                look.setFontWeight(QFont.Weight.DemiBold)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.setCharFormat(look)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format()
                form.setCellPadding(6)
                form.setCellSpacing(0)
                form.setBorderCollapse(True)
                form.setBorder(1)
                form.setBorderBrush(theme.color("line"))
                frame.setFormat(form)
        whole.endEditBlock()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing of what the card names (plain QTextBrowser opens local files and network shares)."""
        return no_resource(kind, name)

    def doSetSource(self, *_to: object) -> None:
        """Never navigate."""

    def _copy_link(self, url: QUrl) -> None:
        QGuiApplication.clipboard().setText(url.toString())
        self.setToolTip(tr("Link copied. Licet opens no links of strangers."))
