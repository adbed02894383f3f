"""The names of the profile's rules, and what each says when it is broken."""

from desktop.core.errors import Breach

TEXTS = {
    "attribute": "an attribute that only a function may have",
    "attribute-range": "an attribute far outside any meaning",
    "attribute-size": "an attribute that is too large",
    "depth": "branches nested too deep",
    "device-configuration": "it prescribes devices",
    "dims": "impossible dimensions",
    "domain": "an operator of a foreign domain",
    "endless-loop": "a loop that nothing ends",
    "external-data": "weights outside weights.bin, or not where they should lie in it",
    "file-count": "too many files",
    "file-missing": "a file is missing",
    "file-order": "the files are in the wrong order",
    "file-size": "a file is too large",
    "file-text": "a text that is not UTF-8",
    "functions": "it defines functions (packing writes them out)",
    "graph-missing": "the graph is not where the manifest says",
    "graph-unreadable": "graph.onnx is no ONNX model",
    "ir-version": "a version of ONNX that is not supported",
    "json": "JSON that does not have the required form",
    "manifest-blobs": "the manifest does not describe the files as they are",
    "manifest-graph": "the manifest does not describe the graph as it is",
    "manifest-spec": "manifest and spec contradict each other",
    "metadata": "metadata that changes how it would be run",
    "name": "a name that is too long or no text",
    "node-count": "too many operators",
    "operator": "an operator that is not allowed",
    "opset": "a version of the operators that is not supported",
    "picture": "a picture that cannot be read",
    "shapes": "its shapes contradict each other",
    "sparse": "a sparse tensor",
    "spec": "spec.json asks for something that does not exist",
    "spec-graph": "spec.json does not fit the graph",
    "tensor": "a tensor in segments",
    "tensor-size": "a tensor whose length contradicts its dimensions",
    "tensor-type": "a tensor of an unsupported type",
    "tests": "the test vectors",
    "too-large": "it makes a tensor that no machine can hold",
    "training": "it carries training steps",
    "type": "an input or output that is no tensor",
}


def harmless(text: str | bytes, limit: int) -> str:
    """A stranger's text on one line, printable, and no longer than ``limit`` characters."""
    if isinstance(text, bytes):
        text = text[: 4 * limit].decode("utf-8", "replace")
    if len(text) <= limit and text.isprintable():  # nearly always, and a batch asks a million times
        return text
    line = "".join(c if c.isprintable() else " " for c in text[: 4 * limit])
    return line if len(line) <= limit else line[: limit - 1] + "…"


def breach(rule: str, where: str, detail: object) -> Breach:
    """A breach in words; ``where`` and ``detail`` may be a stranger's."""
    return Breach(rule, harmless(where, 200), f"{TEXTS[rule]}: {harmless(str(detail), 300)}")
