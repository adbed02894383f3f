"""Words for what a listing grants, how a licence stands, and how far a request for a key is."""

from typing import TYPE_CHECKING

from desktop.core.licences import Rights, Standing
from desktop.core.requests import RequestState
from desktop.text import amount, date_time, duration, mark, tr, trn
from desktop.ui.phrases import date

if TYPE_CHECKING:
    from desktop.services.rights import Hindrance, LicenceView

_DAY_S = 86_400

REQUEST_STATES: dict[RequestState, tuple[str, str]] = {
    RequestState.FETCHING: (mark("Fetching"), "accent"),
    RequestState.READY: (mark("Ready to ask"), "accent"),
    RequestState.ASKING: (mark("Asking"), "accent"),
    RequestState.WAITING: (mark("Waiting for the key"), "accent"),
    RequestState.ANSWERED: (mark("Checking"), "accent"),
    RequestState.INSTALLED: (mark("Installed"), "success"),
    RequestState.WRONG_CONTENT: (mark("Wrong content"), "danger"),
    RequestState.CANCELLED: (mark("Cancelled"), "neutral"),
}

HINDRANCES: dict[str, tuple[str, str]] = {
    "expired": (mark("Ended"), "danger"),
    "passed-on": (mark("Passed on"), "neutral"),
    "given-up": (mark("Given up"), "neutral"),
}

KEY_WARNINGS = {
    "insufficient-funds": mark("This account does not hold enough for price and fee together."),
    "not-covered": mark(
        "The seller's fee does not pay for the answer, so their program will not answer by itself. A previous holder "
        "can still answer."
    ),
}

RIGHTS_FAULTS = {
    "free": mark("A free model has no orders, so it cannot be timed, bound or have a fee."),
    "period": mark("A licence lasts at least one day and at most 49,710 days."),
    "renew-until": mark(
        "The last day of renewals is written as 2030-12-31 and leaves room for one whole period from today."
    ),
    "royalty": mark("A royalty is between 0 and 100 per cent, with at most two decimals."),
    "royalty-receiver": mark("A royalty needs a licence that can be passed on, and somebody who gets it."),
    "key-fee": mark("This key fee is too large."),
}


def span(seconds: int) -> str:
    """A licence period: whole days as days, whatever their number; else as any span of time."""
    if seconds and seconds % _DAY_S == 0:
        return trn("{n} day", "{n} days", seconds // _DAY_S)
    return duration(seconds)


def percent(basis_points: int) -> str:
    """Basis points as per cent, without needless zeros."""
    return f"{basis_points / 100:.2f}".rstrip("0").rstrip(".") + " %"


def period_text(rights: Rights) -> str:
    """How long a licence lasts, in a few words; empty for one without end."""
    if not rights.period_s:
        return ""
    if not rights.renew_until:
        return tr("{time}, not renewable", time=span(rights.period_s))
    return tr(
        "{time}, renewable until {date}", time=span(rights.period_s), date=date(rights.renew_until)
    )  # fmt: skip


def passing_text(rights: Rights) -> str:
    """Whether it can be passed on, in a few words."""
    if rights.is_bound:
        return tr("Bound to the buyer")
    if rights.royalty_bps:
        return tr("Can be passed on, royalty {percent}", percent=percent(rights.royalty_bps))
    return tr("Can be passed on")


def key_fee_text(rights: Rights) -> str:
    """What the keys of later versions cost."""
    if not rights.key_fee:
        return tr("No fee is set, so the seller's program does not answer by itself")
    return tr("{amount} each, paid straight to the seller", amount=amount(rights.key_fee, 8))


def standing_text(view: "LicenceView") -> str:
    """How a licence stands, in one sentence."""
    standing = view.standing
    if view.hindrance is not None:
        return hindrance_text(view.hindrance)
    if standing is None:
        return tr("The chain was not asked yet how this licence stands.")
    if not standing.has_begun:
        return tr("The licence begins when the payment is released or the time for complaints is over.")
    if standing.ends_at is None:
        return tr("Yours without end.")
    left = span_left(standing.ends_at - view.now)
    return tr("Yours until {time}: {left} left.", time=date_time(standing.ends_at), left=left)


def span_left(seconds: int) -> str:
    """How long is left; never below zero."""
    return duration(max(0, seconds))


def hindrance_text(hindrance: "Hindrance") -> str:
    """Why the model does not run here."""
    match hindrance.reason:
        case "expired":
            return tr(
                "The licence ended on {time}. Licet does not run the model until it is renewed.",
                time=date_time(hindrance.ended_at),
            )
        case "passed-on":
            to = hindrance.to.short if hindrance.to is not None else "–"
            return tr("Passed on to {address}. The model does not run here any more.", address=to)
        case _:
            return tr("The licence was given up. The model does not run here any more.")


def proof_text(standing: Standing | None) -> str:
    """How old the proof is that the app goes by."""
    if standing is None:
        return ""
    return tr("As the chain said on {time}", time=date_time(standing.read_at))
