"""Licences after the purchase: until when they hold, later versions, passing on."""

from desktop.services.rights.acts import ActPending, LicenceActs
from desktop.services.rights.asking import AskAgain, RequestEngine
from desktop.services.rights.finding import LicenceFinder
from desktop.services.rights.holdings import Hindrance, Holdings, NoSuchLicence
from desktop.services.rights.passing import AnswerOffer, LicenceBound, NothingToAnswer, Passing, PassQuote
from desktop.services.rights.quoting import KeyQuote, KeyQuoter, LicenceNotFinal
from desktop.services.rights.renewing import NotRenewable, RenewalBeyondLimit, RenewalQuote, Renewals
from desktop.services.rights.service import LicenceService, LicenceView, RequestPaid
from desktop.services.rights.standing import LicenceExpired, LicenceGivenUp, LicencePassedOn, Standings

__all__ = [
    "ActPending",
    "AnswerOffer",
    "AskAgain",
    "Hindrance",
    "Holdings",
    "KeyQuote",
    "KeyQuoter",
    "LicenceActs",
    "LicenceBound",
    "LicenceExpired",
    "LicenceFinder",
    "LicenceGivenUp",
    "LicenceNotFinal",
    "LicencePassedOn",
    "LicenceService",
    "LicenceView",
    "NoSuchLicence",
    "NotRenewable",
    "NothingToAnswer",
    "PassQuote",
    "Passing",
    "RenewalBeyondLimit",
    "RenewalQuote",
    "Renewals",
    "RequestEngine",
    "RequestPaid",
    "Standings",
]
