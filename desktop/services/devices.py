"""Which device a model is run on: choices, failures that are remembered, and the packages that GPUs need."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.devices import (
    AUTOMATIC,
    CPU,
    DeviceFailure,
    DeviceOverview,
    DeviceStanding,
    Graphics,
    ProviderPackage,
)
from desktop.core.errors import UserError
from desktop.services.ports import Clock

_WEB = re.compile(r"https://[^\s@/]+(/[^\s@]*)?\Z|http://(127\.0\.0\.1|localhost)(:\d+)?(/\S*)?\Z")
log = logging.getLogger("licet.devices")


@dataclass(eq=False)
class InvalidOrigin(UserError):
    """Neither the https address of a package index nor a folder."""

    text: str


class Environments(Protocol):
    """Worker environments: one folder per provider and version, managed by the app."""

    def packages(self) -> tuple[ProviderPackage, ...]:
        """Every provider, best first."""

    def install(self, provider: str, cancel: CancelToken, progress: Callable[[Progress], None]) -> None: ...
    def remove(self, provider: str) -> None: ...


class DeviceBook(Protocol):
    """Choices and failures, on disk."""

    def choice(self, identity: bytes) -> str: ...
    def choose(self, identity: bytes, device: str) -> None: ...
    def failures(self, identity: bytes) -> tuple[DeviceFailure, ...]: ...
    def keep_failure(self, identity: bytes, failure: DeviceFailure) -> None: ...
    def forget_failure(self, identity: bytes, device: str) -> None: ...
    def forget_failures_of(self, device: str) -> None: ...


class DeviceService:
    """Choosing devices for versions, and installing what they need."""

    def __init__(
        self,
        *,
        look: Callable[[], tuple[Graphics, ...]],
        environments: Environments,
        book: DeviceBook,
        chosen: Callable[[], str],
        origin: Callable[[], str],
        set_origin: Callable[[str], object],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        """Compose it.

        Args:
            look: What graphics processors this machine has.
            environments: The packages.
            book: Remembers.
            origin: Where packages are fetched from: the address of an index, or a folder.
            set_origin: Names another one; raises what settings raise.
            chosen: The device of the settings: ``cpu``, ``automatic`` or a provider.
            clock: For dates.
            publish: Tells the pages.
        """
        self._look = look
        self._environments = environments
        self._book = book
        self._chosen = chosen
        self._origin = origin
        self._set_origin = set_origin
        self._clock = clock
        self._publish = publish

    def overview(self) -> DeviceOverview:
        """This machine, and what is installed for it."""
        packages = self._environments.packages()
        return DeviceOverview(self._look(), packages, self._chosen(), self._origin())

    def set_origin(self, origin: str) -> None:
        """Fetch packages from there: the address of a package index, or a folder with the files.

        Raises:
            InvalidOrigin: Neither.
        """
        origin = origin.strip()
        if origin and not _WEB.match(origin) and not Path(origin).is_dir():
            raise InvalidOrigin(origin)
        self._set_origin(origin)
        self._publish(Change(Topic.DEVICES))

    def standing(self, identity: bytes) -> DeviceStanding:
        """How a version stands with devices."""
        usable = tuple(p.provider for p in self._environments.packages() if p.is_usable)
        return DeviceStanding(
            self._book.choice(identity), self.device_of(identity), usable, self._book.failures(identity)
        )

    def device_of(self, identity: bytes, asked: str = "") -> str:
        """The device to ask for: the version's own choice, else ``asked``, else that of the settings.

        A device on which the version failed before is not asked again until the person says so (``try_again``).
        ``automatic`` is the best provider that is installed, which needs no choice, else the processor.
        """
        wanted = self._book.choice(identity) or asked or self._chosen()
        failed = {failure.device for failure in self._book.failures(identity)}
        if wanted == AUTOMATIC:
            usable = [p.provider for p in self._environments.packages() if p.is_usable]
            return next((provider for provider in usable if provider not in failed), CPU)
        return CPU if wanted in failed else wanted

    def choose(self, identity: bytes, device: str) -> None:
        """Run this version on a device from now on; empty: as in the settings."""
        self._book.choose(identity, device)
        self._publish(Change(Topic.DEVICES, identity.hex()))

    def failed(self, identity: bytes, device: str, reason: str) -> None:
        """Remember that a version did not run there."""
        log.info("a model did not run on %s: %s", device, reason)
        self._book.keep_failure(identity, DeviceFailure(device, self._clock.now(), reason))
        self._publish(Change(Topic.DEVICES, identity.hex()))

    def failure(self, identity: bytes, device: str) -> DeviceFailure | None:
        """What is remembered of a version on a device."""
        return next((one for one in self._book.failures(identity) if one.device == device), None)

    def try_again(self, identity: bytes, device: str) -> None:
        """Forget the failure: the next opening asks for the device again."""
        self._book.forget_failure(identity, device)
        self._publish(Change(Topic.DEVICES, identity.hex()))

    def install(self, provider: str, cancel: CancelToken, progress: Callable[[Progress], None]) -> None:
        """Fetch and set up what a provider needs; goes on where an earlier attempt ended.

        Raises:
            EnvironmentFault: No source, a file that is not the pinned one, or no space.
        """
        self._environments.install(provider, cancel, progress)
        # Another engine or driver: what failed before may work now.
        self._book.forget_failures_of(provider)
        self._publish(Change(Topic.DEVICES))

    def remove(self, provider: str) -> None:
        """Give its space back; models run on the processor then."""
        self._environments.remove(provider)
        self._publish(Change(Topic.DEVICES))
