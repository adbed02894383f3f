"""Where the vault wants the password: the signing is given up, the person asked, and everything done anew."""

from collections.abc import Callable
from typing import TypeVar

from desktop.core.consent import ConsentNeeded
from desktop.core.errors import WrongPassword
from desktop.services.transactions.ports import Signer

T = TypeVar("T")


def with_consent(signer: Signer, sign: Callable[[str], T]) -> T:
    """Run ``sign`` with the password that the person gave, empty at first; it holds no lock while they are asked.

    Raises:
        ConsentNeeded: Nobody agrees.
    """
    consent, needed = "", None
    while True:
        try:
            return sign(consent)
        except ConsentNeeded as error:
            if consent and needed is not None and error.reasons == needed.reasons:
                raise  # the password does not help
            needed, was_wrong = error, False
        except WrongPassword:
            if needed is None:
                raise
            was_wrong = True
        consent = signer.consent_to(needed, was_wrong=was_wrong)
