"""The RPC API of the person's own IPFS node (Kubo, docs.ipfs.tech/reference/kubo/rpc): add, pin, read back.

Whoever reaches this API owns the node, so its address is one that the person gave, loopback unless they said
otherwise; no listing, card or list ever names one. What the node says is decoded strictly under size caps all the
same: another program may listen on that port.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os import urandom
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlsplit

import httpx
import msgspec

from desktop.content.errors import InvalidSource, IpfsRefused, SourceFault
from desktop.core.cancel import CancelToken
from desktop.core.cids import is_cid, is_folder_cid
from desktop.core.errors import ContentMismatch

DEFAULT_ENDPOINT = "http://127.0.0.1:5001"

_QUICK = httpx.Timeout(20.0, connect=5.0)
_PATIENT = httpx.Timeout(180.0, connect=5.0)
"""Adding and pinning: the node hashes and writes everything before it answers."""
_GIVE_UP = "20s"
"""After this the node itself stops looking for blocks that nobody has."""
_MAX_ANSWER_BYTES = 64 << 10
_MAX_MESSAGE_CHARACTERS = 200
_STEP_BYTES = 1 << 18
_NOT_PINNED = "not pinned"

_T = TypeVar("_T")


class _Identity(msgspec.Struct):
    ID: str
    AgentVersion: str = ""


class _Added(msgspec.Struct):
    Name: str
    Hash: str


class _Pins(msgspec.Struct):
    Pins: list[str]


class _PinKinds(msgspec.Struct):
    Keys: dict[str, object] = {}


class _Repository(msgspec.Struct):
    RepoSize: int
    StorageMax: int = 0


class _Failure(msgspec.Struct):
    Message: str


@dataclass(frozen=True, slots=True)
class NodeIdentity:
    """Which node answered: its peer id, and the program it says it is (plain text, a stranger's)."""

    peer_id: str
    agent: str


@dataclass(frozen=True, slots=True)
class NodeRoom:
    """Bytes that the node's blocks take, and at which it begins to collect garbage (0: it did not say)."""

    used_bytes: int
    most_bytes: int


class KuboNode:
    """One node's RPC API. Safe from several threads.

    Args:
        endpoint: Base address without ``/api/v0``, of the person's choosing.
        transport: Makes the connections; by default httpx's own.

    Raises:
        InvalidSource: Not a plain http(s) address.
    """

    def __init__(
        self, endpoint: str = DEFAULT_ENDPOINT, *, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._endpoint = _checked(endpoint)
        # No environment: a proxy that is set for the web must not see what goes to this machine's own node.
        self._client = httpx.Client(
            timeout=_QUICK,
            trust_env=False,
            transport=transport,
            follow_redirects=False,
            headers={"User-Agent": "licet", "Accept-Encoding": "identity"},
        )

    def __enter__(self) -> "KuboNode":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        return self._endpoint

    def close(self) -> None:
        self._client.close()

    def identify(self) -> NodeIdentity:
        """Ask the node who it is: whether there is one at all."""
        said = self._ask("id", _Identity)
        return NodeIdentity(_plain(said.ID), _plain(said.AgentVersion))

    def room(self) -> NodeRoom:
        said = self._ask("repo/stat", _Repository, {"size-only": "true"})
        if said.RepoSize < 0 or said.StorageMax < 0:
            raise self._strange()
        return NodeRoom(said.RepoSize, said.StorageMax)

    def add_folder(
        self,
        name: str,
        files: Sequence[Path],
        cancel: CancelToken,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> str:
        """Add ``<root>/<name>/<file>`` for each file, pinned; returns the root's CIDv1.

        The root is what a card's ``ipfs://`` source names. Blocks are cut as ``ipfs add --cid-version=1`` cuts
        them, so the same files have the same CID on every node.

        Args:
            name: The inner folder's name, a plain one.
            files: Read in order; each goes by its own name.
            cancel: Asked at each step; what the node has got then is unpinned, and its own garbage.
            progress: Bytes sent and in all, in this thread.

        Raises:
            SourceFault: No node, no answer, or one that is none.
            IpfsRefused: The node says that it cannot.
            ContentMismatch: A file became shorter while it was sent.
        """
        form = _Form(name, files)
        answer = self._call(
            "add",
            {
                "cid-version": "1", "raw-leaves": "true", "wrap-with-directory": "true", "pin": "true",
                "progress": "false", "chunker": "size-262144", "hash": "sha2-256",
            },
            timeout=_PATIENT,
            headers={"Content-Type": form.content_type, "Content-Length": str(form.length)},
            content=form.stream(cancel, progress),
        )  # fmt: skip
        added = [self._decoded(line, _Added) for line in answer.splitlines() if line.strip()]
        return self._root(added, [f"{name}/{file.name}" for file in files])

    def pin(self, cid: str) -> None:
        """Keep what lies below a CID, fetching from other nodes what is not here."""
        said = self._ask("pin/add", _Pins, {"arg": _argument(cid), "recursive": "true"}, timeout=_PATIENT)
        if cid not in said.Pins:
            raise self._strange()

    def unpin(self, cid: str) -> None:
        """Leave it to the node's garbage collector; nothing happens if it is not pinned."""
        try:
            self._ask("pin/rm", _Pins, {"arg": _argument(cid), "recursive": "true"})
        except IpfsRefused as refused:
            if _NOT_PINNED not in refused.message:
                raise

    def is_pinned(self, cid: str) -> bool:
        """Whether the node keeps all that lies below a CID."""
        try:
            said = self._ask("pin/ls", _PinKinds, {"arg": _argument(cid), "type": "recursive"})
        except IpfsRefused as refused:
            if _NOT_PINNED in refused.message:
                return False
            raise
        return cid in said.Keys

    @contextmanager
    def cat(
        self, path: str, offset: int = 0, length: int | None = None, *, local_only: bool = False
    ) -> Generator[Iterator[bytes]]:
        """The bytes of ``<cid>/<name>/<file>`` from an offset on; they may end early, and may be wrong.

        Args:
            path: Begins with a CID.
            offset: First byte.
            length: At most so many bytes; None for all.
            local_only: Read what this node itself keeps, and ask no other.

        Raises (also while the bytes are read):
            SourceFault: No node, or none of these bytes.
            IpfsRefused: The node says that it cannot.
        """
        cid, _, rest = path.partition("/")
        query = {
            "arg": "/".join(filter(None, (_argument(cid), rest))),
            "offset": str(offset),
            "progress": "false",
        }
        if length is not None:
            query["length"] = str(length)
        query |= {"offline": "true"} if local_only else {"timeout": _GIVE_UP}
        with self._errors(), self._stream("cat", query) as response:
            yield response.iter_raw()

    def _ask(
        self, call: str, shape: type[_T], query: dict[str, str] | None = None, timeout: httpx.Timeout = _QUICK
    ) -> _T:
        return self._decoded(self._call(call, query or {}, timeout=timeout), shape)

    def _call(self, call: str, query: dict[str, str], **sent: object) -> bytes:
        with self._errors(), self._stream(call, query, **sent) as response:
            return self._read(response)

    @contextmanager
    def _stream(self, call: str, query: dict[str, str], **sent: object) -> Generator[httpx.Response]:
        url = f"{self._endpoint}/api/v0/{call}"
        with self._client.stream("POST", url, params=query, **sent) as response:  # type: ignore[arg-type]
            if response.status_code != 200:
                raise self._failure(call, response)
            yield response

    @contextmanager
    def _errors(self) -> Generator[None]:
        try:
            yield
        except httpx.TimeoutException as error:
            raise SourceFault(self.name, "timeout") from error
        except httpx.ConnectError as error:
            raise SourceFault(self.name, "unreachable") from error
        except httpx.HTTPError as error:
            raise SourceFault(self.name, "connection") from error

    def _failure(self, call: str, response: httpx.Response) -> Exception:
        """Kubo answers 500 with a message for what it cannot do; anything else comes from no such node."""
        if response.status_code == 500:
            said = self._decoded(self._read(response), _Failure)
            return IpfsRefused(self.name, call, _plain(said.Message))
        code = response.status_code
        return SourceFault(self.name, "status", is_final=code < 500, detail=str(code))

    def _read(self, response: httpx.Response) -> bytes:
        data = bytearray()
        for piece in response.iter_raw():
            data += piece
            if len(data) > _MAX_ANSWER_BYTES:
                raise SourceFault(self.name, "length", is_final=True)
        return bytes(data)

    def _decoded(self, data: bytes, shape: type[_T]) -> _T:
        try:
            return msgspec.json.decode(data, type=shape)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise self._strange() from error

    def _root(self, added: list[_Added], wanted: list[str]) -> str:
        """The CID of the wrapping folder, if the node names it and each file, once."""
        cids = {one.Name: one.Hash for one in added}
        is_whole = set(wanted) <= cids.keys() and len(cids) == len(added) == len(wanted) + 2
        if not is_whole or not all(map(is_cid, cids.values())) or not is_folder_cid(cids.get("", "")):
            raise self._strange()
        return cids[""]

    def _strange(self) -> SourceFault:
        return SourceFault(self.name, "no_node", is_final=True)


class _Form:
    """A folder of files as multipart/form-data (RFC 7578) of known length, read from disk while it is sent."""

    def __init__(self, name: str, files: Sequence[Path]) -> None:
        boundary = urandom(16).hex()
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self._head = _part(boundary, name, "application/x-directory") + b"\r\n"
        self._tail = f"--{boundary}--\r\n".encode()
        self._parts = [
            (_part(boundary, f"{name}/{file.name}", "application/octet-stream"), file, file.stat().st_size)
            for file in files
        ]
        self._total = sum(size for _, _, size in self._parts)
        framing = len(self._head) + len(self._tail) + sum(len(head) + 2 for head, _, _ in self._parts)
        self.length = self._total + framing

    def stream(self, cancel: CancelToken, progress: Callable[[int, int], None]) -> Iterator[bytes]:
        """The body; where a file became shorter meanwhile, the request breaks off and the node adds nothing.

        Raises:
            ContentMismatch: It became shorter.
        """
        sent = 0
        yield self._head
        for head, file, size in self._parts:
            yield head
            end = sent + size
            with file.open("rb") as stream:
                while sent < end and (data := stream.read(min(_STEP_BYTES, end - sent))):
                    cancel.raise_if_cancelled()
                    sent += len(data)
                    yield data
                    progress(sent, self._total)
            if sent < end:
                raise ContentMismatch(file.name, "length")
            yield b"\r\n"
        yield self._tail


def _part(boundary: str, path: str, kind: str) -> bytes:
    disposition = f'form-data; name="file"; filename="{quote(path, safe="")}"'
    return f"--{boundary}\r\nContent-Disposition: {disposition}\r\nContent-Type: {kind}\r\n\r\n".encode()


def _argument(cid: str) -> str:
    """A CID on its way into a query."""
    if not is_cid(cid):
        raise ValueError("cid")
    return cid


def _checked(endpoint: str) -> str:
    try:
        parts = urlsplit(endpoint)
        is_plain = parts.username is None and parts.password is None and parts.port != 0
    except ValueError as error:
        raise InvalidSource(endpoint) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain:
        raise InvalidSource(endpoint)
    if parts.query or parts.fragment or parts.path.strip("/"):
        raise InvalidSource(endpoint)
    return endpoint.rstrip("/")


def _plain(text: str) -> str:
    """A node's words as one short printable line."""
    shown = "".join(character if character.isprintable() else " " for character in text)
    return shown[:_MAX_MESSAGE_CHARACTERS]
