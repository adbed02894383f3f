"""Block lists: chosen by the person, checked before they count, and always said by name where they do."""

from desktop.services.block_lists.checking import (
    BlockListUnavailable,
    InvalidListAddress,
    ListAuthorChanged,
    ListForked,
    ListTooOld,
    Offer,
    check_list,
)
from desktop.services.block_lists.ports import KeptList, ListVersion
from desktop.services.block_lists.service import BlockListService, ListView, OwnListEmpty

__all__ = [
    "BlockListService",
    "BlockListUnavailable",
    "InvalidListAddress",
    "KeptList",
    "ListAuthorChanged",
    "ListForked",
    "ListTooOld",
    "ListVersion",
    "ListView",
    "Offer",
    "OwnListEmpty",
    "check_list",
]
