"""The window's benchmark: real processes without a screen; no figure is judged."""

import pytest

from desktop.bootstrap.bench import window


@pytest.mark.parametrize("entry", ["paint_licet", "paint_empty"])
def test_a_window_is_painted_by_a_process_of_its_own(entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    told = window.run_alone(f"from desktop.bootstrap.bench.painting import {entry}; {entry}()")

    assert told["painted_ns"] > 0


def test_nothing_heavy_is_imported_before_the_first_paint(monkeypatch: pytest.MonkeyPatch) -> None:
    """web3, onnxruntime, eth_account and sqlite_utils take their time: after the window is there."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    told = window.run_alone("from desktop.bootstrap.bench.painting import paint_licet; paint_licet()")

    assert not {"web3", "onnxruntime", "eth_account", "sqlite_utils"} & set(told["imported"])
