"""The shelf of open models: opened once, shared, closed when memory is wanted, opened again when they die."""

import threading
from dataclasses import dataclass, field

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import WalletLocked
from desktop.services.shelf import ModelShelf

MB = 1 << 20


@dataclass
class Model:
    name: str
    is_alive: bool = True
    memory_bytes: int = 100 * MB

    def run(self, *_: object, **__: object) -> str:
        return self.name

    def close(self) -> None:
        self.is_alive = False


@dataclass
class Opener:
    sizes: dict[str, int] = field(default_factory=dict)
    opened: list[Model] = field(default_factory=list)
    fault: Exception | None = None
    gate: threading.Event | None = None

    def open(self, purchase_id: str, device: str = "cpu") -> Model:
        if self.gate is not None:
            self.gate.wait(10)
        if self.fault is not None:
            raise self.fault
        self.opened.append(Model(f"{purchase_id}/{device}"))
        return self.opened[-1]

    def size_bytes(self, purchase_id: str) -> int:
        return self.sizes.get(purchase_id, 50 * MB)


def make_shelf(opener: Opener, memory: int = 1000 * MB) -> ModelShelf:
    return ModelShelf(opener, lambda: memory)  # type: ignore[arg-type]


def test_two_pages_share_one_loaded_model() -> None:
    opener = Opener()
    shelf = make_shelf(opener)

    assert shelf.hold("a").model is shelf.hold("a").model
    assert len(opener.opened) == 1


def test_each_device_has_a_model_of_its_own() -> None:
    opener = Opener()
    shelf = make_shelf(opener)
    shelf.hold("a", "cpu")
    shelf.hold("a", "cuda")

    assert [model.name for model in opener.opened] == ["a/cpu", "a/cuda"]


def test_two_threads_that_want_a_model_at_once_open_it_once() -> None:
    opener = Opener(gate=threading.Event())
    shelf = make_shelf(opener)
    threads = [threading.Thread(target=shelf.hold, args=("a",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    opener.gate.set()
    for thread in threads:
        thread.join(10)

    assert len(opener.opened) == 1


def test_a_released_model_stays_open_for_the_next_one() -> None:
    opener = Opener()
    shelf = make_shelf(opener)
    with shelf.hold("a"):
        pass

    assert shelf.is_open("a")
    assert shelf.hold("a").model is opener.opened[0]


def test_the_least_recently_used_one_that_nobody_holds_makes_room() -> None:
    opener = Opener(sizes={"big": 150 * MB})
    shelf = make_shelf(opener, 400 * MB)
    for name in ("held", "old", "new"):
        hold = shelf.hold(name)
        if name != "held":
            hold.release()
    shelf.hold("big")

    assert [model.name for model in opener.opened if not model.is_alive] == ["old/cpu"]


def test_a_held_model_is_never_closed_for_another() -> None:
    opener = Opener(sizes={"big": 10_000 * MB})
    shelf = make_shelf(opener, 100 * MB)
    shelf.hold("held")
    shelf.hold("big")

    assert all(model.is_alive for model in opener.opened)


def test_a_model_that_died_is_opened_again_by_the_next_run_and_that_is_counted() -> None:
    opener = Opener()
    shelf = make_shelf(opener)
    hold = shelf.hold("a")
    opener.opened[0].is_alive = False

    assert hold.run({}, {}, CancelToken()) == "a/cpu"  # type: ignore[comparison-overlap]
    assert hold.reopened == 1
    assert hold.model is opener.opened[1]


def test_a_model_that_cannot_be_opened_leaves_nothing_held() -> None:
    opener = Opener(fault=WalletLocked())
    shelf = make_shelf(opener)
    with pytest.raises(WalletLocked):
        shelf.hold("a")
    opener.fault = None
    shelf.hold("a").release()
    opener.sizes["b"] = 950 * MB
    shelf.hold("b")

    assert not opener.opened[0].is_alive


def test_a_closed_shelf_leaves_no_worker_behind() -> None:
    opener = Opener()
    shelf = make_shelf(opener)
    shelf.hold("a")
    shelf.close_all()
    shelf.hold("b")

    assert not any(model.is_alive for model in opener.opened)
