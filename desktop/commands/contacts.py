"""``licet contacts``: the address book, for scripts. Needs no wallet and no network."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.commands.output import answer, as_json, new_file

if TYPE_CHECKING:
    from desktop.core.contacts import Contact

readable = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def contacts() -> None:
    """The address book: addresses by the names that you gave them."""


@contacts.command("list")
@as_json
@click.pass_obj
def list_contacts(data_dir: Path | None, *, wants_json: bool) -> None:
    """Every contact, by name."""
    from desktop.bootstrap.address_book import opened_address_book

    with opened_address_book(data_dir) as book:
        found = book.contacts.all()
    text = "\n".join(f"{contact.address}  {contact.name}" for contact in found)
    answer({"contacts": [_told(contact) for contact in found]}, wants_json=wants_json, text=text)


@contacts.command()
@click.argument("name")
@click.argument("address_text", metavar="ADDRESS")
@click.option("--note", help="More of it; without it, the note that is there stays.")
@click.option(
    "--chain", type=click.IntRange(1, 2**64 - 1), help="The only network on which the address is meant."
)
@as_json
@click.pass_obj
def add(
    data_dir: Path | None,
    name: str,
    address_text: str,
    note: str | None,
    chain: int | None,
    *,
    wants_json: bool,
) -> None:
    """Keep ADDRESS as NAME, or rename it. Names of ENS are not looked up here: that takes a network."""
    from desktop.bootstrap.address_book import opened_address_book
    from desktop.core.identity import Address
    from desktop.core.lookalikes import look_alike
    from desktop.text import tr

    address = Address.parse(address_text)
    with opened_address_book(data_dir) as book:
        others = {contact.address: contact for contact in book.contacts.all()}
        old = others.get(address)
        kept = book.contacts.save(
            address, name, note if note is not None else old.note if old else "",
            chain_id=chain if chain is not None else old.chain_id if old else None,
            ens_name=old.ens_name if old else "",
        )  # fmt: skip
    twin = look_alike(address, others)
    value = _told(kept) | {"looks_like": str(twin) if twin else None}
    text = f"{kept.address}  {kept.name}"
    if twin is not None:
        text += "\n" + tr("It looks like {address}, which is {name}.", address=twin, name=others[twin].name)
    answer(value, wants_json=wants_json, text=text)


@contacts.command()
@click.argument("address_text", metavar="ADDRESS")
@as_json
@click.pass_obj
def remove(data_dir: Path | None, address_text: str, *, wants_json: bool) -> None:
    """Forget the contact of ADDRESS; exit 1 if there is none."""
    from desktop.bootstrap.address_book import opened_address_book
    from desktop.core.identity import Address

    address = Address.parse(address_text)
    with opened_address_book(data_dir) as book:
        found = book.contacts.find(address)
        book.contacts.remove(address)
    value: dict[str, Any] = {"removed": None if found is None else _told(found)}
    answer(value, wants_json=wants_json, text="-" if found is None else f"{found.address}  {found.name}")
    if found is None:
        raise click.exceptions.Exit(1)


@contacts.command("import")
@click.argument("file", type=readable)
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
@as_json
@click.pass_obj
def import_contacts(data_dir: Path | None, file: Path, *, dry_run: bool, wants_json: bool) -> None:
    """Keep the contacts of a CSV file: all of its good lines or, if something fails, none. The others are named."""
    from desktop.bootstrap.address_book import opened_address_book
    from desktop.services.contacts import MAX_FILE_BYTES
    from desktop.text.contacts import refusal

    with file.open("rb") as stream:
        data = stream.read(MAX_FILE_BYTES + 1)
    with opened_address_book(data_dir) as book:
        plan = book.contacts.plan_import(data)
        if not dry_run:
            book.contacts.carry_out(plan)
    value = {
        "kept": not dry_run,
        "added": [_told(contact) for contact in plan.added],
        "changed": [_told(contact) for contact in plan.changed],
        "unchanged": plan.unchanged,
        "refused": [{"line": line.line, "reason": line.reason, "text": line.text} for line in plan.refused],
    }
    lines = [f"+ {contact.address}  {contact.name}" for contact in plan.added]
    lines += [f"~ {contact.address}  {contact.name}" for contact in plan.changed]
    lines += [f"! {line.line}: {refusal(line.reason)} ({line.text})" for line in plan.refused]
    answer(value, wants_json=wants_json, text="\n".join(lines))


@contacts.command("export")
@click.option("--out", type=new_file, required=True, help="The CSV file to write; it must not be there yet.")
@as_json
@click.pass_obj
def export_contacts(data_dir: Path | None, out: Path, *, wants_json: bool) -> None:
    """Write every contact to a CSV file, as the window does."""
    from desktop.bootstrap.address_book import opened_address_book
    from desktop.paths import write_private

    with opened_address_book(data_dir) as book:
        text, count = book.contacts.export_csv(), len(book.contacts.all())
    write_private(out, text.encode())
    answer({"file": str(out), "contacts": count}, wants_json=wants_json, text=str(out))


def _told(contact: "Contact") -> dict[str, Any]:
    return {
        "name": contact.name,
        "address": str(contact.address),
        "chain": contact.chain_id,
        "ens": contact.ens_name,
        "note": contact.note,
    }
