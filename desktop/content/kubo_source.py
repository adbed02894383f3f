"""Content out of IPFS by the person's own node: ``/ipfs/<CID>/<identity hex>/<file>`` by Kubo's RPC ``cat``.

The CID's own hashes are the node's business. What arrives is verified chunk by chunk against the listing, as from
any other source.
"""

from collections.abc import Generator
from contextlib import contextmanager

from desktop.content.errors import IpfsRefused, SourceFault
from desktop.content.guarding import GuardedBackend, GuardedTransport
from desktop.content.kubo import KuboNode
from desktop.content.reading import Body, lively

_ABSENT = ("no link named", "not found", "no link by that name")


class KuboSource:
    """A folder of IPFS, read through the person's own node.

    Args:
        endpoint: Of the node's RPC.
        cid: The folder's.
        local_only: Only what the node itself keeps; else it asks other nodes for what it lacks.
    """

    def __init__(self, endpoint: str, cid: str, *, local_only: bool = False) -> None:
        self._cid = cid
        self._local_only = local_only
        self._backend = GuardedBackend(lambda _host: True)
        self._node = KuboNode(endpoint, transport=GuardedTransport(self._backend))

    @property
    def name(self) -> str:
        return f"ipfs://{self._cid} ({self._node.name})"

    @contextmanager
    def open(
        self,
        identity: bytes,
        file: str,
        start: int,
        stop: int | None,
        expected_bytes: int | None,  # noqa: ARG002 - the node names no length
    ) -> Generator[Body]:
        length = None if stop is None else stop - start
        try:
            path = f"{self._cid}/{identity.hex()}/{file}"
            with self._node.cat(path, start, length, local_only=self._local_only) as pieces:
                yield Body(start, lively(self.name, pieces))
        except IpfsRefused as refused:
            if any(words in refused.message for words in _ABSENT):
                raise SourceFault(self.name, "missing", is_final=True) from refused
            raise SourceFault(self.name, "refused", detail=refused.message) from refused
        except SourceFault as fault:
            if fault.source == self.name:
                raise
            raise SourceFault(self.name, fault.reason, fault.is_final, fault.detail) from fault

    def interrupt(self) -> None:
        """See ``Source.interrupt``."""
        self._backend.interrupt()

    def close(self) -> None:
        self._node.close()
