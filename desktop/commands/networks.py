"""``licet chain`` and ``licet deploy``."""

import errno
import signal
import threading
from contextlib import ExitStack
from pathlib import Path

import click

from desktop.commands.output import answer, as_json, hex_bytes, read_password


@click.command()
@click.option("--port", default=8545, show_default=True, help="Loopback port; 0 takes a free one.")
@click.option("--file", "path", type=click.Path(dir_okay=False, path_type=Path), help="Keep the chain here.")
@click.option("--block-time", "block_time_s", type=float, help="Mine a block at least every so many seconds.")
@as_json
def chain(port: int, path: Path | None, block_time_s: float | None, *, wants_json: bool) -> None:
    """Run the embedded chain as a JSON-RPC server on loopback, until interrupted."""
    from desktop.chain.embedded.genesis import CHAIN_ID
    from desktop.chain.embedded.server import running
    from desktop.chain.errors import PortTaken

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running(path, port, block_time_s=block_time_s))
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
            raise PortTaken(port) from error
        answer(
            {"url": server.url, "chain_id": CHAIN_ID},
            wants_json=wants_json,
            text=f"Chain {CHAIN_ID} at {server.url}. Ctrl+C ends it; the file keeps it.",
        )
        stop.wait()


@click.command()
@click.option("--rpc", "rpc_url", required=True, help="Address of the node.")
@click.option("--password-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--demo", is_flag=True, help="With windows of seconds, for test chains.")
@as_json
@click.pass_obj
def deploy(data_dir: Path | None, rpc_url: str, password_file: Path, *, demo: bool, wants_json: bool) -> None:
    """Put the market's contracts on a chain, paid by this wallet's first account."""
    from desktop.bootstrap import deploying

    done = deploying.deploy(data_dir, rpc_url, read_password(password_file), demo=demo)
    answer(
        {
            "market": str(done.market),
            "records": str(done.records),
            "splits": str(done.splits),
            "chain_id": done.chain_id,
            "hashes": [hex_bytes(sent) for sent in done.transactions],
        },
        wants_json=wants_json,
        text=f"Market {done.market} on chain {done.chain_id}.",
    )
