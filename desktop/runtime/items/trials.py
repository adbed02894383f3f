"""The items by which a model is judged: own data as it is, the places in a series, or pictures with true boxes."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.core.items import DataChoice, ItemSource
from desktop.core.packages import Spec
from desktop.runtime.items.boxes import BoxedPictures, open_boxes, suggest_boxes
from desktop.runtime.items.folders import FileItems
from desktop.runtime.items.opening import open_items, suggest
from desktop.runtime.items.origins import open_series


def suggest_trials(paths: Sequence[Path], spec: Spec) -> DataChoice:
    """What dropped or chosen paths are for a model, and where the true answers stand.

    Raises:
        BadInput: Nothing that this model could run on.
    """
    choice = suggest(paths, spec)
    return suggest_boxes(choice) if spec.head.type == "detection" else choice


def open_trials(choice: DataChoice, spec: Spec) -> ItemSource:
    """The items of own data for a model that is judged or compared.

    Raises:
        BadInput: It is not there, or does not fit the model.
    """
    if spec.head.type == "forecast":
        return open_series(choice, spec)
    if spec.head.type == "detection" and choice.labels == "file" and choice.kind != "csv":
        pictures = open_items(replace(choice, labels="none", label_at=""), spec)
        if isinstance(pictures, FileItems):
            return BoxedPictures(pictures, open_boxes(choice))
    return open_items(choice, spec)
