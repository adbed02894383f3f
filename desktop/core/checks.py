"""What a full check of a kept version found, and what was done about it."""

from dataclasses import dataclass
from enum import Enum

MOST_CHUNKS_NAMED = 1000


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """How far a check of one version is; it goes on from here.

    ``next_chunk`` is the first one not read yet. ``wrong_chunks`` names the first ``MOST_CHUNKS_NAMED``;
    ``wrong`` counts all. ``wrong_files`` are files that are missing, too short or altogether wrong.
    """

    next_chunk: int = 0
    wrong: int = 0
    wrong_chunks: tuple[int, ...] = ()
    wrong_files: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        return not self.wrong and not self.wrong_files


class CheckState(Enum):
    """Where the check of one version stands; kept before each step out of it."""

    WAITING = "waiting"
    CHECKING = "checking"
    SOUND = "sound"  # every byte is what was promised
    MENDED = "mended"  # it was damaged, and was made whole again
    DAMAGED = "damaged"  # it is damaged, and no source could mend it so far


@dataclass(frozen=True, slots=True)
class VersionCheck:
    """The check of one version; ``run`` is the unix time at which the whole check began that it belongs to.

    ``mended_from`` names the sources that gave bytes to mend it, with how many; ``fault`` is the name of the error
    that hindered mending.
    """

    identity: bytes
    run: int
    state: CheckState
    point: CheckPoint = CheckPoint()
    finished_at: int = 0
    mended_from: tuple[str, ...] = ()
    mended_bytes: int = 0
    fault: str = ""

    @property
    def is_done(self) -> bool:
        return self.state in {CheckState.SOUND, CheckState.MENDED, CheckState.DAMAGED}
