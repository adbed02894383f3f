"""A worker that a model has taken over may say anything; it must not speak for the person."""

from typing import Any

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled
from desktop.runtime.errors import RunFailed
from desktop.runtime.workers import Limits, Worker


def test_a_worker_cannot_say_that_the_person_stopped_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that ends as cancelled ends in silence: the purchase would stop without a word or a fault."""

    def made_up(*_: Any, **__: Any) -> Any:
        raise Cancelled

    worker = Worker(Limits())
    try:
        monkeypatch.setattr(worker._child, "call", made_up)
        with pytest.raises(RunFailed):
            worker.call("self_test", 5.0)
        with pytest.raises(RunFailed):
            worker.call("self_test", 5.0, CancelToken())
    finally:
        worker.close()
