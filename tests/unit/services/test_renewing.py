"""A model that has grown is opened again between two runs, without losing an answer or the model."""

import contextlib
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from desktop.core.cancel import CancelToken
from desktop.core.errors import WalletLocked
from desktop.services.renewing import RenewedModel


@dataclass
class Clock:
    time: int = 1000

    def now(self) -> int:
        return self.time


@dataclass
class Loaded:
    name: str
    grows: bool = False
    is_alive: bool = True
    has_grown: bool = False
    runs: int = 0
    gate: threading.Event | None = None

    def run(self, *_: object, **__: object) -> str:
        assert self.is_alive
        self.runs += 1
        if self.gate is not None:
            assert self.gate.wait(10)
        self.has_grown = self.grows
        return f"{self.name} {self.runs}"

    def close(self) -> None:
        self.is_alive = False


@dataclass
class Stock:
    """Opens one model after the other; the first grows."""

    opened: list[Loaded] = field(default_factory=list)
    fault: Exception | None = None
    during: Any = None

    def open(self) -> Any:
        if self.fault is not None:
            raise self.fault
        self.opened.append(Loaded("abc"[len(self.opened)], grows=not self.opened))
        if self.during is not None:
            self.during()
        return self.opened[-1]


def made() -> tuple[RenewedModel, Stock, Clock]:
    stock, clock = Stock(), Clock()
    return RenewedModel(stock.open(), stock.open, clock), stock, clock


def run(model: RenewedModel) -> Any:
    return model.run({}, {}, CancelToken())


def test_the_answer_that_made_it_grow_is_given_and_the_next_run_has_a_new_process() -> None:
    model, stock, _ = made()

    assert run(model) == "a 1"
    assert (len(stock.opened), model.renewed) == (1, 0)
    assert run(model) == "b 1"
    assert run(model) == "b 2"
    assert [loaded.is_alive for loaded in stock.opened] == [False, True]
    assert model.renewed == 1


def test_a_locked_wallet_leaves_the_old_process_at_work_until_it_can_be_tried_again() -> None:
    model, stock, clock = made()
    run(model)
    stock.fault = WalletLocked()

    assert run(model) == "a 2"
    stock.fault = None
    assert run(model) == "a 3"
    clock.time += 60
    assert run(model) == "b 1"


def test_a_process_that_died_is_not_renewed_here_but_said() -> None:
    """The shelf opens it again, and says so."""
    model, stock, _ = made()
    run(model)
    stock.opened[0].is_alive = False

    assert not model.is_alive
    assert len(stock.opened) == 1


def test_closing_while_it_is_renewed_leaves_no_process_behind() -> None:
    model, stock, _ = made()
    run(model)
    stock.during = model.close

    with contextlib.suppress(AssertionError):
        run(model)

    assert [loaded.is_alive for loaded in stock.opened] == [False, False]


def test_closing_does_not_wait_for_a_run() -> None:
    model, stock, _ = made()
    stock.opened[0].gate = threading.Event()
    running = threading.Thread(target=run, args=(model,))
    running.start()
    while running.is_alive() and not stock.opened[0].runs:
        time.sleep(0.001)

    model.close()

    assert not model.is_alive
    stock.opened[0].gate.set()
    running.join(10)


def test_two_runs_at_once_never_meet_a_process_that_was_let_go() -> None:
    model, stock, _ = made()
    run(model)
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(run(model))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert sorted(answers) == [f"b {n}" for n in range(1, 9)]
    assert len(stock.opened) == 2
