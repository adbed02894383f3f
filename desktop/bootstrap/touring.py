"""The tour's process: the real app on a demo network of its own, driven through the main job and past three cheats."""

import os
import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.assets import Assets
from desktop.bootstrap.window import Starter
from desktop.config import SettingsFile
from desktop.core.cancel import CancelToken
from desktop.core.errors import Bug
from desktop.paths import Paths

if TYPE_CHECKING:
    from desktop.bootstrap.demo import DemoPlaces
    from desktop.ui.tour import TourStep

_CHEATED_MODEL = "tumour-diagnosis"
"""The smallest of the demo's models: what is wrong with it does not depend on its size."""


class CheatStage:
    """``ui.tour_refunds.Stage`` on the tour's own demo network."""

    def __init__(self, starter: Starter, folder: Path, stack: ExitStack) -> None:
        self._starter = starter
        self._folder = folder
        self._stack = stack

    def come_back(self) -> None:
        self._starter.come_back()

    def list_cheats(self) -> dict[str, str]:
        from desktop.bootstrap.cheats import Cheat, open_cheats, renamed
        from desktop.runtime.host import ModelHost
        from desktop.runtime.packing import pack_directory

        names = {
            Cheat.NEVER_DELIVERS: ("A seller who never delivers", "Takes the money, and sends no key."),
            Cheat.WRONG_KEY: ("A seller of wrong keys", "Sends a key that does not open the model."),
            Cheat.WRONG_BYTES: (
                "A seller of wrong bytes",
                "One kilobyte of the sealed file is not what was promised.",
            ),
        }
        places = self._places()
        opened = open_cheats(self._folder, places.rpc_url, places.chain_id, places.market)
        seller = self._stack.enter_context(opened)
        packed = pack_directory(Assets.find().resource("models", _CHEATED_MODEL), ModelHost())
        for cheat, (name, summary) in names.items():
            seller.list(cheat, renamed(packed, name, summary))
        cancel = CancelToken()
        answering = threading.Thread(target=seller.answer, args=(cancel,), name="cheats", daemon=True)
        answering.start()
        self._stack.callback(answering.join, 5.0)
        self._stack.callback(cancel.cancel)
        return {cheat.value: name for cheat, (name, _summary) in names.items()}

    def pass_time(self, seconds: int) -> None:
        from desktop.chain.rpc import RpcClient

        rpc = RpcClient(self._places().rpc_url)
        try:
            rpc.send("evm_increaseTime", [seconds], object)
            rpc.send("evm_mine", [], object)
        finally:
            rpc.close()

    def _places(self) -> "DemoPlaces":
        session = self._starter.session
        if session is None or session.demo is None:
            raise Bug("cheats exist on the demo network alone")
        return session.demo


def run_tour(data_dir: Path | None, out: Path) -> int:
    """Drive the window, print each step with its seconds, and return 0 only if every step worked."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if data_dir is not None:
        return _tour(Paths.choose(data_dir), out)
    with tempfile.TemporaryDirectory(prefix="licet-tour-", ignore_cleanup_errors=True) as folder:
        return _tour(Paths(Path(folder) / "licet"), out)


def _tour(paths: Paths, out: Path) -> int:
    from desktop.ui.app import install_hooks
    from desktop.ui.ending import delete_widgets_left
    from desktop.ui.tour import run_tour as drive

    install_hooks()
    starter = Starter(paths, SettingsFile(paths.settings), demo=True)
    try:
        with ExitStack() as stack:
            stage = CheatStage(starter, paths.root / "network" / "cheats", stack)
            steps = drive(starter, out, go_offline=starter.go_offline, stage=stage, tell=_tell)
    finally:
        starter.close()
        delete_widgets_left()
    total = sum(step.seconds for step in steps)
    sys.stdout.write(f"       {total:6.1f} s  in all; pictures and tour.json in {out}\n")
    return 0 if steps and all(step.ok for step in steps) else 1


def _tell(step: "TourStep") -> None:
    """One line as soon as a step is done: the whole takes a minute, and silence looks like standing still."""
    mark = "ok    " if step.ok else "FAILED"
    fault = f"  {step.fault}" if step.fault else ""
    sys.stdout.write(f"{mark} {step.seconds:6.1f} s  {step.name}{fault}\n")
    sys.stdout.flush()


def has_screen() -> bool:
    """Whether a window can be shown to somebody."""
    return sys.platform in {"win32", "darwin"} or any(
        os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY")
    )
