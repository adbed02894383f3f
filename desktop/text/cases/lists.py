"""Errors of block lists in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "NotABlockList": (
        mark("This is no block list"),
        mark(
            "The file does not follow the format of block lists, or has been written anew by another program."
        ),
        mark("Ask its author for the file as it was signed. Nothing was changed."),
    ),
    "BlockListAltered": (
        mark("The signature of this list is wrong"),
        mark("Its content is not what the account that it names has signed."),
        mark("Do not use it. Ask its author for the list again. Nothing was changed."),
    ),
    "ListAuthorChanged": (
        mark("The author of this list has changed"),
        mark("You chose “{name}” by {kept}. This version is signed by {found}."),
        mark(
            "Ask the author. If the change is true, remove the list and add it again. Until then the kept one counts."
        ),
    ),
    "ListTooOld": (
        mark("This is an older version"),
        mark("You have version {kept_version} of “{name}”; this is version {version}."),
        mark("The version that you have is kept. An old one would bring back what the author has corrected."),
    ),
    "ListForked": (
        mark("There are two lists of one version"),
        mark("The author has signed two different lists as version {version} of “{name}”."),
        mark("The one that you have is kept. Ask the author which one is meant."),
    ),
    "BlockListUnavailable": (
        mark("No list came from this address"),
        mark("{source} did not answer, or not with a list."),
        mark("Look at the address, and try again later. Nothing was changed."),
    ),
    "InvalidListAddress": (
        mark("This is no address of a list"),
        mark("An address begins with https:// or http://, and holds no name or password."),
        mark("Change it and try again."),
    ),
    "OwnListEmpty": (
        mark("Your list is empty"),
        mark("There is nothing in it to sign."),
        mark("Hide a listing or a seller first, from the listing's page."),
    ),
    "OwnListFull": (
        mark("Your list is full"),
        mark("A list can have 20,000 entries."),
        mark("Take some out first. A seller in your list stands for all of the seller's listings."),
    ),
}
