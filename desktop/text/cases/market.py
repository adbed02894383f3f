"""Errors of purchases, sales and the catalogue, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "InvalidBackup": (
        mark("This is no back-up of this wallet's purchases"),
        mark("The file does not fit: {reason}. Nothing was added."),
        mark("Choose the file that Licet saved, with the same wallet and on the same network."),
    ),
    "InvalidTerms": (
        mark("These terms do not go together"),
        mark("The late fee must be within the bond, and a free model has neither."),
        mark("Change price, bond or late fee."),
    ),
    "InvalidShares": (
        mark("The contract would refuse these shares"),
        mark("One to eight different accounts, none with nothing, and 100 % together."),
        mark("Change the accounts or the shares."),
    ),
    "NoSplits": (
        mark("This network has no revenue splits"),
        mark("The contract that makes them is not on this chain. Nothing was sent."),
        mark("Name a single account, or have the contract deployed."),
    ),
    "AlreadyCollecting": (
        mark("Money is being taken home already"),
        mark("A second batch would take the same amounts."),
        mark("Wait until the first has ended."),
    ),
    "NoSuchFaucet": (
        mark("There are no demo coins here"),
        mark("Demo coins exist on the demo network only."),
        mark("Ask somebody to send you coins of this network."),
    ),
    "ListingGone": (
        mark("The offer has changed"),
        mark("The seller closed or changed this listing since you saw it. Nothing was paid."),
        mark("Look at the listing again."),
    ),
    "SoldOut": (
        mark("Sold out for now"),
        mark("The seller's free bond does not cover another order. Nothing was paid."),
        mark("Try again later, or tell the seller."),
    ),
    "KeyProvenBad": (
        mark("This version was proven bad"),
        mark("Somebody proved to the contract that its content is not what was promised. Nothing was paid."),
        mark("Look for another model, or a later version."),
    ),
    "PurchaseElsewhere": (
        mark("This was bought on another network"),
        mark("The connected network knows nothing of it. The order is at {market} on chain {chain_id}."),
        mark("Connect to that network in Settings to go on. A model that was received can be run meanwhile."),
    ),
    "NotCancellable": (
        mark("It is too late to stop this purchase"),
        mark("The payment is signed and may be on its way."),
        mark("If the seller does not deliver in time, you can take your money back."),
    ),
    "NotRefundable": (
        mark("The contract would refuse this now"),
        mark("The order is in another state, or its time has passed."),
        mark("Open the order again: it says what can be done, and until when."),
    ),
    "DeliveryNotSafe": (
        mark("Wait for a few more blocks"),
        mark(
            "The delivery's block is not safe yet. A complaint shows a one-time secret, so it waits for that."
        ),
        mark("Leave Licet open and unlocked: it files the complaint by itself when the block is safe."),
    ),
    "EndpointsDisagree": (
        mark("Two nodes tell different things"),
        mark("They do not show the same order. Nothing was signed."),
        mark("Try again later; if it stays so, choose other nodes in the settings."),
    ),
    "NeedsSecondEndpoint": (
        mark("One node is not enough for this"),
        mark("A single node could lie about the order. Nothing was signed."),
        mark("Add a second node of another operator, or tick that this node is your own."),
    ),
    "DeliveryLate": (
        mark("It is too late to deliver this order"),
        mark(
            "The first three quarters of the delivery window have passed, and nothing new is signed after them."
        ),
        mark("Refund the order, or let the buyer do it."),
    ),
    "NoSuchListing": (
        mark("There is no listing {listing}"),
        mark("The catalogue has no listing of this number."),
        mark("Check the number, or wait until the catalogue has caught up with the chain."),
    ),
    "NotRunnable": (
        mark("This model cannot be run yet"),
        mark("Its licence is not there yet, or the order was refunded."),
        mark("Open the order: it says how far it is."),
    ),
    "NoNetwork": (
        mark("No network was chosen"),
        mark("Neither the command nor the settings name a node and a market."),
        mark("Give both, or choose a network in the settings."),
    ),
    "NoAccount": (
        mark("The wallet has no such account"),
        mark("None of its accounts has this address."),
        mark("Leave the address out to use the newest account."),
    ),
    "NotIndexed": (
        mark("The catalogue is behind the chain"),
        mark("It did not catch up in a minute. The node may be slow, or the disk full. Nothing was bought."),
        mark("Look at the disk and at the node, then try again."),
    ),
    "NotReached": (
        mark("The model cannot be run yet"),
        mark("The purchase is kept as it is, and nothing is paid twice."),
        mark("Go on later with the same purchase."),
    ),
}
