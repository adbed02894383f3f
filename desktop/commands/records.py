"""``licet records``: the runs of owned models, one of them as a signed file, and whether such a file is genuine."""

from pathlib import Path

import click

from desktop.commands.output import answer, as_json, new_file, read_password

readable = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def records() -> None:
    """Records of runs: which model, on what, with which result; signed and checked without a network."""


@records.command("list")
@click.argument("purchase_id", metavar="PURCHASE")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
@as_json
@click.pass_obj
def list_records(data_dir: Path | None, purchase_id: str, limit: int, *, wants_json: bool) -> None:
    """The newest runs of a purchase."""
    from desktop.bootstrap.records import opened_records
    from desktop.services.run_records import RecordQuery

    with opened_records(data_dir) as service:
        page = service.page(RecordQuery(purchase_id, limit=limit))
    rows = [
        {
            "number": row.id,
            "time": row.time,
            "seconds": row.seconds,
            "device": row.device,
            "input_digest": row.input_digest,
            "output_digest": row.output_digest,
            "summary": row.summary,
            "can_export": row.detail is not None,
        }
        for row in page.rows
    ]
    lines = "\n".join(f"{row.id}: {row.summary} ({row.seconds:.3g} s, {row.device})" for row in page.rows)
    answer({"total": page.total, "records": rows}, wants_json=wants_json, text=lines)


@records.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--out", type=new_file, required=True, help="The file to write; it must not be there yet.")
@click.option("--password-file", type=readable, required=True, help="First line: the wallet's password.")
@as_json
@click.pass_obj
def export(data_dir: Path | None, number: int, out: Path, password_file: Path, *, wants_json: bool) -> None:
    """Write one run as a file, signed by the wallet's account. Needs no network."""
    from desktop.bootstrap.records import opened_records

    with opened_records(data_dir, read_password(password_file)) as service:
        out.write_bytes(service.export(number))
    answer({"number": number, "file": str(out)}, wants_json=wants_json, text=str(out))


@records.command()
@click.argument("file", type=readable)
@as_json
def verify(file: Path, *, wants_json: bool) -> None:
    """Check a record: who signed it, and that not a byte was changed since. Needs no network and no wallet."""
    import msgspec

    from desktop.bootstrap.records import check_file
    from desktop.core.run_exports import MAX_FILE_BYTES

    with file.open("rb") as stream:
        checked = check_file(stream.read(MAX_FILE_BYTES + 1))
    told = {"ok": True, "account": str(checked.account), "record": msgspec.to_builtins(checked.run)}
    model = checked.run.model
    text = f"Signed by {checked.account}: {model.name} {model.version}, {checked.run.summary}"
    answer(told, wants_json=wants_json, text=text)
