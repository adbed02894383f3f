"""Licences after the purchase: until when they hold, later versions, passing on."""

from desktop.services.licences.acts import ActPending, LicenceActs
from desktop.services.licences.asking import AskAgain, RequestEngine
from desktop.services.licences.finding import LicenceFinder
from desktop.services.licences.holdings import Hindrance, Holdings, NoSuchLicence
from desktop.services.licences.passing import AnswerOffer, LicenceBound, NothingToAnswer, Passing, PassQuote
from desktop.services.licences.quoting import KeyQuote, KeyQuoter, LicenceNotFinal
from desktop.services.licences.renewing import NotRenewable, RenewalBeyondLimit, RenewalQuote, Renewals
from desktop.services.licences.service import LicenceService, LicenceView, RequestPaid
from desktop.services.licences.standing import LicenceExpired, LicenceGivenUp, LicencePassedOn, Standings

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
