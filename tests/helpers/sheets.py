"""Sample services that ask before they act, as the real ones do."""

from typing import Any

from desktop.core.agreements import Ask
from desktop.core.effects import Preview
from desktop.services.agreeing import AgreementDesk
from desktop.ui import showcase_agreements as samples


def through_the_sheet(
    desk: AgreementDesk, owner: object, name: str, *previews: Preview, is_later: bool = False
) -> None:
    """The method of the sample service waits for the person before it does its work."""
    real = getattr(owner, name)

    def asked(*args: Any, **more: Any) -> Any:
        sheet = samples.sheet_of(*previews, is_later=is_later)
        desk.agree([], Ask(), lambda: sheet, None)
        return real(*args, **more)

    setattr(owner, name, asked)
