"""The only composition root: one module per process. Adapters are made here, handed to services, and nowhere else."""

import importlib
import signal

from desktop.core.errors import Bug

CHILDREN = {
    "vault": "desktop.wallet.child",
    "sealer": "desktop.content.child",
    "worker": "desktop.runtime.worker.child",
    "chain": "desktop.chain.embedded.child",
    "indexer": "desktop.bootstrap.indexer",
    "older-logs": "desktop.bootstrap.older_logs",
    "snapshot": "desktop.bootstrap.snapshot_child",
    "seller": "desktop.bootstrap.seller",
    "bench-content": "desktop.bootstrap.bench.content_node",
    "bench-reader": "desktop.bootstrap.bench.content_reader",
}


def run_child(name: str) -> None:
    """Become the child process ``name``; only that child's modules are imported."""
    module = CHILDREN.get(name)
    if module is None:
        raise Bug(f"no child {name}")
    # Ctrl-C in a terminal reaches the whole process group; the parent alone decides when its children end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    importlib.import_module(module).main()
