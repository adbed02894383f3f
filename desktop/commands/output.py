"""How commands answer: one JSON object for scripts, a few words for people."""

import json
import os
from pathlib import Path
from typing import Any

import click


class NewFile(click.Path):
    """A file to write that must not be there yet, nor a link in its place: refused before anything else is done."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if path.exists() or path.is_symlink():
            self.fail(f"{path} is there already", param, ctx)
        return path


new_file = NewFile()
as_json = click.option("--json", "wants_json", is_flag=True, help="Answer with one JSON object.")


def answer(value: dict[str, Any], *, wants_json: bool, text: str) -> None:
    """Print ``value`` as one line of JSON, or ``text``."""
    click.echo(json.dumps(value, ensure_ascii=False) if wants_json else text)


def hex_bytes(data: bytes) -> str:
    """0x-prefixed hex."""
    return "0x" + data.hex()


def read_password(path: Path) -> str:
    """The first line of a file, without its line end."""
    try:
        return path.read_text("utf-8").split("\n", 1)[0].rstrip("\r")
    except UnicodeDecodeError:
        # Not chained: the message would quote what may be a password.
        raise click.UsageError(f"{path} is not a text file in UTF-8") from None
