"""The sealer as a real process, started from its own entry point."""

import sys

import pytest


@pytest.fixture(autouse=True)
def sealer_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start children without the composition root: this room must stand alone."""

    def command(name: str) -> list[str]:
        assert name == "sealer"
        return [sys.executable, "-P", "-c", "from desktop.content.child import main; main()"]

    monkeypatch.setattr("desktop.processes.child_command", command)
