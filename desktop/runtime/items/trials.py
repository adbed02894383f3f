"""The items by which a model is judged: own data as it is, the places in a series, or pictures with boxes or masks."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.core.items import DataChoice, ItemSource
from desktop.core.packages import Spec
from desktop.runtime.items.boxes import BoxedPictures, open_boxes, suggest_boxes
from desktop.runtime.items.folders import FileItems
from desktop.runtime.items.masks import Decode, MaskedPictures, suggest_masks
from desktop.runtime.items.opening import open_items, suggest
from desktop.runtime.items.origins import open_series


def suggest_trials(paths: Sequence[Path], spec: Spec) -> DataChoice:
    """What dropped or chosen paths are for a model, and where the true answers stand.

    Raises:
        BadInput: Nothing that this model could run on.
    """
    choice = suggest(paths, spec)
    match spec.head.type:
        case "detection":
            return suggest_boxes(choice)
        case "segmentation":
            return suggest_masks(choice)
    return choice


class TrialReader:
    """Opens the items of own data for a model that is judged or compared; ``decode`` reads masks in the sandbox."""

    def __init__(self, decode: Decode) -> None:
        self._decode = decode

    def open(self, choice: DataChoice, spec: Spec) -> ItemSource:
        """The items.

        Raises:
            BadInput: They are not there, or do not fit the model.
        """
        if spec.head.type == "forecast":
            return open_series(choice, spec)
        is_drawn = spec.head.type in {"detection", "segmentation"} and choice.kind != "csv"
        if not is_drawn or choice.labels != "file":
            return open_items(choice, spec)
        pictures = open_items(replace(choice, labels="none", label_at=""), spec)
        if not isinstance(pictures, FileItems):
            return pictures
        if spec.head.type == "detection":
            return BoxedPictures(pictures, open_boxes(choice))
        root = Path(choice.label_at)
        inside = [name for name in pictures.names if not (Path(choice.path) / name).is_relative_to(root)]
        return MaskedPictures(pictures.only(inside), root, self._decode)
