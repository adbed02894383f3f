"""A viewer for model cards: Markdown that can load nothing and open nothing."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from desktop.text import tr

_MAX_CHARS = 200_000


def without_front_matter(markdown: str) -> str:
    """The card without its YAML head (Hugging Face model cards), which is for machines."""
    if markdown.startswith("---\n") and (end := markdown.find("\n---", 4)) != -1:
        return markdown[end + 4 :].lstrip("-\n")
    return markdown


class CardDocument(QTextDocument):
    """A document whose every resource is empty: no file, no share, no network is ever touched."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: ARG002
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

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: ARG002
        """Nothing, whatever the card names (plain QTextBrowser opens local files and network shares)."""
        return b""

    def doSetSource(self, *_to: object) -> None:
        """Never navigate."""

    def _copy_link(self, url: QUrl) -> None:
        QGuiApplication.clipboard().setText(url.toString())
        self.setToolTip(tr("Link copied. Licet opens no links of strangers."))
