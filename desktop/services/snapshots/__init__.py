"""Signed snapshots of the catalogue: made, fetched, tried, compared with the chain, and taken only when asked."""

from desktop.services.snapshots.checking import LeisurelyCheck, Sample, Step
from desktop.services.snapshots.ports import (
    Maker,
    MakerFault,
    NodesDisagree,
    SnapshotAhead,
    SnapshotOffChain,
)
from desktop.services.snapshots.service import (
    CatalogueBehind,
    SnapshotIsWrong,
    SnapshotLook,
    SnapshotOffer,
    SnapshotService,
    Trial,
)

__all__ = [
    "CatalogueBehind",
    "LeisurelyCheck",
    "Maker",
    "MakerFault",
    "NodesDisagree",
    "Sample",
    "SnapshotAhead",
    "SnapshotIsWrong",
    "SnapshotLook",
    "SnapshotOffChain",
    "SnapshotOffer",
    "SnapshotService",
    "Step",
    "Trial",
]
