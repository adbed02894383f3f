"""The address book over a real database."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.changes import Change, Topic
from desktop.core.contacts import Contact, ContactNameTaken
from desktop.core.identity import Address
from desktop.services.contacts import (
    MAX_FILE_BYTES,
    ContactService,
    ContactsUnreadable,
    MisleadingContactName,
)
from desktop.store.contacts import ContactStore
from desktop.store.database import Database
from desktop.store.migrations import user_database

ADA, GRACE, BOB = (Address(bytes([n]) * 20) for n in (0xA1, 0xB2, 0xC3))


class Noon:
    def now(self) -> int:
        return 1_800_000_000


class Told(list[Topic]):
    def __call__(self, change: Change) -> None:
        self.append(change.topic)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def contacts(tmp_path: Path, told: Told) -> Iterator[ContactService]:
    database = Database.open(tmp_path / "licet.db", user_database)
    yield ContactService(ContactStore(database), Noon(), told)
    database.close()


def test_a_contact_is_kept_found_and_told_of(contacts: ContactService, told: Told) -> None:
    kept = contacts.save(ADA, "  Ada\n Lovelace ", "met in\tMay", chain_id=1, ens_name="ada.eth")

    assert (
        kept == contacts.find(ADA) == Contact(ADA, "Ada Lovelace", "met in May", Noon().now(), 1, "ada.eth")
    )
    assert contacts.name_of(ADA) == "Ada Lovelace"
    assert contacts.name_of(GRACE) == ""
    assert told == [Topic.CONTACTS]


def test_two_contacts_cannot_have_names_that_read_the_same(contacts: ContactService) -> None:
    contacts.save(ADA, "Ada")

    with pytest.raises(ContactNameTaken) as caught:
        contacts.save(GRACE, "ÁDA")

    assert (caught.value.name, caught.value.address) == ("Ada", ADA)
    assert contacts.find(GRACE) is None


@pytest.mark.parametrize("name", ["vitalik.eth", str(BOB), f"ethereum:{BOB}", f"base:{BOB}", "J.R"])
def test_a_name_that_means_somebody_by_itself_is_refused(contacts: ContactService, name: str) -> None:
    """Else a file of contacts could make "vitalik.eth" mean its maker."""
    with pytest.raises(MisleadingContactName):
        contacts.save(ADA, name)
    plan = contacts.plan_import(f"name,address\n{name},{ADA}\n".encode())

    assert [line.reason for line in plan.refused] == ["misleading"]


@pytest.mark.parametrize("name", ["St. Paul", "ada", "0x Ada", "Mr. 0x12"])
def test_a_dot_or_a_number_alone_misleads_nobody(contacts: ContactService, name: str) -> None:
    assert contacts.save(ADA, name).name == name


def test_a_contact_may_be_called_by_its_own_name_of_ens(contacts: ContactService) -> None:
    assert contacts.save(ADA, "ada.eth", ens_name="ada.eth").name == "ada.eth"


def test_a_removed_contact_is_gone(contacts: ContactService) -> None:
    contacts.save(ADA, "Ada")
    contacts.remove(ADA)

    assert contacts.all() == []


names = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=".:"),
    min_size=1,
    max_size=20,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=names, note=st.text(max_size=40), chain=st.none() | st.integers(1, 2**64 - 1))
def test_what_is_exported_is_read_back_as_it_was(
    contacts: ContactService, name: str, note: str, chain: int | None
) -> None:
    contacts.save(ADA, name, note, chain_id=chain, ens_name="ada.eth")
    before = contacts.all()
    text = contacts.export_csv()
    contacts.remove(ADA)

    contacts.carry_out(contacts.plan_import(text.encode()))

    assert contacts.all() == before
    again = contacts.plan_import(text.encode())
    assert (again.added, again.changed, again.unchanged) == ((), (), 1)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@sum", "'quoted"])
def test_a_spreadsheet_takes_no_name_for_a_formula(contacts: ContactService, name: str) -> None:
    contacts.save(ADA, name)

    cell = next(csv.DictReader(io.StringIO(contacts.export_csv())))["name"]

    assert cell == "'" + name


def test_a_file_is_planned_line_by_line_before_anything_is_kept(contacts: ContactService) -> None:
    contacts.save(ADA, "Ada")
    contacts.save(BOB, "Bob")
    other = Address(b"\x0d" * 20)
    data = "\n".join([
        "Label;Address;note", f"Ada;{ADA};new note", f"Bob;{BOB};", f"Grace;{GRACE};", f"Grace2;{GRACE};",
        f"bob;{other};", f";{other};", "Eve;0x1234;", f"Mallory;{str(other).swapcase().replace('0X', '0x')};",
    ])  # fmt: skip

    plan = contacts.plan_import(data.encode("utf-8-sig"))

    assert [c.name for c in plan.added] == ["Grace"]
    assert [(c.name, c.note) for c in plan.changed] == [("Ada", "new note")]
    assert plan.unchanged == 1
    assert [(line.line, line.reason) for line in plan.refused] == [
        (5, "twice"), (6, "taken"), (7, "name"), (8, "address"), (9, "address"),
    ]  # fmt: skip
    assert len(contacts.all()) == 2
    contacts.carry_out(plan)
    assert len(contacts.all()) == 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "columns"),
        (b"a,b\n1,2\n", "columns"),
        (b"name,address\n\xff\xfe", "text"),
        (b"x" * (MAX_FILE_BYTES + 1), "size"),
        (b"name,address\n" + b"a,b\n" * 10_001, "lines"),
    ],
)
def test_what_is_no_file_of_contacts_is_refused_whole(
    contacts: ContactService, data: bytes, reason: str
) -> None:
    with pytest.raises(ContactsUnreadable) as caught:
        contacts.plan_import(data)

    assert caught.value.reason == reason


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"name,address,chain\n" + tail)
)
def test_no_file_does_more_than_being_refused(contacts: ContactService, data: bytes) -> None:
    try:
        plan = contacts.plan_import(data)
    except ContactsUnreadable:
        return
    assert plan.changed == ()


def test_a_chain_that_hides_its_length_behind_zeros_is_refused(contacts: ContactService) -> None:
    plan = contacts.plan_import(f"name,address,chain\nAda,0x{'11' * 20},{'0' * 24}1{'9' * 5000}\n".encode())

    assert [(line.line, line.reason) for line in plan.refused] == [(2, "chain")]
