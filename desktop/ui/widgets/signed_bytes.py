"""Digests and bytes as they are signed: whole, grouped for eyes, and one click from the clipboard."""

from PySide6.QtWidgets import QWidget

from desktop.text import tr
from desktop.ui.widgets.basic import CopyButton, Label, column, row


class DigestView(QWidget):
    """A digest of ERC-8213, whole, to be compared with what another device shows."""

    def __init__(self, name: str, digest: bytes) -> None:
        super().__init__()
        text = "0x" + digest.hex()
        self.value = Label(_grouped(text), "mono", wrap=True, selectable=True)
        self.value.setAccessibleName(f"{name}: {text}")
        lines = column(self, spacing=2)
        lines.addLayout(row(Label(name, "muted"), CopyButton(lambda: text, name), 1))
        lines.addWidget(self.value)


class HexView(QWidget):
    """Bytes as they are signed; what is long is copied, not read."""

    _MOST_BYTES = 640

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__()
        text = "0x" + data.hex()
        shown = text if len(data) <= self._MOST_BYTES else text[: 2 * self._MOST_BYTES] + "…"
        label = Label("\u200b".join(shown[i : i + 8] for i in range(0, len(shown), 8)), "mono", wrap=True)
        label.setAccessibleName(name)
        lines = column(self, spacing=2)
        title = tr("{name} ({n} bytes)", name=name, n=f"{len(data):,}")
        lines.addLayout(row(Label(title, "muted"), CopyButton(lambda: text, name), 1))
        lines.addWidget(label)


def _grouped(text: str) -> str:
    digits = text.removeprefix("0x")
    return "0x" + " ".join(digits[i : i + 8] for i in range(0, len(digits), 8))
