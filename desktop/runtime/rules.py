"""The names of the profile's rules, and a stranger's text made fit to be shown."""

from desktop.core.errors import Breach, Bug

_NAMES = """
attribute attribute-range attribute-size depth device-configuration dims domain endless-loop external-data
file-count file-missing file-order file-size file-text functions graph-missing graph-unreadable ir-version
json manifest-blobs manifest-graph manifest-spec metadata name node-count operator operator-task opset picture
shapes sparse spec spec-graph tensor tensor-size tensor-type tests too-large training type variants
"""
RULES = frozenset(_NAMES.split())
"""Their sentences stand in ``desktop.text``; a test keeps each of them there."""


def harmless(text: str | bytes, limit: int) -> str:
    """A stranger's text on one line, printable, and no longer than ``limit`` characters."""
    if isinstance(text, bytes):
        text = text[: 4 * limit].decode("utf-8", "replace")
    if len(text) <= limit and text.isprintable():  # nearly always, and a batch asks a million times
        return text
    line = "".join(c if c.isprintable() else " " for c in text[: 4 * limit])
    return line if len(line) <= limit else line[: limit - 1] + "…"


def breach(rule: str, where: str, found: object) -> Breach:
    """A broken rule; ``where`` and ``found`` may be a stranger's."""
    if rule not in RULES:
        raise Bug(f"no rule {rule[:40]}")
    return Breach(rule, harmless(where, 200), harmless(str(found), 300))
