"""Licence files: out to any age tool, in on another machine with the same wallet (docs/licences.md)."""

from desktop.services.licences.exporting import LicenceExporter, LicenceNotHere, LicenceOffer
from desktop.services.licences.importing import LicenceImporter, LicenceWithoutOrder, OrderNotKnownHere

__all__ = [
    "LicenceExporter",
    "LicenceImporter",
    "LicenceNotHere",
    "LicenceOffer",
    "LicenceWithoutOrder",
    "OrderNotKnownHere",
]
