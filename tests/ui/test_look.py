"""Tokens, contrast, icons, and the window's survival of PySide."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from desktop.ui import tokens
from desktop.ui.files import resource_folder
from desktop.ui.theme import Theme


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["LIGHT", "DARK"])
@pytest.mark.parametrize(("text", "ground"), tokens.TEXT_PAIRS)
def test_every_text_has_a_contrast_of_at_least_4_5(name: str, text: str, ground: str) -> None:
    colors = getattr(tokens, name).as_dict()

    assert contrast(colors[text], colors[ground]) >= 4.5


@pytest.mark.parametrize("name", ["LIGHT", "DARK"])
@pytest.mark.parametrize("ground", ["window", "surface"])
def test_edges_of_controls_and_the_focus_ring_have_a_contrast_of_at_least_3(name: str, ground: str) -> None:
    colors = getattr(tokens, name).as_dict()

    assert contrast(colors["line_strong"], colors[ground]) >= 3
    assert contrast(colors["accent"], colors[ground]) >= 3


def test_the_contrast_formula_agrees_with_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_theme_changes_every_colour_at_once(theme: Theme) -> None:
    light = theme.color("text").name()

    theme.set_mode("dark")

    assert theme.is_dark
    assert theme.color("text").name() != light
    assert tokens.DARK.surface in theme._app.styleSheet()
    assert tokens.LIGHT.window not in theme._app.styleSheet()


def test_the_style_sheet_uses_tokens_only() -> None:
    sheet = (resource_folder() / "styles" / "licet.qss").read_text("utf-8")

    assert "#" not in sheet.replace("QWidget#", "").replace("QFrame#", "").replace("QLineEdit#", "")


def test_every_icon_that_the_code_names_is_there(theme: Theme) -> None:
    import re

    code = "\n".join(
        p.read_text("utf-8") for p in (resource_folder().parent / "desktop" / "ui").rglob("*.py")
    )
    named = set(re.findall(r'icon="([a-z0-9-]+)"', code)) | set(re.findall(r'Icon\("([a-z0-9-]+)"', code))

    missing = [name for name in named if not (resource_folder() / "icons" / f"{name}.svg").exists()]

    assert len(named) > 20
    assert missing == []


def test_icons_keep_their_licence() -> None:
    assert "ISC License" in (resource_folder() / "icons" / "LICENSE").read_text("utf-8")


def test_emitting_signals_does_not_use_true_up() -> None:
    """Regression: PySide6 6.12.0 takes a reference from True at each emit, and Python 3.11 aborted after some thousand."""

    class Sender(QObject):
        sent = Signal()

    sender = Sender()
    for _ in range(20_000):
        sender.sent.emit()

    assert sys.version_info >= (3, 12) or sys.getrefcount(True) > 1 << 39


def test_painting_does_not_use_none_up(theme: Theme) -> None:
    """Regression: so it does from None in every method without a value; a painted card has 40 such calls."""
    pixmap = QPixmap(10, 10)
    painter = QPainter(pixmap)
    for _ in range(20_000):
        painter.setPen(Qt.PenStyle.NoPen)
    painter.end()

    assert sys.version_info >= (3, 12) or sys.getrefcount(None) > 1 << 39


def test_the_first_paint_imports_nothing_heavy() -> None:
    script = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from desktop.ui.app import Application
app = Application(lambda publish: None)
heavy = ("web3", "onnxruntime", "eth_account", "sqlite_utils", "numpy", "pyqtgraph", "eth", "httpx", "PIL")
def painted():
    print("HEAVY", [name for name in heavy if name in sys.modules])
    app.qt.quit()
app.window.painted.connect(painted)
app.window.show()
app.qt.exec()
app.close()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )

    assert "HEAVY []" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0, done.stderr


def test_the_x_of_0x_stays_an_x(theme: Theme, qapp: QApplication) -> None:
    """Inter's contextual alternates drew 0x12 as 0×12: an address showed what nobody had typed."""
    alternates = QFont.Tag("calt")

    assert theme.font(12).featureValue(alternates) == 0
    assert theme.font(12).isFeatureSet(alternates)
    assert qapp.font().isFeatureSet(alternates)


def test_chinese_headings_are_bold(theme: Theme) -> None:
    """Its families have nothing between regular and bold, and headings looked like text."""
    before = QLocale()
    try:
        weights = {}
        for code in ("en", "zh_CN"):
            QLocale.setDefault(QLocale(code))
            weights[code] = theme.font(12, weight=QFont.Weight.DemiBold).weight()
    finally:
        QLocale.setDefault(before)

    assert weights == {"en": QFont.Weight.DemiBold, "zh_CN": QFont.Weight.Bold}
