"""``licet screenshots``: every page in named states, light and dark, English and Chinese, without a screen."""

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.ui import language
from desktop.ui.jobs import ChangeBus, JobRunner
from desktop.ui.pauses import Collector
from desktop.ui.scenes import Scene
from desktop.ui.screens_pages import scenes
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.theme import Theme
from desktop.ui.waiting import wait_until


def render_all(
    out: Path,
    *,
    only: str = "",
    themes: tuple[str, ...] = ("light", "dark"),
    languages: tuple[str, ...] = ("en", "zh_CN"),
) -> list[Path]:
    """Render the scenes whose names contain ``only``; returns the files written."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication(["licet"])
    out.mkdir(parents=True, exist_ok=True)
    theme = app.findChild(Theme) or Theme(app, "light")
    written = []
    for code in languages:
        language.install(app, code)
        for mode in themes:
            theme.set_mode(mode)
            for scene in scenes():
                if only in scene.name:
                    theme.set_scale(scene.scale)
                    path = out / f"{scene.name}-{mode}-{code}.png"
                    _take(scene, path)
                    written.append(path)
    theme.set_scale(1.0)
    return written


def _take(scene: Scene, path: Path) -> None:
    jobs, bus, collector = JobRunner(), ChangeBus(), Collector(lambda: True)
    collector.hold()
    showcase = Showcase(bus.publish)
    scene.prepare(showcase)
    window = MainWindow(jobs, bus)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, not _is_offscreen())
    window.resize(*scene.size)
    window.show()
    window.attach(showcase.services)
    window.navigate(scene.route)
    _settle(jobs, scene)
    scene.act(window)
    _settle(jobs, scene)
    dialog = next((d for d in window.findChildren(QDialog) if d.isVisible()), None)
    image = window.grab()
    if dialog is not None:
        _overlay(image, dialog, window)
    popup = QApplication.activePopupWidget()
    if popup is not None:
        _put_over(image, popup, window)
        popup.close()
    image.save(str(path), "PNG")
    for event in showcase.gate.held.values():
        event.set()
    jobs.close()
    window.close()
    window.deleteLater()
    wait_until(lambda: True, "the window to close")
    collector.end()


def _overlay(image: object, dialog: QDialog, window: QWidget) -> None:
    """Paint a dialog over the window's picture, as a person sees both."""
    from PySide6.QtGui import QColor, QPainter, QPixmap

    if not isinstance(image, QPixmap):
        return
    painter = QPainter(image)
    painter.fillRect(image.rect(), QColor(0, 0, 0, 90))
    top = 96 if dialog.objectName() == "palette" else max(24, (window.height() - dialog.height()) // 2)
    painter.drawPixmap((window.width() - dialog.width()) // 2, top, dialog.grab())
    painter.end()


def _put_over(image: QPixmap, popup: QWidget, window: QWidget) -> None:
    """Paint an open menu where it stands over the window."""
    painter = QPainter(image)
    painter.drawPixmap(popup.pos() - window.pos(), popup.grab())
    painter.end()


def _settle(jobs: JobRunner, scene: Scene) -> None:
    if scene.settles:
        quiet = 0

        def is_quiet() -> bool:
            nonlocal quiet
            quiet = quiet + 1 if jobs.is_idle else 0
            return quiet > 4

        wait_until(is_quiet, f"the jobs of {scene.name}", 10)
    else:
        count = 0

        def some_time() -> bool:
            nonlocal count
            count += 1
            return count > 12

        wait_until(some_time, "a picture", 10)


def _is_offscreen() -> bool:
    return QApplication.platformName() == "offscreen"
