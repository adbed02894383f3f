"""What onnxruntime says, without what only its makers can use: its error codes, its checks and the places in its source."""

import re

from desktop.runtime.rules import harmless

_CODE = re.compile(r"^\[ONNXRuntimeError\] : \d+ : \w+ : ")
# A file with a line, and behind it perhaps the signature of a function up to its last bracket.
_PLACE = re.compile(
    r"\S*\w\.(?:cc|cpp|h|hpp|cu):\d+(?:,\d+)? (?:[\w:<>~&*, ]+\([^)]*\)(?: const)?(?: \[[^\]]*\])? ?)?"
)
_CHECK = re.compile(r"^(?:Exception during initialization: )?.{1,400}? was false\. (?=\S)")
_STEP = re.compile(r"^Non-zero status code returned while running (\w+) node\. Name:'.*?' Status Message: ")
_LONGEST = 300


def told_reason(text: str) -> str:
    """One line of plain text, 300 characters at most; never empty."""
    first = text.strip().partition("\n")[0][: 4 * _LONGEST]
    told = _PLACE.sub("", _CODE.sub("", first)).strip(" :")
    step = _STEP.match(told)
    said = _CHECK.sub("", told[step.end() :] if step else told)
    told = f"{step[1]}: {said}" if step else said
    return harmless(told or "it gave no reason", _LONGEST)
