"""Every sentence of Licet, marked for translation without Qt.

English is the source. ``tr("You pay {amount}", amount=...)`` gives the sentence in the language of this process;
``mark("...")`` only marks text that is looked up later. ``scripts/translations.py`` collects both by reading the
syntax tree, keeps ``resources/translations/*.ts`` and compiles them; it fails when a sentence has no translation.

To add an error: put one row with the class's name into ``_CASES``. ``{field}`` names an attribute of the error; its
ending says how it is written (``_wei`` an amount, ``_bytes`` a size, ``_s`` a duration, else plain text).
"""

from collections.abc import Callable
from dataclasses import dataclass
from string import Formatter

from desktop.core.errors import AppError, Bug, Cancelled, EnvironmentFault, UserError
from desktop.core.money import format_amount

CURRENCY = "ETH"
_MAX_VALUE_CHARS = 300


class Catalog:
    """The language of this process.

    The one object of Licet that a module holds for the whole process: a sentence is needed wherever something can
    fail, and handing a translator through every constructor would put it into every signature without making
    anything clearer. It is set once, before the first sentence (``install``), and never per thread or per window.
    """

    def __init__(self) -> None:
        self._translate: Callable[[str], str] = str

    def install(self, translate: Callable[[str], str]) -> None:
        """Use ``translate`` (English sentence to sentence) from now on; ``str`` is English itself."""
        self._translate = translate

    def __call__(self, source: str, /, **values: object) -> str:
        """The sentence in the process's language, with ``{name}`` replaced; values are never formatted again."""
        text = self._translate(source) or source
        return text.format(**values) if values else text


tr = Catalog()


def mark(source: str) -> str:
    """Mark a sentence for translation where it is defined; ``tr(variable)`` translates it where it is shown."""
    return source


def trn(one: str, other: str, n: int, /, **values: object) -> str:
    """The sentence for ``n`` things: ``trn("{n} listing", "{n} listings", 3)``."""
    return tr(one if n == 1 else other, n=f"{n:,}", **values)


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error in words: what happened, what it means, what to do. Plain text, never markup."""

    title: str
    body: str
    remedy: str = ""


def amount(wei: int, places: int | None = 6) -> str:
    """An amount of the chain's own coin with its unit."""
    return f"{format_amount(wei, places=places)} {CURRENCY}"


def size(count: int) -> str:
    """A size in binary steps and the units that people know."""
    value = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return f"{value:.0f} {unit}" if unit == "B" or value >= 100 else f"{value:.1f} {unit}"
        value /= 1000
    raise AssertionError


def duration(seconds: float) -> str:
    """A span of time in its largest fitting unit, rounded."""
    whole = round(seconds)
    if whole < 90:
        return trn("{n} second", "{n} seconds", max(whole, 0))
    if whole < 90 * 60:
        return trn("{n} minute", "{n} minutes", round(whole / 60))
    if whole < 36 * 3600:
        return trn("{n} hour", "{n} hours", round(whole / 3600))
    return trn("{n} day", "{n} days", round(whole / 86400))


def describe(error: BaseException) -> ErrorText:
    """The words for an error: of its own class, else of its nearest parent, else general ones."""
    for parent in type(error).__mro__:
        case = _CASES.get(parent.__name__)
        if case is not None:
            title, body, remedy = (_fill(tr(part), error) if part else "" for part in case)
            return ErrorText(title, body, remedy)
    return _general(error)


def _general(error: BaseException) -> ErrorText:
    detail = str(error).strip()[:_MAX_VALUE_CHARS]
    match error:
        case Cancelled():
            return ErrorText(tr("Stopped"), tr("You stopped this. Nothing was changed."))
        case UserError():
            return ErrorText(
                tr("This cannot be done"),
                detail or tr("Licet cannot do what was asked."),
                tr("Change it and try again."),
            )
        case EnvironmentFault():
            return ErrorText(
                tr("Something outside Licet failed"),
                detail or tr("The disk, the network or the node did not do what was needed."),
                tr("Nothing was lost. Try again."),
            )
        case OSError():
            place = f"{error.filename}: " if error.filename else ""
            return ErrorText(
                tr("Something outside Licet failed"),
                f"{place}{error.strerror or type(error).__name__}.",
                tr("Nothing was lost. Try again."),
            )
        case Bug() | AppError() | _:
            return ErrorText(
                tr("Licet made a mistake"),
                tr("A part of Licet broke one of its own rules. Your wallet and your orders are kept."),
                tr("Try again. If it happens again, the log under Settings has what the makers need."),
            )


class _Fields(Formatter):
    """Writes an error's attributes by the ending of their names; what is missing becomes a dash."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def get_field(self, field_name: str, args: object, kwargs: object) -> tuple[object, str]:  # noqa: ARG002
        return _value_text(field_name, getattr(self._error, field_name, None)), field_name


def _fill(template: str, error: BaseException) -> str:
    return _Fields(error).vformat(template, (), {})


def _value_text(name: str, value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, int) and name.endswith("_wei"):
        return amount(value)
    if isinstance(value, int) and name.endswith("_bytes"):
        return size(value)
    if isinstance(value, (int, float)) and name.endswith("_s"):
        return duration(value)
    if isinstance(value, (tuple, list, frozenset)):
        text = "; ".join(getattr(item, "text", str(item)) for item in value)
    else:
        text = value.hex() if isinstance(value, bytes) else str(value)
    return text if len(text) <= _MAX_VALUE_CHARS else text[:_MAX_VALUE_CHARS] + "…"


# class name -> (title, body, remedy). Classes stand in several rooms that this module must not import.
_CASES: dict[str, tuple[str, str, str]] = {
    "PricedInToken": (
        mark("The price is in a token"),
        mark(
            "This model is sold for the token {currency}, which this version of Licet cannot pay. Nothing was paid."
        ),
        mark("Look for another model, or a later version of Licet."),
    ),
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
        mark("Try again in a minute."),
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
    # core
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
        mark("It was not opened. What is wrong: {breaches}"),
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
        mark("{source} did not give what was asked of it: {reason}"),
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
    # wallet
    "WrongPassword": (
        mark("Wrong password"),
        mark("The wallet does not open with this password. Nothing was changed."),
        mark(
            "Look at the capital letters and try again. Without the password, your 12 words restore the wallet."
        ),
    ),
    "InvalidPhrase": (
        mark("These words are not a recovery phrase"),
        mark("A word is misspelt, missing, or not in its place."),
        mark("Compare each word with your paper. Twelve words from the list, in their order."),
    ),
    "UnknownWord": (
        mark("One word is not in the list"),
        mark("Word {position} is not a word of recovery phrases."),
        mark("Look at this word on your paper: one letter may be wrong. Nothing was changed."),
    ),
    "WrongWordCount": (
        mark("The number of words is wrong"),
        mark("A recovery phrase has 12, 15, 18, 21 or 24 words."),
        mark("Count the words on your paper and enter all of them, in their order."),
    ),
    "UnsupportedLanguage": (
        mark("Licet does not know these words"),
        mark(
            "Most of these words are in none of the nine lists that Licet reads. Portuguese, Russian and Turkish phrases are not supported."
        ),
        mark(
            "Restore the phrase in the wallet that made it, and import its accounts here as keystore files."
        ),
    ),
    "PasswordTooShort": (
        mark("This password is too short"),
        mark("A password needs at least {minimum} characters."),
        mark("Several words in a row are easy to keep in mind and hard to guess."),
    ),
    "DamagedKeystore": (
        mark("This file is damaged or no wallet"),
        mark("It cannot be read: {reason}."),
        mark("Use a copy of the file, or restore the wallet from your recovery phrase. Nothing was changed."),
    ),
    "UnsupportedKeystore": (
        mark("Licet does not read this kind of wallet file"),
        mark("It is of the kind “{kind}”. Licet reads version 3 keystores with aes-128-ctr."),
        mark("Open it in the program that made it and export a version 3 keystore there."),
    ),
    "KdfTooCostly": (
        mark("This wallet file asks for too much"),
        mark(
            "Opening it would take {needed_bytes} of memory and {rounds} rounds. No honest wallet needs that; it was not opened."
        ),
        mark("Ask whoever gave you the file for another one."),
    ),
    "NotEnoughMemory": (
        mark("Too little memory is free"),
        mark(
            "Opening the wallet takes {needed_bytes} of memory for a moment, and this machine did not give it."
        ),
        mark("Close other programs and try again. Nothing was changed."),
    ),
    "AddressMismatch": (
        mark("The key does not belong to this address"),
        mark("The file says {expected}, but its key belongs to {found}. Somebody may have changed it."),
        mark("Do not send anything to either address before you know why. Nothing was changed."),
    ),
    "InvalidPath": (
        mark("This is no derivation path"),
        mark("{path} is no path of BIP-32."),
        mark("A path looks like m/44'/60'/0'/0/0."),
    ),
    "InvalidPrivateKey": (
        mark("This is not a private key"),
        mark("A private key has 64 hex digits and lies within the range of the curve."),
        mark("Copy it again, whole."),
    ),
    "NoSuchAccount": (
        mark("This wallet has no key for that account"),
        mark("The account {address} is not in the open wallet."),
        mark("Choose an account of this wallet, or unlock the one that has it."),
    ),
    "AccountExists": (
        mark("This account is already there"),
        mark("The wallet has {address} already."),
        mark("Nothing was changed."),
    ),
    "PolicyRefused": (
        mark("The vault does not sign this"),
        mark("Its rule: {rule}."),
        mark("Nothing was signed. If you did not start this yourself, lock the wallet."),
    ),
    "InvalidTransaction": (
        mark("This transaction is not complete"),
        mark("Its field “{field}” is missing, unknown or out of range."),
        mark("Nothing was signed. Check it where it was made."),
    ),
    "InvalidTypedData": (
        mark("This message cannot be signed"),
        mark("It does not follow EIP-712 ({reason})."),
        mark("Nothing was signed. Check it where it was made."),
    ),
    "InvalidPoint": (
        mark("A number from the network is impossible"),
        mark("The public key of the {what} is no point of the curve. A node may have answered wrongly."),
        mark("Nothing was signed. Try again, or choose another node in Settings."),
    ),
    "WrongModelKey": (
        mark("This listing is not under your key"),
        mark("The wallet derives another model key for it than the one that was listed."),
        mark("Unlock the wallet that made the listing. Nothing was signed."),
    ),
    "NothingToComplain": (
        mark("The key is right"),
        mark(
            "The delivered key is the one that was listed. A complaint would fail and only reveal a secret."
        ),
        mark("Open the model. If its content is wrong, complain about the content instead."),
    ),
    "InvalidLicence": (
        mark("The licence file is damaged"),
        mark("It cannot be read: {reason}."),
        mark("Receive it again from the order: what the chain holds makes it new."),
    ),
    "LicenceForOther": (
        mark("This licence belongs to another wallet"),
        mark("None of the keys of this wallet opens it."),
        mark("Unlock the wallet that bought the model."),
    ),
    "KeychainUnavailable": (
        mark("The system keeps no passwords for us"),
        mark("No keychain of this system that encrypts can be used ({backend})."),
        mark("Unlock by password. On Linux, start a keyring such as GNOME Keyring or KWallet first."),
    ),
    "KeychainNotEnabled": (
        mark("The keychain does not open this wallet"),
        mark("There is no entry of this wallet in it, or an old one."),
        mark("Unlock by password, then enable the keychain again in Settings."),
    ),
    "WalletFileFault": (
        mark("The wallet file could not be used"),
        mark("{path}: {reason}. What stood there before is still whole."),
        mark("Look at the disk and at the rights of the folder, then try again."),
    ),
    "WalletFileChanged": (
        mark("The wallet file was changed by something else"),
        mark("{path} is not the file that was opened. It was left as it is."),
        mark("Close other copies of Licet, lock the wallet and unlock it again."),
    ),
    # chain
    "NodeUnreachable": (
        mark("The network node does not answer"),
        mark("No connection to {url}."),
        mark("Look at the internet connection, or at the node's address in Settings. Nothing was lost."),
    ),
    "NodeTimeout": (
        mark("The network node does not answer in time"),
        mark("{url} took too long."),
        mark("Try again, or choose another node in Settings. Nothing was lost."),
    ),
    "NotJsonRpc": (
        mark("This is not a network node"),
        mark("{url} answers, but not as an Ethereum node does. It may be a web page or a log-in page."),
        mark("Look at the node's address in Settings."),
    ),
    "AnswerTooLarge": (
        mark("The node's answer is too long"),
        mark("{url} sent more than {limit_bytes}, more than was asked for. It was thrown away."),
        mark("Try again, or choose another node in Settings."),
    ),
    "RateLimited": (
        mark("The node asks us to slow down"),
        mark("{url} answers too many questions at the moment."),
        mark("Wait a little and try again, or choose another node in Settings."),
    ),
    "NodeRefused": (
        mark("The node refused"),
        mark("{url} answered with error {code}."),
        mark("Try again, or choose another node in Settings. Nothing was lost."),
    ),
    "TooManyResults": (
        mark("The node wants smaller questions"),
        mark("{url} does not answer for so many blocks at once."),
        mark("Licet asks again in smaller steps by itself."),
    ),
    "WrongChain": (
        mark("This node belongs to another network"),
        mark("It says chain {found}; chain {expected} is expected."),
        mark("Choose a node of the right network in Settings. Nothing was signed."),
    ),
    "InvalidNodeUrl": (
        mark("This is not the address of a node"),
        mark("“{text}” does not begin with http:// or https:// and name a computer."),
        mark("Copy the address again from where it came from."),
    ),
    "NoContract": (
        mark("There is no market at this address"),
        mark("{address} holds no contract on this network."),
        mark("Look at the market's address and at the network."),
    ),
    "Reverted": (
        mark("The contract said no"),
        mark("Its rule: {name}."),
        mark("Nothing was paid. Look at the order's state: it may have changed meanwhile."),
    ),
    "NonceTooLow": (
        mark("Another transaction came first"),
        mark("This account has already sent a transaction with this number."),
        mark("Look at Activity, then try again."),
    ),
    "AlreadyKnown": (
        mark("Already sent"),
        mark("The node has this very transaction already."),
        mark("Wait until it is in a block."),
    ),
    "TransactionUnderpriced": (
        mark("The fee is too low now"),
        mark("Fees rose while this was being prepared."),
        mark("Try again: the fee is read afresh."),
    ),
    "TransactionInvalid": (
        mark("The node cannot take this transaction"),
        mark("What does not fit: {rule}."),
        mark("Try again. Nothing was paid."),
    ),
    "TransactionDropped": (
        mark("The transaction was forgotten"),
        mark("The node dropped it before it came into a block."),
        mark("Try again: the same transaction is sent, never a second one."),
    ),
    "TransactionReplaced": (
        mark("Another transaction took its place"),
        mark("This account sent another transaction with the same number."),
        mark("Look at Activity before you try again."),
    ),
    "TransactionFailed": (
        mark("The transaction failed"),
        mark("It was taken into a block and the contract refused it. Only its fee is gone."),
        mark("Look at the order's state, then try again."),
    ),
    "TransactionUnmined": (
        mark("Not in a block yet"),
        mark("The transaction is sent, but no block holds it yet. It is kept and looked for again."),
        mark("Wait, or try again later: it is never paid twice."),
    ),
    "ReceiptTimeout": (
        mark("Not in a block yet"),
        mark("The transaction is sent, but no block holds it after {waited_s}."),
        mark("Wait, or try again later: it is never paid twice."),
    ),
    "CostRose": (
        mark("It now costs more than you agreed to"),
        mark("You agreed to {agreed_wei} at most; now {needed_wei} could be needed. Nothing was sent."),
        mark("Look at the new total and decide again."),
    ),
    "LyingNode": (
        mark("The node contradicts itself"),
        mark("{url}: {what}. Its answer was not used."),
        mark("Choose another node in Settings. Your money is safe."),
    ),
    "PortTaken": (
        mark("The port is taken"),
        mark("Another program listens on port {port}."),
        mark("Close that program, or start with another port."),
    ),
    "ChainFileBusy": (
        mark("This chain is already running"),
        mark("Another process keeps the chain in {path}."),
        mark("End it first, or choose another file."),
    ),
    "ChainFileDamaged": (
        mark("The demo network's file is damaged"),
        mark("{path} cannot be read."),
        mark("Move the file away: the demo network starts afresh. Its coins have no value."),
    ),
    # runtime
    "UnreadableModel": (
        mark("This file cannot be read as a model"),
        mark("What is wrong: {reason}."),
        mark("Choose another file, or export the model again as plain ONNX."),
    ),
    "BadInput": (
        mark("The model cannot use this input"),
        mark("{name}: {reason}."),
        mark("Change the input and run again."),
    ),
    "RunFailed": (
        mark("The model did not run"),
        mark("onnxruntime says: {reason}"),
        mark("Try another input. If the model's own samples fail too, tell the seller."),
    ),
    "OutputTooLarge": (
        mark("The answer is too large"),
        mark("The model gave {size_bytes}; at most {limit_bytes} can be taken over."),
        mark("Try a smaller input."),
    ),
    "ModelOutOfMemory": (
        mark("The model needs too much memory"),
        mark("It asked for more than the {limit_bytes} that it may use on this computer and was stopped."),
        mark("Try a smaller input, or close other programs."),
    ),
    "NoSharedMemory": (
        mark("This system cannot open sealed models yet"),
        mark(
            "Licet passes unsealed weights in memory only, never in a file, and {system} has no such memory."
        ),
        mark("Use Linux for now."),
    ),
}

RECEIPT = mark(
    "RECEIPT\n\n{name}, version {version}\nLicence: {license}\nState: {state}\nBought: {time}\nPrice: {price} ETH\n\n"
    "Chain: {chain_id}\nMarket: {market}\nListing: {listing}\nOrder: {order}\nVersion identity: {identity}\n"
    "Seller: {seller}\nHolder: {holder}\n\n---\n\n{license_text}"
)
"""The receipt of a purchase; plain text."""
