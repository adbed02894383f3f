"""Running models, as the app composes it: devices and their engines, fit, the shelf of open models, and records."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.recording import app_version
from desktop.config import SettingsFile
from desktop.content.wheels import WheelSource, configured_index
from desktop.core.cards import parse_card
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.core.run_records import Versions
from desktop.paths import Paths
from desktop.runtime import hardware
from desktop.runtime.comparing import compare_pictures
from desktop.runtime.environments import WorkerEnvironments
from desktop.runtime.fitting import FitTrial
from desktop.runtime.machine import this_machine
from desktop.services.devices import DeviceService
from desktop.services.fitting import FitService
from desktop.services.opening import OpeningService
from desktop.services.run_records import RunRecordService
from desktop.services.running import Licences, Runnable, RunningService
from desktop.services.shelf import ModelShelf
from desktop.store.database import Database
from desktop.store.devices import DeviceStore
from desktop.store.fits import FitStore
from desktop.store.kept_runs import KeptRuns
from desktop.store.runs import RunStore
from desktop.wallet.client import VaultClient
from desktop.wallet.run_record_client import RunRecordVaultClient
from desktop.wallet.run_records import recover

PACKAGE_FORMAT = 1
SPEC_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Running:
    """The services of the Run room."""

    running: RunningService
    shelf: ModelShelf
    fitting: FitService
    devices: DeviceService
    records: RunRecordService


def make_environments(paths: Paths, settings: SettingsFile) -> WorkerEnvironments:
    """The engines for other devices, of this data directory."""
    return WorkerEnvironments(
        paths.workers, Assets.find().worker_locks, WheelSource(lambda: wheel_origin(settings))
    )


def engines_of(data_dir: Path | None) -> WorkerEnvironments:
    """The engines of a data directory, for commands; nothing is made there."""
    paths = Paths.choose(data_dir)
    return make_environments(paths, SettingsFile(paths.settings))


def wheel_origin(settings: SettingsFile) -> str:
    """Where wheels come from: what the person named, what this build brought, what Python's tools here use."""
    return settings.settings.wheel_source or Assets.find().wheel_origin() or configured_index()


def make_running(
    *,
    paths: Paths,
    settings: SettingsFile,
    environments: WorkerEnvironments,
    database: Database,
    vault: VaultClient,
    opening: OpeningService,
    find: Callable[[str], Runnable],
    licences: Licences,
    public_path: Callable[[bytes], Path],
    active_account: Callable[[], Address],
    memory_bytes: Callable[[], int],
    publish: Callable[[Change], None],
    stack: ExitStack,
) -> Running:
    """Compose the Run room; ``stack`` ends its workers."""
    clock, runs = SystemClock(), RunStore(database)
    devices = DeviceService(
        look=hardware.look,
        environments=environments,
        book=DeviceStore(database),
        chosen=lambda: settings.settings.device,
        origin=lambda: wheel_origin(settings),
        set_origin=lambda origin: settings.change(wheel_source=origin),
        clock=clock,
        publish=publish,
    )
    fitting = FitService(
        trial=FitTrial(engine_for=environments.engine_for),
        public=public_path,
        book=FitStore(database),
        machine=this_machine(),
        engine=environments.engine_version,
        device=devices.device_of,
        clock=clock,
        publish=publish,
    )
    records = RunRecordService(
        book=runs,
        data=KeptRuns(paths.kept_runs),
        signer=RunRecordVaultClient(vault),
        recover=recover,
        active_account=active_account,
        is_data_kept=lambda: settings.settings.keep_runs,
        keep_data=lambda kept: settings.change(keep_runs=kept),
        compare_pictures=compare_pictures,
        publish=publish,
    )
    running = RunningService(
        opening=opening,
        find=find,
        licences=licences,
        runs=runs,
        read_card=parse_card,
        rules=devices,
        fits=fitting,
        keep=records,
        versions=lambda device: Versions(
            app_version(), environments.engine_version(device), PACKAGE_FORMAT, SPEC_FORMAT
        ),
        clock=clock,
        publish=publish,
    )
    shelf = ModelShelf(running, memory_bytes)
    stack.callback(shelf.close_all)
    return Running(running, shelf, fitting, devices, records)
