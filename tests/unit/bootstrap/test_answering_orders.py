"""The loops of a seller: what they wait out, what they say of that in the log, and how they end."""

import logging
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

import pytest

from desktop.bootstrap import seller
from desktop.bootstrap.seller import DemoSeller
from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, NodeUnreachable, WalletLocked, WrongPassword
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
        seller.answer_orders(cast("SellingService", rounds), CancelToken(), lambda: None)
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


def test_sample_models_are_listed_again_after_a_fault_of_the_node(
    monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    """The thread that listed them died of it, with a traceback in the log, and the market stayed half empty."""
    outcomes: list[Exception | None] = [NodeUnreachable("http://node"), None]

    def list_missing(*_: object) -> None:
        if (outcome := outcomes.pop(0)) is not None:
            raise outcome

    monkeypatch.setattr(seller, "WORK_EVERY_S", 0.0)
    monkeypatch.setattr(DemoSeller, "_list_missing", list_missing)
    with ExitStack() as stack, caplog.at_level(logging.INFO, "licet.seller"):
        DemoSeller(stack)._list_all(cast("seller.SellerParts", None), Path())

    assert outcomes == []
    assert [record.getMessage() for record in caplog.records] == [
        "listing the sample models: NodeUnreachable"
    ]


def test_the_demo_seller_ends_its_work_before_what_it_works_with_is_closed() -> None:
    closed: list[str] = []

    def work(cancel: CancelToken) -> None:
        with pytest.raises(Cancelled):
            cancel.wait(60)
        closed.append("work")

    with ExitStack() as stack:
        demo = DemoSeller(stack)
        stack.callback(closed.append, "database")
        stack.callback(demo._end)
        demo._begin("work", work, demo._cancel)

    assert closed == ["work", "database"]
