"""Memory with a descriptor that children inherit: the sealer fills it, the worker maps it, nobody else can open it."""

import errno
import mmap
import os
import sys
from dataclasses import dataclass

from desktop.core.errors import EnvironmentFault

_NOEXEC_SEAL = 0x8  # MFD_NOEXEC_SEAL, Linux 6.3
_ADD_SEALS, _GET_SEALS = 1033, 1034
_SEAL_SEAL, _SEAL_SHRINK, _SEAL_GROW, _SEAL_WRITE = 1, 2, 4, 8
_FROZEN = _SEAL_SEAL | _SEAL_SHRINK | _SEAL_GROW | _SEAL_WRITE


@dataclass(eq=False)
class NoAnonymousMemory(EnvironmentFault):
    """This system has no memory that can be inherited without a name; named shared memory comes later."""

    system: str


class SealedMemory:
    """Owner of one empty memfd; its descriptor goes into ``pass_fds`` of a sealer and of a worker.

    Linux only. macOS and Windows have named shared memory instead, which must be mapped to be written; there this
    class raises ``NoAnonymousMemory`` until that is built.
    """

    def __init__(self) -> None:
        self.fd = _create()

    def __enter__(self) -> "SealedMemory":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def size_bytes(self) -> int:
        """0 until the sealer has filled it."""
        return os.fstat(self.fd).st_size

    @property
    def is_frozen(self) -> bool:
        return is_frozen(self.fd)

    def map(self) -> mmap.mmap:
        """The plaintext, for reading only (in the worker; the GUI process never looks)."""
        return mmap.mmap(self.fd, self.size_bytes, access=mmap.ACCESS_READ)

    def close(self) -> None:
        """Give the descriptor back; the memory lives on in the children that hold it. Safe to call twice."""
        fd, self.fd = self.fd, -1
        if fd >= 0:
            os.close(fd)


def freeze(fd: int) -> bool:
    """Forbid every later change of the memory; False where somebody maps it for writing or the kernel has no seals."""
    if sys.platform != "linux":
        return False
    import fcntl

    try:
        fcntl.fcntl(fd, _ADD_SEALS, _FROZEN)
    except OSError as error:
        if error.errno in {errno.EPERM, errno.EBUSY, errno.EINVAL}:
            return False
        raise
    return True


def is_frozen(fd: int) -> bool:
    if sys.platform != "linux":
        return False
    import fcntl

    try:
        return fcntl.fcntl(fd, _GET_SEALS) & _FROZEN == _FROZEN
    except OSError:
        return False


def _create() -> int:
    if sys.platform != "linux":
        raise NoAnonymousMemory(sys.platform)
    flags = os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING
    try:
        return os.memfd_create("licet", flags | _NOEXEC_SEAL)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        return os.memfd_create("licet", flags)
