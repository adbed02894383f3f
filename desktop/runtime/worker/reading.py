"""What a worker does without a model: judge and read strangers' files, show a person's own, bring a graph into the profile."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from desktop.core import packages
from desktop.core.errors import InvalidPackage
from desktop.core.runs import AudioInput, ImageInput, Picture
from desktop.processes import Message
from desktop.runtime import messages
from desktop.runtime.errors import BadInput
from desktop.runtime.heads import codes, images, sounds, texts
from desktop.runtime.package_rules import check_public
from desktop.runtime.profile import check_model, parse_model
from desktop.runtime.rules import breach
from desktop.runtime.worker.normalising import normalise
from desktop.runtime.worker.place import Place

MAX_PREVIEWS = 16
PREVIEW_SIDE = 640
MAX_SHOWN_TEXT = 64 << 10
SOUND_ENDING = ".wav"
_IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff")
_ZIP_MARK = b"PK"


class ReadingDesk:
    """The operations on files; ``handlers`` by their names."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.handlers: Mapping[str, Callable[..., Any]] = {
            "verify": self._verify,
            "read_public": self._read_public,
            "preview": self._preview,
            "mask": self._mask,
            "codes": self._codes,
            "normalise": self._normalise,
        }

    def _verify(self, size: int, kind: str) -> list[Message]:
        """The breaches of a package's public part or of a plain ONNX file; ``kind`` "any" goes by its first bytes."""
        data = self._place.file(size)
        if kind == "public" or (kind == "any" and bytes(data[:2]) == _ZIP_MARK):
            try:
                check_public(data)
            except InvalidPackage as error:
                return [msgspec.to_builtins(breach) for breach in error.breaches]
            return []
        return [msgspec.to_builtins(breach) for breach in check_model(parse_model(data))]

    def _read_public(self, size: int) -> Message:
        public = check_public(self._place.file(size))
        part = public.part
        self._place.exchange.begin()
        samples = part.names(packages.SAMPLES)
        shown = [*part.names(packages.PREVIEWS), *samples]
        pictures: list[Picture] = []
        for name in [name for name in shown if is_image(name)][:MAX_PREVIEWS]:
            try:
                image = images.read_image(part[name], name)
            except BadInput as error:
                raise InvalidPackage((breach("picture", name, error.reason),)) from error
            image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
            pictures.append(images.picture(name, image))
        return {
            "manifest": bytes(part[packages.MANIFEST]),
            "spec": bytes(part[packages.SPEC]),
            "card": shown_text(part[packages.CARD]),
            "license": shown_text(part[packages.LICENSE]),
            "samples": list(samples),
            "previews": [messages.pack_picture(picture, self._place.exchange) for picture in pictures],
            "sample_texts": {
                name: shown_text(part[name])[:MAX_SHOWN_TEXT]
                for name in samples
                if not is_image(name) and not name.lower().endswith(SOUND_ENDING)
            },
        }

    def _preview(self, value: Message, side: int) -> Message:
        """A person's own picture or sound for showing."""
        given = messages.unpack_input(value, self._place.exchange)
        self._place.exchange.begin()
        if isinstance(given, AudioInput):
            drawn = sounds.waveform("preview", sounds.read_wav(given.data, "sound"))
            return messages.pack_picture(drawn, self._place.exchange)
        if not isinstance(given, ImageInput):
            raise BadInput("input", "there is nothing to show")
        image = images.read_image(given.data, "picture")
        image.thumbnail((side, side))
        return messages.pack_picture(images.picture("preview", image), self._place.exchange)

    def _codes(self, value: Message) -> list[str]:
        """The texts of the QR codes in a person's own picture."""
        given = messages.unpack_input(value, self._place.exchange)
        image = images.read_image(given.data if isinstance(given, ImageInput) else b"", "picture")
        self._place.exchange.begin()
        return codes.read_codes(image)

    def _mask(self, value: Message) -> Message:
        """A person's own mask: the numbers of classes of its pixels."""
        given = messages.unpack_input(value, self._place.exchange)
        mask = images.read_mask(given.data if isinstance(given, ImageInput) else b"", "mask")
        self._place.exchange.begin()
        return {"width": mask.width, "height": mask.height, **self._place.exchange.put(mask.tobytes())}

    def _normalise(self, size: int) -> Message:
        made = normalise(parse_model(self._place.file(size)))
        self._place.exchange.begin()
        return {
            "graph": self._place.exchange.put(made.graph),
            "weights": self._place.exchange.put(made.weights),
            "operators": list(made.inventory.operators),
            "opset": made.inventory.opset,
            "parameters": made.inventory.parameters,
            "tells_weights": made.tells_weights,
        }


def is_image(name: str) -> bool:
    return name.lower().endswith(_IMAGE_ENDINGS)


def shown_text(data: bytes | memoryview) -> str:
    """A file's text, fit to be shown."""
    return texts.clean_text(str(data, "utf-8", "replace"), len(data))
