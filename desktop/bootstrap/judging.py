"""Judging and comparing: the readers of own data, the shelf and the disk composed; packages that were never sold too."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.bootstrap.clock import SystemClock
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change
from desktop.core.comparing import Contender
from desktop.core.errors import AppError
from desktop.core.money import COIN, Money
from desktop.core.packages import Manifest, Spec
from desktop.core.runs import RunInput, RunResult
from desktop.runtime.errors import NoSharedMemory, UnreadableModel
from desktop.runtime.host import ModelHost
from desktop.runtime.items.trials import TrialReader, suggest_trials
from desktop.runtime.models import PackageModel
from desktop.runtime.previews import Previews
from desktop.services.comparing.service import ComparingService
from desktop.services.judging.ports import Models
from desktop.services.judging.service import JudgingService
from desktop.services.library import LibraryService
from desktop.services.shelf import Hold, ModelShelf
from desktop.store.database import Database
from desktop.store.judgements import JudgementStore


def make_judging(
    models: Models,
    identity_of: Callable[[str], str],
    database: Database,
    previews: Previews,
    publish: Callable[[Change], None],
) -> JudgingService:
    """The service over real readers and the user's database."""
    return JudgingService(
        models=models,
        identity_of=identity_of,
        open_items=TrialReader(previews.mask).open,
        suggest=suggest_trials,
        book=JudgementStore(database),
        previews=previews,
        clock=SystemClock(),
        publish=publish,
    )


@dataclass(frozen=True, slots=True)
class PackageOnDisk:
    """A package as ``licet pack`` wrote it, open in its worker: ``services.judging.ports.Model``."""

    model: PackageModel

    @property
    def manifest(self) -> Manifest:
        return self.model.manifest

    @property
    def spec(self) -> Spec:
        return self.model.spec

    @property
    def labels(self) -> tuple[str, ...]:
        return self.model.labels

    @property
    def memory_bytes(self) -> int:
        return self.model.memory_bytes

    @property
    def is_alive(self) -> bool:
        return self.model.is_alive

    @property
    def bundle_size(self) -> int:
        return self.model.bundle_size

    def answer_many(
        self, bundle: Sequence[dict[str, RunInput]], params: dict[str, object], cancel: CancelToken
    ) -> list[RunResult | AppError]:
        return self.model.run_many(bundle, params, cancel)


def open_package_folder(folder: Path, device: str = "cpu") -> PackageOnDisk:
    """Open ``public.zip`` and ``sealed.zip`` of a folder; the worker reads both, this process neither.

    Raises:
        NoSharedMemory: This system has no memory that a worker could inherit.
        UnreadableModel: They are not there.
        InvalidPackage, RunFailed: They do not fit the profile, or cannot be run.
    """
    if not sys.platform.startswith("linux"):
        raise NoSharedMemory(sys.platform)
    memory = os.memfd_create("licet-package", os.MFD_CLOEXEC)
    try:
        with (folder / "sealed.zip").open("rb") as sealed:
            size = os.fstat(sealed.fileno()).st_size
            done = 0
            while done < size:
                done += os.sendfile(memory, sealed.fileno(), done, size - done) or size
        worker = ModelHost().warm(memory)
    except OSError as error:
        raise UnreadableModel(os.strerror(error.errno or 0)) from error
    finally:
        os.close(memory)
    worker.wait_ready()
    return PackageOnDisk(worker.open(folder / "public.zip", size, device))


class FolderHold:
    """A package of a folder as ``services.judging.ports.ModelHold``: opened again if its process has ended."""

    def __init__(self, folder: Path, device: str = "cpu") -> None:
        self._folder, self._device = folder, device
        self._open = open_package_folder(folder, device)

    @property
    def model(self) -> PackageOnDisk:
        return self._open

    def alive(self) -> PackageOnDisk:
        if not self._open.is_alive:
            self._open = open_package_folder(self._folder, self._device)
        return self._open

    def release(self) -> None:
        self._open.model.close()


class PackageFolders:
    """Folders of packages in the place of purchases, for the command line."""

    def hold(self, model: str, device: str = "cpu") -> FolderHold:
        return FolderHold(Path(model), device)

    def contender(self, model: str) -> Contender:
        return Contender(model, Path(model).name)


class OwnedShelf:
    """Purchases with what was paid for them."""

    def __init__(self, shelf: ModelShelf, library: LibraryService) -> None:
        self._shelf, self._library = shelf, library

    def hold(self, model: str, device: str = "cpu") -> Hold:
        return self._shelf.hold(model, device)

    def contender(self, model: str) -> Contender:
        """Its name and price; the number of its listing where the card cannot be read."""
        item = self._library.item(model)
        purchase, card = item.purchase, item.card
        name = card.name if card is not None else f"#{purchase.listing}"
        price = Money(purchase.terms.price, purchase.currency or COIN)
        return Contender(model, name, purchase.terms.identity.hex(), price)


def make_comparing(shelf: ModelShelf, library: LibraryService, previews: Previews) -> ComparingService:
    """The service over real readers."""
    owned = OwnedShelf(shelf, library)
    return ComparingService(
        models=shelf,
        contender=owned.contender,
        open_items=TrialReader(previews.mask).open,
        suggest=suggest_trials,
        previews=previews,
    )
