"""The parent's side of the sealer process."""

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.content.auditing import Audit
from desktop.content.memory import SealedMemory
from desktop.content.sealing import Step
from desktop.core.cancel import CancelToken
from desktop.core.contents import Commitments
from desktop.core.errors import Cancelled, ChildDied
from desktop.core.runs import SandboxLevel
from desktop.processes import Child, Message
from desktop.services.opening import Unsealed

SILENCE_S = 120.0
"""A sealer that says nothing for so long is stopped; it reports each 8 MiB."""


@dataclass(frozen=True, slots=True)
class SealedContent:
    """What sealing made."""

    size_bytes: int
    content_root: bytes


class SealerClient:
    """One sealer process. Never holds K: envelopes come from the vault, encrypted to ``public_key``.

    Args:
        readable: Folders that the sealer may read: the content store, or where plaintext lies. They must exist.
        writable: Folders in which it may make files, for sealing. They must exist.
        memory: Inherited by the sealer; filled by ``unseal`` or read by ``seal``. Its owner stays its owner.
    """

    def __init__(
        self,
        *,
        readable: Sequence[Path] = (),
        writable: Sequence[Path] = (),
        memory: SealedMemory | None = None,
    ) -> None:
        self._memory_fd = None if memory is None else memory.fd
        self._child = Child("sealer", pass_fds=() if memory is None else (memory.fd,))
        try:
            answer = self._child.call(
                "hello",
                timeout_s=SILENCE_S,
                readable=[str(path.absolute()) for path in (*readable, *writable)],
                writable=[str(path.absolute()) for path in writable],
            )
        except BaseException:
            self._child.close()
            raise
        self.public_key = bytes(answer["public_key"])
        self.level = SandboxLevel(answer["level"], tuple(answer["active"]), tuple(answer["missing"]))

    def __enter__(self) -> "SealerClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_alive(self) -> bool:
        return self._child.is_alive

    @property
    def pid(self) -> int:
        return self._child.pid

    def unseal(
        self,
        envelope: bytes,
        folder: Path,
        content: Commitments,
        *,
        check: bool,
        chunks: range | None = None,
        progress: Step = lambda _done, _all: None,
        cancel: CancelToken | None = None,
    ) -> Unsealed:
        """Fill the memory with the plaintext of the version in ``folder``; ``check`` compares every leaf.

        With a ``wrong_leaf`` the memory is empty. ``chunks`` are the share of this sealer where several fill one
        memory: it stays open for the others then, until one is told to ``freeze`` it.

        Raises:
            ContentMismatch: The stored files are damaged; fetch them again.
            ContentUnavailable: A stored file is missing.
            Cancelled: By the token; the process is gone.
            ChildDied: The sealer ended; so did the memory's chance to be filled.
        """
        share = range(content.chunks) if chunks is None else chunks
        answer = self._call(
            "unseal", progress, cancel,
            envelope=envelope, folder=str(folder.absolute()), content=asdict(content),
            memory_fd=self._memory_fd, check=check, chunks=[share.start, share.stop],
        )  # fmt: skip
        found = Unsealed(answer["wrong_leaf"], answer["spoilt_tags"])
        if chunks is None and found.wrong_leaf is None:
            self.freeze()
        return found

    def freeze(self) -> None:
        """Forbid every later change of the memory, where the kernel has seals."""
        self._child.call("freeze", timeout_s=SILENCE_S, memory_fd=self._memory_fd)

    def seal(
        self,
        envelope: bytes,
        nonce: bytes,
        out: Path,
        plaintext: Path | None = None,
        *,
        suffix: str = "",
        progress: Step = lambda _done, _all: None,
        cancel: CancelToken | None = None,
    ) -> SealedContent:
        """Seal a file, or the memory if no file is named, into three new files below ``out``."""
        answer = self._call(
            "seal", progress, cancel,
            envelope=envelope, nonce=nonce, out=str(out.absolute()), suffix=suffix,
            plaintext=None if plaintext is None else str(plaintext.absolute()),
            memory_fd=self._memory_fd if plaintext is None else None,
        )  # fmt: skip
        return SealedContent(answer["size_bytes"], bytes(answer["content_root"]))

    def audit(
        self,
        envelope: bytes,
        folder: Path,
        content: Commitments,
        *,
        suffix: str = "",
        progress: Step = lambda _done, _all: None,
        cancel: CancelToken | None = None,
    ) -> Audit:
        """Judge the sealed files in ``folder`` as the contract would, leaf by leaf."""
        answer = self._call(
            "audit", progress, cancel,
            envelope=envelope, folder=str(folder.absolute()), suffix=suffix, content=asdict(content),
        )  # fmt: skip
        return Audit(answer["wrong_leaf"], answer["spoilt_tags"])

    def right_tags(
        self,
        envelope: bytes,
        folder: Path,
        content: Commitments,
        *,
        progress: Step = lambda _done, _all: None,
        cancel: CancelToken | None = None,
    ) -> dict[int, bytes]:
        """The right tag of each chunk of the version in ``folder`` whose stored tag alone is wrong.

        Raises:
            ContentMismatch: A leaf is wrong too, or a file is damaged.
        """
        answer = self._call(
            "right_tags", progress, cancel,
            envelope=envelope, folder=str(folder.absolute()), content=asdict(content),
        )  # fmt: skip
        return {int(chunk): bytes(tag) for chunk, tag in answer}

    def relist(
        self,
        envelope: bytes,
        folder: Path,
        content: Commitments,
        *,
        progress: Step = lambda _done, _all: None,
        cancel: CancelToken | None = None,
    ) -> None:
        """Make leaf list and chunk list beside the payload in ``folder``, which the sealer may write.

        Raises:
            ContentMismatch: The payload is not the one that the listing committed to.
        """
        self._call(
            "relist", progress, cancel,
            envelope=envelope, folder=str(folder.absolute()), content=asdict(content),
        )  # fmt: skip

    def close(self) -> None:
        """End the process, and with it its key. Safe to call twice."""
        self._child.close()

    def _call(self, op: str, progress: Step, cancel: CancelToken | None, **arguments: Any) -> Any:
        def on_event(message: Message) -> None:
            progress(message["done"], message["total"])

        done = threading.Event()
        watcher = None
        if cancel is not None:
            watcher = threading.Thread(target=self._kill_when, args=(cancel, done), daemon=True)
            watcher.start()
        try:
            answer = self._child.call(op, timeout_s=SILENCE_S, on_event=on_event, **arguments)
        except ChildDied:
            if cancel is not None:
                cancel.raise_if_cancelled()
            raise
        finally:
            done.set()
            if watcher is not None:
                watcher.join()
        if cancel is not None and cancel.is_cancelled:
            self._child.kill()  # the answer came first; that cancelling ends the process is true all the same
            raise Cancelled
        return answer

    def _kill_when(self, cancel: CancelToken, done: threading.Event) -> None:
        """The sealer looks at nothing while it works: stopping it is ending it."""
        while not done.wait(0.05):
            if cancel.is_cancelled:
                self._child.kill()
                return
