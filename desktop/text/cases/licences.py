"""Errors of licence files, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "NotALicenceFile": (
        mark("This is no licence, model or back-up file"),
        mark("It is neither an age file nor a back-up that Licet saved. Nothing of it was used."),
        mark("Choose a file that was saved from an order's page under “Licence file”."),
    ),
    "ArmouredAgeFile": (
        mark("This age file is in its text form"),
        mark("Licet reads age files as they are, not wrapped for mails."),
        mark("Unwrap it with an age tool, or ask for the file itself."),
    ),
    "CutLicenceFile": (
        mark("This file ends too early"),
        mark("It begins as an age file, but a part of it is missing. Nothing of it was used."),
        mark("Copy it again from where it is whole."),
    ),
    "ModelFileMismatch": (
        mark("The model in this file is not the one that was bought"),
        mark("It is cut, damaged or another one: {what}, {where}. Nothing of it was kept."),
        mark("Copy the file again from where it is whole, or download the model from its order."),
    ),
    "KeptModelDamaged": (
        mark("The model on this disk is damaged"),
        mark("{what}, {where}: it is not what it was when it came. No file was written."),
        mark("Check the disk. A model file that was saved earlier, added in Library, puts it right."),
    ),
    "LicenceNotHere": (
        mark("There is no licence to save"),
        mark("The key was not delivered yet, or the order was refunded."),
        mark("Open the order: it says how far it is."),
    ),
    "LicenceWithoutOrder": (
        mark("No order belongs to this licence"),
        mark("It opens with this wallet, but no order of its accounts on this network is for it."),
        mark("Add the back-up file of the purchase, or connect to the network that it was bought on."),
    ),
    "OrderNotKnownHere": (
        mark("The order of this licence is not known here"),
        mark("It opens with this wallet. Which purchase it is for could not be asked: no node answers."),
        mark("Add the back-up file of the purchase together with it, or try again with a network."),
    ),
}
