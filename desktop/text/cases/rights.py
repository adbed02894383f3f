"""Errors about licences after the purchase, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "LicenceExpired": (
        mark("The licence has ended"),
        mark("It ended on {ended_at}. Until it is renewed, Licet does not run the model."),
        mark("Renew it on its order's page, as long as its seller allows that."),
    ),
    "LicencePassedOn": (
        mark("The licence belongs to somebody else now"),
        mark("It was passed on to {to}, so the model does not run here any more."),
        mark("If it comes back to your account, the model runs again."),
    ),
    "LicenceGivenUp": (
        mark("The licence does not exist any more"),
        mark("It was given up, or its order was refunded."),
        mark("Buy the model again if you want to use it."),
    ),
    "LicenceNotFinal": (
        mark("The licence has not begun yet"),
        mark("That needs the payment to be released or the time for complaints to be over."),
        mark("Release the payment on the order's page, or wait."),
    ),
    "LicenceBound": (
        mark("This licence cannot be passed on"),
        mark("Its seller bound it to who bought it."),
        "",
    ),
    "NoSuchLicence": (
        mark("This wallet has no such licence"),
        mark("None that was bought here or passed on to it has this number."),
        mark("Choose the account that holds it, or look again when the node is reachable."),
    ),
    "NotRenewable": (
        mark("There is nothing to renew"),
        mark("The licence is without end, has not begun, or does not exist any more."),
        "",
    ),
    "RenewalBeyondLimit": (
        mark("The renewal would go too far"),
        mark("It would end on {ends_at}, and the seller allows renewals until {limit_at}. Nothing was paid."),
        mark("Choose fewer periods."),
    ),
    "ActPending": (
        mark("An earlier step is still on its way"),
        mark("A transaction about this licence is not mined yet. A second one could pay twice."),
        mark("Wait a minute and look again."),
    ),
    "AskAgain": (
        mark("The request did not reach the network"),
        mark("Another transaction of this account took its place. Nothing was paid for the key."),
        mark("Ask for the key again; the fee is shown before."),
    ),
    "RequestPaid": (
        mark("It is too late to stop this request"),
        mark("Its fee is signed and may be on its way."),
        mark("The version appears in your library when the key is answered."),
    ),
    "NothingToAnswer": (
        mark("There is nothing to answer any more"),
        mark("The licence has changed hands again, or the request is gone. Nothing was sent."),
        "",
    ),
    "InvalidRights": (
        mark("What the licence grants does not go together"),
        mark("The contract, or common sense, refuses it ({reason})."),
        mark("Change the terms of the licence."),
    ),
    "NoSuchOwnListing": (
        mark("You have no listing {listing} to publish a new version of"),
        mark("It is another seller's, or it was changed from another computer meanwhile."),
        mark("Look at your listings again."),
    ),
    "PricedInToken": (
        mark("This licence is paid in a token"),
        mark(
            "Licet buys models for tokens, but does not renew their licences or ask for their keys yet. The token is {currency}. "
            "Nothing was paid."
        ),
        mark("Look for a later version of Licet."),
    ),
}
