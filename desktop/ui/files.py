"""Where the window's own files lie: beside the code in a checkout, inside the package once installed."""

from pathlib import Path


def resource_folder() -> Path:
    """The folder ``resources``; pyproject.toml puts it into the wheel as ``_data/resources``."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_data" / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
