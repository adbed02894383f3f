"""Errors of the domain, the disk and the processes, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "InvalidAddress": (
        mark("This is not an address"),
        mark(
            "“{text}” is not a valid address: it needs 0x and 40 hex digits, and its capital letters must fit."
        ),
        mark("Copy the address again from where it came from. Do not type it."),
    ),
    "InvalidAmount": (
        mark("This is not an amount"),
        mark("“{text}” cannot be read as an amount. Write digits and one point, for example 0.05."),
        mark("At most {decimals} digits may follow the point."),
    ),
    "InsufficientFunds": (
        mark("Not enough in this account"),
        mark("This costs {needed_wei} at most, fee included. The account holds {available_wei}."),
        mark("Put coins into the account, or choose another account in Wallet. Nothing was sent."),
    ),
    "InvalidPackage": (
        mark("This model package breaks the rules"),
        mark("It was not opened. What is wrong:{breaches}"),
        mark("Nothing of it was used and nothing was paid. Choose another model, or tell the seller."),
    ),
    "InvalidCard": (
        mark("The listing cannot be read"),
        mark("Its description on the chain is not valid: {reason}"),
        mark("Only its seller can repair it. Choose another listing."),
    ),
    "ContentMismatch": (
        mark("These are not the bytes that were promised"),
        mark(
            "{what} from {where} differs from what the listing committed to on the chain. It was thrown away."
        ),
        mark("Your money is safe. Try again: another source may serve the right bytes."),
    ),
    "OrderContradicted": (
        mark("The node contradicts the chain"),
        mark(
            "What it tells of the {what} is not what the contract keeps of it. It was not believed, and the order is kept."
        ),
        mark("Your money is safe. Try again, or choose another node in Settings."),
    ),
    "InvalidSource": (
        mark("This address cannot be used"),
        mark("Models come from web addresses or from folders on this computer: {text}"),
        mark("Enter an address that begins with https:// or the full path of a folder."),
    ),
    "SourceFault": (
        mark("A source failed"),
        mark("A source did not give what was asked of it:{troubles}"),
        mark("Licet goes on with the next source by itself."),
    ),
    "SealedBadly": (
        mark("The model was not sealed rightly"),
        mark("Read back from the disk, the sealed files would lose a complaint. Nothing was listed."),
        mark("Check the disk and pack the model again."),
    ),
    "NoAnonymousMemory": (
        mark("Sealed models cannot be opened on this system yet"),
        mark("Licet needs memory that no other program can open. So far it uses the one of Linux."),
        "",
    ),
    "ContentUnavailable": (
        mark("The model cannot be downloaded now"),
        mark("None of its sources answered with it: {sources}"),
        mark("Nothing was paid for it now. What was already loaded is kept. Try again later."),
    ),
    "ChildDied": (
        mark("A helper process ended"),
        mark("The process “{child}” stopped while it was working. The window and your data are not touched."),
        mark("Try again: Licet starts a fresh one."),
    ),
    "ChildTimeout": (
        mark("This took too long"),
        mark("The process “{child}” gave no answer within {timeout_s} and was stopped."),
        mark("Try again, or choose a smaller input."),
    ),
    "DataDirectoryBusy": (
        mark("Licet is already running"),
        mark("Another Licet (process {owner_pid}) uses the same data in {path}."),
        mark("Go to its window, or close it first."),
    ),
    "DataDirectoryUnusable": (
        mark("Licet cannot use its data folder"),
        mark("{path}: {reason}."),
        mark("Look at the folder's owner and rights, or start with another one (--data-dir)."),
    ),
    "DatabaseDamaged": (
        mark("A data file is damaged"),
        mark("{path} cannot be read as a database. It was left as it is."),
        mark("Beside it lie the copies made before each update (.backup); copy one of them over it."),
    ),
    "DatabaseTooNew": (
        mark("This data belongs to a newer Licet"),
        mark("{path} was written by a newer version than this one."),
        mark("Start the newer version. Nothing was changed."),
    ),
    "DatabaseBusy": (
        mark("A data file is in use"),
        mark("Another program holds {path}."),
        mark("Close that program and try again."),
    ),
    "NoSuchRecord": (
        mark("This is not there any more"),
        mark("Licet has no {kind} of this name on this computer."),
        mark("Go back to the list."),
    ),
    "InvalidSetting": (
        mark("This setting does not take that value"),
        mark("{name}: {reason}."),
        mark("Nothing was changed."),
    ),
    "DiskFull": (
        mark("Too little space on the disk"),
        mark("{needed_bytes} are needed in {path}, and {free_bytes} are free."),
        mark("Free some space and try again. What is already loaded is kept."),
    ),
    "WalletLocked": (
        mark("The wallet is locked"),
        mark("This needs your signature or your keys, and they are locked away."),
        mark("Unlock the wallet and try again."),
    ),
}
