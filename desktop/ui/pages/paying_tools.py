"""What the dialogs of paying share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.services.contacts import ContactService
    from desktop.services.sending import SendService


@dataclass(frozen=True, slots=True)
class PayingTools:
    """Payments, the address book, and the reader of QR codes, which decodes a picture in the worker."""

    sending: "SendService"
    contacts: "ContactService"
    read_codes: Callable[[bytes], tuple[str, ...]]
