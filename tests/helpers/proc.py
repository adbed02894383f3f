"""What Linux tells of processes: their children, arguments, environment, limits, and who may read their memory."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65534


@dataclass(frozen=True)
class Process:
    """A process by its id."""

    pid: int

    @property
    def _folder(self) -> Path:
        return Path(f"/proc/{self.pid}")

    @property
    def arguments(self) -> list[str]:
        return (self._folder / "cmdline").read_text().split("\0")[:-1]

    @property
    def child_name(self) -> str:
        """The name after ``--child``; empty for other programs."""
        arguments = self.arguments
        return arguments[-1] if "--child" in arguments else ""

    def shown(self) -> bytes:
        """All that the system shows of it to others: arguments and environment."""
        return (self._folder / "cmdline").read_bytes() + b"\0" + (self._folder / "environ").read_bytes()

    def user(self) -> int:
        """The real user id; the owner of ``/proc/<pid>`` is root where the process is not dumpable."""
        lines = (self._folder / "status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Uid:")).split()[1])

    def core_limit(self) -> list[str]:
        """Soft and hard limit of core files."""
        lines = (self._folder / "limits").read_text().splitlines()
        return next(line for line in lines if line.startswith("Max core file size")).split()[4:6]

    def memory_opens_as(self, user: int) -> bool:
        """Whether another process of this user may open its memory."""
        done = subprocess.run(
            ["/bin/sh", "-c", f"exec 3<{self._folder}/mem"],
            user=user if os.getuid() == 0 else None,
            extra_groups=[] if os.getuid() == 0 else None,
            capture_output=True,
            check=False,
            timeout=30,
            cwd="/",
        )
        return done.returncode == 0

    def descendants(self) -> "Iterator[Process]":
        """Its children, theirs, and so on, as far as they live."""
        for task in (self._folder / "task").iterdir():
            try:
                children = (task / "children").read_text()
            except FileNotFoundError:
                continue  # a thread that ended meanwhile
            for pid in children.split():
                child = Process(int(pid))
                yield child
                yield from child.descendants()
