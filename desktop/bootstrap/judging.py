"""Judging and comparing: the readers of own data, the shelf and the disk composed; packages that were never sold too."""

import sys
from collections.abc import Callable
from pathlib import Path

from desktop.bootstrap.batch_desk import PackageOpener
from desktop.bootstrap.clock import SystemClock
from desktop.core.changes import Change
from desktop.core.comparing import Contender
from desktop.core.money import COIN, Money
from desktop.runtime.items.trials import TrialReader, suggest_trials
from desktop.runtime.previews import Previews
from desktop.services.comparing.service import ComparingService
from desktop.services.judging.ports import Models
from desktop.services.judging.service import JudgingService
from desktop.services.library import LibraryService
from desktop.services.running import OpenModel
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


class FolderHold:
    """A package of a folder, as ``licet pack`` wrote it, open until it is released (``ports.ModelHold``)."""

    def __init__(self, folder: Path, device: str = "cpu") -> None:
        self._shelf = ModelShelf(PackageOpener(folder), lambda: sys.maxsize)
        self._hold = self._shelf.hold(str(folder), device)

    @property
    def model(self) -> OpenModel:
        return self._hold.model

    def alive(self) -> OpenModel:
        return self._hold.alive()

    def release(self) -> None:
        self._shelf.close_all()


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
