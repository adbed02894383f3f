"""The only composition root: one module per process. Adapters are made here, handed to services, and nowhere else."""

import importlib

from desktop.core.errors import Bug

CHILDREN = {
    "vault": "desktop.wallet.child",
    "sealer": "desktop.content.child",
    "worker": "desktop.runtime.worker.child",
    "chain": "desktop.chain.embedded.child",
    "indexer": "desktop.bootstrap.indexer",
    "seller": "desktop.bootstrap.seller",
    "bench-node": "desktop.bootstrap.bench.node",
}


def run_child(name: str) -> None:
    """Become the child process ``name``; only that child's modules are imported."""
    module = CHILDREN.get(name)
    if module is None:
        raise Bug(f"no child {name}")
    importlib.import_module(module).main()
