"""The contacts and the activity of a data directory, for commands: without a wallet and without any network."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.bootstrap.clock import SystemClock
from desktop.paths import OwnerLock, Paths
from desktop.services.activity import ActivityService
from desktop.services.contacts import ContactService
from desktop.store.activity import ActivityStore
from desktop.store.contacts import ContactStore
from desktop.store.database import Database
from desktop.store.migrations import user_database


@dataclass(frozen=True, slots=True)
class AddressBook:
    """Whom the person knows, and what the accounts did."""

    contacts: ContactService
    activity: ActivityService


@contextmanager
def opened_address_book(data_dir: Path | None) -> Iterator[AddressBook]:
    """Open them while this process owns the data directory."""
    paths = Paths.choose(data_dir)
    paths.create()
    with OwnerLock(paths.lock):
        database = Database.open(paths.user_database, user_database)
        try:
            store = ContactStore(database)
            contacts = ContactService(store, SystemClock(), lambda _change: None)
            lines = ActivityStore(database)
            people = {contact.address: contact.name for contact in store.all()}
            yield AddressBook(contacts, ActivityService(lines, lambda: people, lambda _change: None))
        finally:
            database.close()
