"""Errors of the wallet and the vault, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "WrongPassword": (
        mark("Wrong password"),
        mark("The wallet does not open with this password. Nothing was changed."),
        mark(
            "Look at the capital letters and try again. Without the password, your recovery words restore the wallet."
        ),
    ),
    "InvalidPhrase": (
        mark("These words are not a recovery phrase"),
        mark("A word is misspelt, missing, or not in its place."),
        mark("Compare each word with your paper. Words from the list, in their order."),
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
    "TooManyAccounts": (
        mark("The wallet is full"),
        mark("A wallet holds at most {limit} accounts. Nothing was added."),
        mark("Remove accounts that you no longer watch, or add fewer at once."),
    ),
    "LastAccount": (
        mark("This is the only account"),
        mark("A wallet keeps at least one account, and shows it. Nothing was changed."),
        mark("Add or show another account first."),
    ),
    "WatchOnlyAccount": (
        mark("This account is only watched"),
        mark("The key of {address} is not in this wallet, so nothing can be signed with it."),
        mark("Choose an account of yours, or import the key of this one."),
    ),
    "WalletHasKeys": (
        mark("There is a wallet already"),
        mark("The wallet here has keys. It was left as it is."),
        mark("Unlock it and add the address to its accounts."),
    ),
    "NothingToUnlock": (
        mark("This wallet only watches"),
        mark("It has no keys, so there is nothing that a password would open."),
        mark("Create or restore a wallet to pay and to sign."),
    ),
    "NotAWalletBackup": (
        mark("This file is no back-up of a wallet"),
        mark("It opens, but it is a pack for a selling machine, without recovery words."),
        mark("Choose the file that you saved as a back-up of the wallet."),
    ),
    "PolicyRefused": (
        mark("The vault does not sign this"),
        mark("Its rule: {rule}."),
        mark("Nothing was signed. If you did not start this yourself, lock the wallet."),
    ),
    "ConsentNeeded": (
        mark("The vault asks for your password first"),
        mark("This is unusual, or more than your limits allow in a day."),
        mark("Nothing was signed. Try again, and enter the password if this is what you want."),
    ),
    "InvalidLimits": (
        mark("These are no limits"),
        mark("What was asked for cannot be a limit ({reason})."),
        mark("Nothing was changed. Write an amount, or leave the field empty for no limit."),
    ),
    "JournalBroken": (
        mark("The journal of signatures was changed"),
        mark("Entry {place}, or the one before it, is not what the vault wrote ({what})."),
        mark(
            "Somebody or something changed the data of Licet on this computer. Your keys are not touched by it."
        ),
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
}
