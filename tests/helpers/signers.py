"""What a vault that never wants the password says."""

from desktop.core.consent import ConsentNeeded


class NeverAsked:
    """Base of signers that have no policy."""

    def consent_to(self, needed: ConsentNeeded, *, was_wrong: bool) -> str:
        del was_wrong
        raise needed
