"""Where the window's own files lie."""

from functools import cache
from pathlib import Path

from desktop.assets import Assets


@cache
def resource_folder() -> Path:
    """The folder ``resources`` of this installation."""
    return Assets.find().resources
