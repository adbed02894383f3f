"""What previewing needs of its adapters, and what others need of previewing."""

from typing import Protocol

from desktop.core.effects import Preview
from desktop.core.identity import Address
from desktop.core.transactions import Call


class Previewer(Protocol):
    """Says what a transaction does, before it is signed. Takes a moment of the network: call it from a job."""

    def preview(self, account: Address, call: Call) -> Preview:
        """Decode and try the call as this account's; a call that would fail is a preview too, with its reason.

        It raises nothing for a node that does not answer: the effects are then what is known of such a call
        (``Fullness.UNREACHED``).
        """
