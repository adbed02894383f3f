"""The chain's process: one ``start`` request, then it serves until the parent closes its end."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.errors import PortTaken
from desktop.core.errors import Bug
from desktop.processes import Channel, serve


def main() -> None:
    """Answer ``start(path, port, block_time_s)`` with ``{"url", "chain_id"}``; end at the end of stdin.

    ``path`` of None keeps the chain in memory, ``port`` 0 takes a free one, ``block_time_s`` of None means no timer.

    Raises over the channel:
        PortTaken: Another program listens there.
        ChainFileBusy: Another process runs this chain.
        ChainFileDamaged: The file is no chain of ours.
    """
    with ExitStack() as stack:
        started = False

        def start(path: str | None, port: int, block_time_s: float | None) -> dict[str, Any]:
            nonlocal started
            if started:
                raise Bug("the chain is started once")
            try:
                server = stack.enter_context(
                    running(None if path is None else Path(path), port, block_time_s=block_time_s)
                )
            except OSError as error:
                raise PortTaken(port) from error
            started = True
            return {"url": server.url, "chain_id": CHAIN_ID}

        serve(Channel(), {"start": start})
