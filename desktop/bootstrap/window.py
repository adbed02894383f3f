"""The window's process: painted first, then connected, then opened."""

import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.assets import Assets
from desktop.config import SettingsFile
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change
from desktop.core.errors import EnvironmentFault
from desktop.logs import start_logging, stop_logging
from desktop.paths import OwnerLock, Paths

if TYPE_CHECKING:  # what these import is loaded after the first paint
    from desktop.bootstrap.composition import Connection, Services
    from desktop.bootstrap.demo import DemoNetwork, DemoPlaces
    from desktop.ui.services import AppServices
    from desktop.wallet.client import VaultClient

log = logging.getLogger("licet.app")

Publish = Callable[[Change], None]


@dataclass(frozen=True, slots=True)
class Session:
    """What a started app has beside its services; the demo's places are None on other networks."""

    services: "Services"
    demo: "DemoPlaces | None"


class Starter:
    """Opens the app in a job after the first paint; ``close`` undoes everything in reverse order."""

    def __init__(self, paths: Paths, settings: SettingsFile, *, demo: bool) -> None:
        """Make it; nothing is opened yet.

        Args:
            paths: The data directory.
            settings: What says which network to open.
            demo: Whether it is the demo network at first, whatever the settings say.
        """
        self._paths = paths
        self._settings = settings
        self._is_demo_first = demo
        self._stack = ExitStack()
        self._network: DemoNetwork | None = None
        self._vault: VaultClient | None = None
        self.session: Session | None = None

    def __call__(self, publish: Publish) -> "AppServices":
        """Own the directory, start the demo network if asked, and compose the services.

        Raises:
            DataDirectoryBusy: Another Licet owns the directory.
        """
        from desktop.ui.services import AppServices

        before, self.session = self.session, None
        self._stack.close()  # after a failed attempt, or for another network, everything begins anew
        if before is not None:
            self._is_demo_first = False  # the settings say from now on where to go
        try:
            session = self._open(publish)
        except BaseException:
            self._stack.close()
            self._lock()
            raise
        if before is not None:
            session.services.accounts.take_over(before.services.accounts)
        self.session = session
        shared = {field.name for field in fields(AppServices)} & {f.name for f in fields(session.services)}
        return AppServices(
            data_folder=self._paths.root, **{name: getattr(session.services, name) for name in shared}
        )

    def _open(self, publish: Publish) -> Session:
        from desktop.bootstrap.application import open_services
        from desktop.wallet.client import VaultClient

        self._paths.create()
        self._stack.enter_context(OwnerLock(self._paths.lock))
        handler = start_logging(self._paths.logs)
        self._stack.callback(stop_logging, handler)
        is_demo = self._is_demo_first or not self._settings.settings.rpc_urls
        places = self._start_demo() if is_demo else None
        self._vault = (
            self._vault or VaultClient()
        )  # it outlives a change of the network: the wallet stays open
        services = open_services(
            self._paths, self._settings, self._connection(places), publish, self._stack, self._vault
        )
        self._answer_orders(services)
        self._settle_journal(services)
        services.seeding.start()
        self._care_for_content(services)
        services.warm_up()
        return Session(services, places)

    def _start_demo(self) -> "DemoPlaces":
        from desktop.bootstrap.demo import DemoNetwork

        models = Assets.find().resource("models")
        self._network = self._stack.enter_context(DemoNetwork(self._paths.root / "network", models))
        return self._network.start()

    def _connection(self, places: "DemoPlaces | None") -> "Connection":
        from desktop.bootstrap.composition import Connection
        from desktop.bootstrap.headless import Network, connect
        from desktop.bootstrap.networks import demo_network
        from desktop.bootstrap.seller import DEMO_WINDOWS

        if places is None:
            return connect(self._settings, Network(None, None))
        info = demo_network(places.rpc_url, places.market)
        return Connection(
            info, places.market, own_node=True, sources=(places.content_url,), windows=DEMO_WINDOWS
        )

    def _answer_orders(self, services: "Services") -> None:
        from desktop.bootstrap.seller import answer_orders

        cancel = CancelToken()
        thread = threading.Thread(
            target=answer_orders, args=(services.selling, cancel), name="own-orders", daemon=True
        )
        thread.start()
        self._stack.callback(thread.join, 5.0)
        self._stack.callback(cancel.cancel)

    def _settle_journal(self, services: "Services") -> None:
        """Receipts that came while the app was closed; a node that is away is asked again at the next start."""

        def settle() -> None:
            try:
                services.settle_journal()
            except EnvironmentFault as error:
                log.info("settling the activity: %s", type(error).__name__)

        threading.Thread(target=settle, name="settle-journal", daemon=True).start()

    def _care_for_content(self, services: "Services") -> None:
        """Let go by rule and, where it is switched on, ask own addresses once a day; beside everything else."""
        from desktop.bootstrap.caring import care_for_content

        cancel = CancelToken()
        thread = threading.Thread(
            target=care_for_content,
            args=(services.settings, services.storage, services.mirrors, cancel),
            name="content-care",
            daemon=True,
        )
        thread.start()
        self._stack.callback(thread.join, 5.0)
        self._stack.callback(cancel.cancel)

    def go_offline(self) -> None:
        """Take the demo network away, chain and seller both; the app goes on without."""
        if self._network is not None:
            self._network.go_away()

    def come_back(self) -> None:
        """Bring the demo network back to where it was."""
        if self._network is not None:
            self._network.come_back()

    def close(self) -> None:
        """End every child and give the directory back."""
        self._stack.close()
        self._lock()

    def _lock(self) -> None:
        """End the vault's process, if there is one."""
        if self._vault is not None:
            self._vault.lock()


def run_window(data_dir: Path | None, *, demo: bool) -> int:
    """The desktop app; returns the exit code."""
    from desktop.ui.app import run_app

    paths = choose_paths(data_dir, demo=demo)
    settings = SettingsFile(paths.settings)
    starter = Starter(paths, settings, demo=demo)
    kept = settings.settings
    try:
        return run_app(starter, theme=kept.theme, language_setting=kept.language)
    finally:
        starter.close()


def choose_paths(data_dir: Path | None, *, demo: bool) -> Paths:
    """The data directory; the demo has one of its own below the platform's."""
    if data_dir is None and demo:
        return Paths(Paths.choose(None).root / "demo")
    return Paths.choose(data_dir)
