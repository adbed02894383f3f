"""Two languages, complete."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.errors import InsufficientFunds
from desktop.text import describe, tr
from desktop.ui import language
from desktop.ui.files import resource_folder
from tests.ui.conftest import Desk


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    language.install(qapp, "zh_CN")
    yield
    language.install(qapp, "en")


def test_every_sentence_has_its_translation_and_the_compiled_file_is_fresh() -> None:
    script = resource_folder().parent / "scripts" / "translations.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


def test_chinese_reaches_the_pages(chinese: None, make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()

    assert desk.window.rail.buttons["market"].accessibleName() == "市场"
    desk.go("listing", "1")
    assert desk.window.page.panel.button.accessibleName() == "以 0.005 ETH 购买"


def test_chinese_reaches_the_errors(chinese: None) -> None:
    words = describe(InsufficientFunds(10**18, 0))

    assert words.title == "该账户余额不足"
    assert "1 ETH" in words.body


def test_english_is_the_source(qapp: QApplication) -> None:
    language.install(qapp, "en")

    assert tr("Market") == "Market"


def test_an_unknown_setting_follows_the_system() -> None:
    assert language.choose("system") in language.LANGUAGES
    assert language.choose("zh_CN") == "zh_CN"
