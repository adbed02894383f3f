"""Signing a message from a file: read and ticked first; what cannot be read is not signed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton

from desktop.ui.pages.message_dialog import MessageDialog
from desktop.ui.screens_effects import _permit
from desktop.ui.waiting import wait_until
from tests.ui.conftest import Desk
from tests.ui.test_confirmation import text_of

MakeDesk = Callable[..., Desk]


def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch, file: Path) -> MessageDialog:
    monkeypatch.setattr("desktop.ui.pages.signatures.choose_file", lambda *_: file)
    desk.go("signatures")
    button = desk.window.findChild(QPushButton, "signatures-sign")
    assert button is not None
    button.click()
    wait_until(lambda: desk.window.findChild(MessageDialog) is not None, "the dialog")
    dialog = desk.window.findChild(MessageDialog)
    assert dialog is not None
    desk.settle()
    return dialog


def test_a_message_is_signed_only_after_it_was_read_and_ticked(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "message.json"
    file.write_text(json.dumps(_permit()), "utf-8")
    desk = make_desk()
    dialog = opened(desk, monkeypatch, file)
    assert "may take up to 12.5 USDX of yours" in text_of(dialog)
    assert not dialog.sign.isEnabled()

    dialog.findChild(QCheckBox, "message-read").click()
    dialog.sign.click()
    desk.settle()

    assert "Whoever has the signature can use it" in text_of(dialog)
    assert "Signature (65 bytes)" in text_of(dialog)
    dialog.reject()


def test_what_is_no_message_cannot_be_ticked_or_signed(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "message.json"
    file.write_text('{"types": 5}', "utf-8")
    desk = make_desk()

    dialog = opened(desk, monkeypatch, file)

    assert "This message cannot be read" in text_of(dialog)
    assert not dialog.check.isEnabled()
    assert not dialog.sign.isEnabled()
    dialog.reject()
