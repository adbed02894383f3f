"""A version on the person's own IPFS node, read through its RPC API."""

from collections.abc import Generator
from contextlib import contextmanager

from desktop.content.errors import IpfsRefused, SourceFault
from desktop.content.kubo import KuboNode
from desktop.content.reading import Body


class KuboSource:
    """``content.sources.Source`` below one CID.

    Args:
        endpoint: Base address of the node's RPC API, of the person's choosing.
        cid: The folder that holds ``<identity>/``.
        local_only: Only what the node itself keeps; else it asks other nodes for what it lacks.
    """

    def __init__(self, endpoint: str, cid: str, *, local_only: bool = False) -> None:
        self._node = KuboNode(endpoint)
        self._cid = cid
        self._local_only = local_only

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
        expected_bytes: int | None,  # noqa: ARG002 - the node tells no length; the bytes themselves are judged
    ) -> Generator[Body]:
        """See ``Source.open``."""
        length = None if stop is None else stop - start
        path = f"{self._cid}/{identity.hex()}/{file}"
        try:
            with self._node.cat(path, start, length, local_only=self._local_only) as pieces:
                yield Body(start, pieces)
        except IpfsRefused as refused:
            raise SourceFault(self.name, "refused", is_final=True, detail=refused.message) from refused
        except SourceFault as fault:
            raise SourceFault(self.name, fault.reason, fault.is_final, fault.detail) from fault

    def interrupt(self) -> None:
        """End what is being read: closing the connections does."""
        self._node.close()

    def close(self) -> None:
        self._node.close()
