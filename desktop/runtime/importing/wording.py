"""The texts that go into a package with the model: its card and its licence."""

from desktop.core.packages import Spec
from desktop.runtime.importing.proposing import Listing

MAX_TEXT_BYTES = 1 << 20


def model_card(readme: bytes | None, listing: Listing, spec: Spec) -> bytes:
    """The seller's README if there is one that can be read, else a card of what is known. English, as cards are."""
    if readme is not None and _is_text(readme):
        return readme
    inputs = "\n".join(f"- `{port.name}`: {port.kind}" for port in spec.inputs if port.source is None)
    text = (
        f"---\nlicense: {listing.licence.lower()}\nlibrary_name: onnx\npipeline_tag: {spec.task}\n---\n\n"
        f"# {listing.name}\n\n{listing.summary}\n\n## Input\n\n{inputs}\n\n"
        f"## Tested with\n\n{spec.tests.count} test vectors, made by the packer with the model itself.\n"
    )
    return text.encode()


def licence_text(own: bytes | None, identifier: str) -> bytes:
    """The licence beside the model, else the identifier with the place where its text stands."""
    if own is not None and _is_text(own):
        return own
    text = f"SPDX-License-Identifier: {identifier}\n"
    if not identifier.startswith("LicenseRef-"):
        text += f"\nThe full text: https://spdx.org/licenses/{identifier}.html\n"
    return text.encode()


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return 0 < len(data) <= MAX_TEXT_BYTES
