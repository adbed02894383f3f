"""``licet wallet create``, ``restore``, ``backup``, ``check`` and ``password``: how a wallet comes, and comes back."""

from pathlib import Path

import click

from desktop.commands.accounts import passphrase_option, password_file, readable, tell_accounts
from desktop.commands.output import answer, as_json, new_file, read_password
from desktop.core.accounts import PHRASE_LANGUAGES, NewPhrase
from desktop.core.rehearsals import Rehearsal

MOST_BACKUP_BYTES = 4 << 20


@click.command()
@password_file
@click.option(
    "--phrase-out",
    type=new_file,
    required=True,
    help="New file for the words; write them down, then delete it.",
)
@click.option("--words", type=click.Choice(["12", "15", "18", "21", "24"]), default="12", show_default=True)
@click.option("--language", type=click.Choice(PHRASE_LANGUAGES), default="english", show_default=True)
@passphrase_option
@as_json
@click.pass_obj
def create(
    data_dir: Path | None,
    password_file: Path,
    phrase_out: Path,
    words: str,
    language: str,
    passphrase_file: Path | None,
    *,
    wants_json: bool,
) -> None:
    """Make a wallet from a fresh phrase. Refused where there is one with keys."""
    from desktop.bootstrap.wallets import account_room
    from desktop.paths import write_private
    from desktop.services.accounts import WalletState
    from desktop.wallet.errors import WalletHasKeys

    phrase = NewPhrase(int(words), language, read_password(passphrase_file) if passphrase_file else "")
    with account_room(data_dir, None) as room:
        if room.accounts.state is WalletState.LOCKED:
            raise WalletHasKeys
        made = room.accounts.create(read_password(password_file), phrase)
        write_private(phrase_out, (" ".join(made) + "\n").encode())
        tell_accounts(room.accounts.accounts, wants_json=wants_json)


@click.command()
@password_file
@click.option("--phrase-file", type=readable, help="First line: the recovery words.")
@passphrase_option
@click.option("--backup", type=readable, help="A back-up file instead; it opens by --password-file.")
@as_json
@click.pass_obj
def restore(
    data_dir: Path | None,
    password_file: Path,
    phrase_file: Path | None,
    passphrase_file: Path | None,
    backup: Path | None,
    *,
    wants_json: bool,
) -> None:
    """Make the wallet again from its words or from a back-up file. A wallet that stood there is kept beside it."""
    from desktop.bootstrap.wallets import account_room

    if (phrase_file is None) == (backup is None):
        raise click.UsageError("give --phrase-file or --backup")
    password = read_password(password_file)
    with account_room(data_dir, None) as room:
        if backup is not None:
            room.accounts.restore_file(_read(backup), password)
        elif phrase_file is not None:
            extra = read_password(passphrase_file) if passphrase_file else ""
            room.accounts.restore(read_password(phrase_file), extra, password)
        tell_accounts(room.accounts.accounts, wants_json=wants_json)


@click.command()
@password_file
@click.option(
    "--out",
    type=new_file,
    required=True,
    help="New file, for your eyes only; it opens by the wallet's password.",
)
@as_json
@click.pass_obj
def backup(data_dir: Path | None, password_file: Path, out: Path, *, wants_json: bool) -> None:
    """Save a copy of the wallet file, and try it out."""
    from desktop.bootstrap.wallets import account_room

    password = read_password(password_file)
    with account_room(data_dir, password) as room:
        room.backups.save(out)
        found = room.backups.rehearse_file(_read(out), password)
    _tell_rehearsal(found, wants_json=wants_json)


@click.command()
@password_file
@click.option("--backup", type=readable, help="A back-up file.")
@click.option("--backup-password-file", type=readable, help="First line: its password, if it is another.")
@click.option("--phrase-file", type=readable, help="First line: all recovery words, as they stand on paper.")
@passphrase_option
@as_json
@click.pass_obj
def check(
    data_dir: Path | None,
    password_file: Path,
    backup: Path | None,
    backup_password_file: Path | None,
    phrase_file: Path | None,
    passphrase_file: Path | None,
    *,
    wants_json: bool,
) -> None:
    """Try out a back-up in memory: does it bring back every account? Exit code 1 if it does not."""
    from desktop.bootstrap.wallets import account_room

    if (phrase_file is None) == (backup is None):
        raise click.UsageError("give --phrase-file or --backup")
    with account_room(data_dir, read_password(password_file)) as room:
        if backup is not None:
            theirs = read_password(backup_password_file or password_file)
            found = room.backups.rehearse_file(_read(backup), theirs)
        elif phrase_file is not None:
            extra = read_password(passphrase_file) if passphrase_file else ""
            found = room.backups.rehearse_phrase(read_password(phrase_file), extra)
    _tell_rehearsal(found, wants_json=wants_json)
    if not found.same_phrase or found.missing:
        raise SystemExit(1)


@click.command()
@password_file
@click.option("--new-password-file", type=readable, required=True, help="First line: the new password.")
@as_json
@click.pass_obj
def password(
    data_dir: Path | None, password_file: Path, new_password_file: Path, *, wants_json: bool
) -> None:
    """Put the wallet under another password; back-up files keep the one they were saved under."""
    from desktop.bootstrap.wallets import account_room

    old = read_password(password_file)
    with account_room(data_dir, old) as room:
        room.accounts.change_password(old, read_password(new_password_file))
        tell_accounts(room.accounts.accounts, wants_json=wants_json)


COMMANDS = (create, restore, backup, check, password)


def _tell_rehearsal(found: Rehearsal, *, wants_json: bool) -> None:
    told = {
        "same_phrase": found.same_phrase,
        "restored": [str(address) for address in found.restored],
        "missing": [str(address) for address in found.missing],
        "licences": found.licences,
    }
    text = "\n".join([
        f"brings back {len(found.restored)} accounts and opens {found.licences} licences",
        *(f"missing: {address}" for address in found.missing),
    ])  # fmt: skip
    answer(told, wants_json=wants_json, text=text)


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MOST_BACKUP_BYTES + 1)
