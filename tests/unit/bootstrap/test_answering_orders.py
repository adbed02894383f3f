"""The loop that answers orders: what it waits out, and what it says of that in the log."""

import logging
from typing import Any, cast

import pytest

from desktop.bootstrap import seller
from desktop.core.cancel import CancelToken
from desktop.core.errors import WalletLocked, WrongPassword
from desktop.services.selling import SellingService


class _Rounds:
    """A selling service whose rounds end as told; after the last one the loop is cancelled."""

    def __init__(self, *outcomes: Exception | None) -> None:
        self.left = list(outcomes)

    def work_once(self, cancel: CancelToken) -> None:
        outcome = self.left.pop(0)
        if not self.left:
            cancel.cancel()
        if outcome is not None:
            raise outcome


def _said(rounds: _Rounds, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> list[str]:
    monkeypatch.setattr(seller, "WORK_EVERY_S", 0.0)
    with caplog.at_level(logging.INFO, "licet.seller"):
        seller.answer_orders(cast("SellingService", rounds), CancelToken())
    assert rounds.left == []
    said = [record.getMessage() for record in caplog.records]
    caplog.clear()
    return said


def test_a_wallet_that_stays_locked_is_logged_once(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    """An app left locked over night wrote the same line every few seconds."""
    rounds = _Rounds(WalletLocked(), WalletLocked(), WalletLocked(), None)

    assert _said(rounds, monkeypatch, caplog) == ["answering orders: WalletLocked"]


def test_another_fault_and_a_fault_after_a_good_round_are_logged_again(
    monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    rounds = _Rounds(WalletLocked(), WrongPassword(), WrongPassword(), None, WrongPassword(), None)

    assert _said(rounds, monkeypatch, caplog) == [
        "answering orders: WalletLocked", "answering orders: WrongPassword", "answering orders: WrongPassword",
    ]  # fmt: skip
