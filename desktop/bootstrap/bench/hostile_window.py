"""Hostile files opened through the pages of a real window, whose sample services read them in real workers.

Run in a process of its own by the group ``hostile``; prints one JSON object.
"""

import json
import sys
from pathlib import Path
from typing import Any

from desktop.bootstrap.hostile.bases import packed
from desktop.bootstrap.hostile.corpus import corpus
from desktop.bootstrap.hostile.trying import Bought, Case, Ground
from desktop.services.renewing import RenewedModel
from desktop.services.running import OpenModel


class _Clock:
    def now(self) -> int:
        return 0


class WindowOpener:
    """``ui.hostile_stand.Opener``: reads the file that is tried in the workers of a ground."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._case: Case | None = None
        self._made: Any = None

    def make(self, file: Case) -> None:
        self._case, self._made = file, file.make()

    def forget(self) -> None:
        self._case = self._made = None

    @property
    def is_package(self) -> bool:
        return isinstance(self._made, Bought)

    def path(self) -> Path:
        data = self._made if isinstance(self._made, bytes) else self._made[1].data
        return self._ground.path(data)

    def read(self) -> object:
        return None if self._case is None else self._case.open(self._ground, self._made)

    def open(self, purchase_id: str, device: str = "cpu") -> OpenModel:
        """The package that is tried, or an honest one of the kind that is asked for."""
        bought = self._made if isinstance(self._made, Bought) else Bought.of(packed(purchase_id))

        def load() -> Any:
            return self._ground.opened(bought, device)

        return OpenModel(
            purchase_id, None, RenewedModel(load(), load, _Clock()), _nothing, _nothing, _Clock()
        )

    def size_bytes(self, _purchase_id: str) -> int:
        return 1 << 20


def _nothing(*_: object) -> None:
    return None


def main() -> None:
    """Open every file through the window, under a heartbeat; prints the gaps in milliseconds by file."""
    from desktop.ui.hostile_stand import try_files

    with Ground() as ground:
        gaps, silent = try_files(WindowOpener(ground), corpus())
    sys.stdout.write(json.dumps({"gaps": gaps, "silent": silent}))
