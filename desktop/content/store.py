"""The content store: ``<root>/<identity hex>/`` with the four files of a version; a file under its name is whole."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from desktop.content.files import disk_error, free_bytes, sync_folder
from desktop.content.sealing import SealedPaths
from desktop.core.contents import FILES, PUBLIC
from desktop.core.errors import ContentUnavailable, DiskFull
from desktop.core.keeping import Kind, Stored

PART = ".part"
WRONG = ".wrong"
STAGING = ".staging-"
GOING = ".going-"
"""A version that is being deleted: it left its place in one step, so nobody sees half of it."""
RESERVE_BYTES = 64 << 20
"""Left free for the databases and for everybody else."""


@dataclass(frozen=True, slots=True)
class Presence:
    """The files of one version that are whole, and the bytes that all its files take."""

    files: frozenset[str]
    bytes_used: int

    @property
    def is_complete(self) -> bool:
        return self.files == frozenset(FILES)


class ContentStore:
    """Paths, sizes and room. It never looks into a file: what is whole was verified before it got its name."""

    def __init__(self, root: Path, reserve_bytes: int = RESERVE_BYTES) -> None:
        self.root = root
        self._reserve_bytes = reserve_bytes

    def folder(self, identity: bytes) -> Path:
        if len(identity) != 32:
            raise ValueError("identity")
        return self.root / identity.hex()

    def path(self, identity: bytes, file: str) -> Path:
        """Where a file is or will be."""
        if file not in FILES:
            raise ValueError(file)
        return self.folder(identity) / file

    def existing(self, identity: bytes, file: str) -> Path:
        """The path of a whole file.

        Raises:
            ContentUnavailable: It is not here.
        """
        path = self.path(identity, file)
        if not path.is_file():
            raise ContentUnavailable((str(path),))
        return path

    def public(self, identity: bytes) -> Path:
        return self.existing(identity, PUBLIC)

    def sealed(self, identity: bytes) -> SealedPaths:
        return SealedPaths.below(self.folder(identity))

    def part(self, identity: bytes, file: str) -> Path:
        """Where a file grows until it is verified."""
        path = self.path(identity, file)
        return path.with_name(path.name + PART)

    def prepare(self, identity: bytes) -> Path:
        """Make the folder of a version, for this user alone."""
        folder = self.folder(identity)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def staging(self) -> Path:
        """A new folder on the store's own disk, for a version whose identity is not known yet."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=STAGING, dir=self.root))

    def drop_staging(self) -> None:
        """Remove what a killed process left half done; only for the owner of the data directory, when it starts."""
        if self.root.is_dir():
            for left in (left for prefix in (STAGING, GOING) for left in self.root.glob(f"{prefix}*")):
                shutil.rmtree(left, ignore_errors=True)

    def complete(self, identity: bytes, file: str) -> Path:
        """Give a verified part its name, durably: first its bytes, then the name."""
        part, path = self.part(identity, file), self.path(identity, file)
        with part.open("rb+") as stream:
            try:
                os.fsync(stream.fileno())
            except OSError as error:
                raise disk_error(error, str(part), part.stat().st_size) from error
        part.replace(path)
        sync_folder(path.parent)
        return path

    def reopen(self, identity: bytes, file: str) -> None:
        """Make a whole file a part again, to be verified anew; nothing happens if there is none."""
        path = self.path(identity, file)
        if path.is_file():
            path.replace(self.part(identity, file))

    def quarantine(self, identity: bytes, file: str) -> Path:
        """Take a whole file that turned out wrong out of use; the last wrong copy is kept for looking at."""
        path = self.existing(identity, file)
        wrong = path.with_name(path.name + WRONG)
        path.replace(wrong)
        sync_folder(path.parent)
        return wrong

    def presence(self, identity: bytes) -> Presence:
        folder = self.folder(identity)
        entries = list(folder.iterdir()) if folder.is_dir() else []
        return Presence(
            frozenset(entry.name for entry in entries if entry.name in FILES and entry.is_file()),
            sum(_allocated(entry) for entry in entries),
        )

    def is_complete(self, identity: bytes) -> bool:
        return self.presence(identity).is_complete

    def identities(self) -> list[bytes]:
        """Every version of which anything is here."""
        if not self.root.is_dir():
            return []
        names = sorted(
            entry.name for entry in self.root.iterdir() if entry.is_dir() and len(entry.name) == 64
        )
        return [bytes.fromhex(name) for name in names if not set(name) - set("0123456789abcdef")]

    def bytes_used(self) -> int:
        return sum(self.presence(identity).bytes_used for identity in self.identities())

    def inventory(self) -> list[Stored]:
        """Everything that lies here, by version and kind."""
        return [one for identity in self.identities() for one in self.contents(identity)]

    def drop(self, identity: bytes, kind: Kind) -> None:
        """Delete a thing; nobody may be working on the version. A whole version takes all in its folder with it."""
        if kind is Kind.WHOLE:
            self.remove(identity)
            return
        folder = self.folder(identity)
        names = {
            Kind.PUBLIC: [PUBLIC],
            Kind.PARTS: [file + PART for file in FILES],
            Kind.WRONG: [file + WRONG for file in FILES],
        }
        for name in names[kind]:
            (folder / name).unlink(missing_ok=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()

    def remove(self, identity: bytes) -> None:
        """Delete a version and whatever was left of its parts; it leaves its place in one step."""
        folder = self.folder(identity)
        if not folder.exists():
            return
        going = Path(tempfile.mkdtemp(prefix=GOING, dir=self.root))
        folder.rename(going / folder.name)
        sync_folder(self.root)
        shutil.rmtree(going)

    def contents(self, identity: bytes) -> list[Stored]:
        """A version's folder by kind. What is no file of ours stays uncounted, and goes only with the whole."""
        kinds: dict[Kind, list[Path]] = {}
        folder = self.folder(identity)
        for entry in sorted(folder.iterdir()) if folder.is_dir() else []:
            name = entry.name
            if name.removesuffix(PART) in FILES and name.endswith(PART):
                kinds.setdefault(Kind.PARTS, []).append(entry)
            elif name.removesuffix(WRONG) in FILES and name.endswith(WRONG):
                kinds.setdefault(Kind.WRONG, []).append(entry)
            elif name in FILES:
                kinds.setdefault(Kind.WHOLE, []).append(entry)
        if [entry.name for entry in kinds.get(Kind.WHOLE, [])] == [PUBLIC]:
            kinds[Kind.PUBLIC] = kinds.pop(Kind.WHOLE)
        return [
            Stored(
                identity,
                kind,
                sum(map(_allocated, entries)),
                int(max(entry.stat().st_mtime for entry in entries)),
            )
            for kind, entries in kinds.items()
        ]

    def require_room(self, needed_bytes: int) -> None:
        """Raise ``DiskFull`` unless so many bytes fit and the reserve stays free."""
        free = free_bytes(self.root)
        if needed_bytes > 0 and needed_bytes + self._reserve_bytes > free:
            raise DiskFull(str(self.root), needed_bytes + self._reserve_bytes, free)


def _allocated(path: Path) -> int:
    """Bytes on disk; a part with holes takes less than its length."""
    status = path.stat()
    return getattr(status, "st_blocks", -(-status.st_size // 512)) * 512
