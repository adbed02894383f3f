"""Change sets: what changed, so that every page that shows it reloads itself (Anki's idea)."""

from dataclasses import dataclass
from enum import Enum


class Topic(Enum):
    """The kinds of things that pages show."""

    WALLET = "wallet"  # created, unlocked, locked
    BALANCE = "balance"
    ACTIVITY = "activity"
    CATALOGUE = "catalogue"  # listings or the index status
    PURCHASES = "purchases"
    LIBRARY = "library"
    SALES = "sales"
    NETWORK = "network"
    CONNECTION = "connection"  # another network was chosen, or this one changed: everything opens anew
    SETTINGS = "settings"
    FIT = "fit"  # how a version runs here; the key is its identity in hex
    DEVICES = "devices"  # worker environments, choices and failures
    BATCHES = "batches"
    LISTS = "lists"  # block lists and what they say
    WATCHES = "watches"  # what is watched, and what is new of it
    TRANSFERS = "transfers"  # downloads: their list, amounts and rates
    CONSENT = "consent"  # the vault asks the person about a signature
    AGREEMENT = "agreement"  # the person is asked to agree to a transaction
    TASTE = "taste"  # what is suggested, by the person's own doing
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class Change:
    """One change set; ``key`` names the one thing that changed (a purchase id, a listing), or is empty."""

    topic: Topic
    key: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of one step of long work: ``done`` of ``total`` bytes or items (0 = unknown).

    ``text`` is what a model has written since the last report; ``sources`` are the places that give bytes now.
    """

    key: str
    step: str
    done: int = 0
    total: int = 0
    text: str = ""
    sources: tuple[str, ...] = ()
