"""What a wallet reads of a licence: JSON and SVG made of numbers, whatever the numbers are."""

import base64
import json
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.exchange import Terms
from desktop.core.identity import ZERO_ADDRESS, Address
from tests.contracts.scenario import Sale, Scenario

DAY = 86_400
UINT32_MAX = 2**32 - 1
SVG = "{http://www.w3.org/2000/svg}"


def decoded(address: str, kind: str) -> bytes:
    head, _, body = address.partition(",")
    assert head == f"data:{kind};base64"
    return base64.b64decode(body, validate=True)


def metadata(scene: Scenario, token_id: int) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(
        decoded(scene.read_licence("tokenURI", token_id)[0], "application/json")
    )
    return read


def attributes(read: dict[str, Any]) -> dict[str, Any]:
    """Value by trait (the custom of ERC-721 marketplaces)."""
    return {entry["trait_type"]: entry["value"] for entry in read["attributes"]}


def words_of(read: dict[str, Any]) -> list[str]:
    """The lines of text in the image."""
    root = ElementTree.fromstring(decoded(read["image"], "image/svg+xml"))
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def opened(scene: Scenario, terms: Terms) -> Sale:
    listing, _ = scene.list(terms)
    scene.deposit()
    return scene.buy(listing, terms)[0]


def confirmed(scene: Scenario, sale: Sale) -> Sale:
    sale, _ = scene.deliver(sale)
    scene.send(scene.buyer, "confirm", *sale.presented)
    return sale


def test_wallet_reads_a_timed_licence(scene: Scenario) -> None:
    sale = confirmed(scene, opened(scene, scene.terms(period_s=30 * DAY, royalty_bps=250)))
    (until,) = scene.read_licence("licensedUntil", sale.order_id)
    prefix = f"{sale.order_id:064x}"[:8]

    read = metadata(scene, sale.order_id)

    assert read["name"] == f"Licet licence 1-{prefix}"
    assert str(Address(scene.market)) in read["description"]
    assert attributes(read) == {
        "Listing": 1,
        "Licence": "timed",
        "Licensed until": until,
        "Locked": "no",
        "Bound to its holder": "no",
        "Resale royalty in basis points": 250,
    }
    day = datetime.fromtimestamp(until, UTC).date().isoformat()
    assert words_of(read) == [
        "Licet", "Licence to run an AI model", "Listing", "1", f"Until {day}", "Transferable", f"0x{prefix}",
    ]  # fmt: skip


def test_wallet_reads_that_an_order_is_not_final(scene: Scenario) -> None:
    sale = opened(scene, scene.terms())

    read = metadata(scene, sale.order_id)

    assert "not final" in read["description"]
    assert (attributes(read)["Licence"], attributes(read)["Locked"]) == ("not begun", "yes")
    assert "Licensed until" not in attributes(read)
    assert "Locked until its order is final" in words_of(read)


@settings(max_examples=25, deadline=None)
@given(
    period_s=st.sampled_from([0, 1, UINT32_MAX]) | st.integers(0, UINT32_MAX),
    royalty_bps=st.integers(0, 10_000),
    flags=st.integers(0, 1),
    secret=st.integers(1, 2**64),
    final=st.booleans(),
)
def test_whatever_the_numbers_are_it_is_json_and_svg(
    period_s: int, royalty_bps: int, flags: int, secret: int, *, final: bool
) -> None:
    scene = Scenario()
    terms = scene.terms(period_s=period_s, royalty_bps=royalty_bps, flags=flags, renew_until=0)
    listing, _ = scene.list(terms)
    scene.deposit()
    sale, _ = scene.buy(listing, terms, secret)
    if final:
        confirmed(scene, sale)

    read = metadata(scene, sale.order_id)

    (until,) = scene.read_licence("licensedUntil", sale.order_id)
    (locked,) = scene.read_licence("locked", sale.order_id)
    facts = attributes(read)
    assert facts.get("Licensed until", 2**64 - 1 if final else 0) == until
    assert facts["Locked"] == ("yes" if locked else "no")
    assert facts["Bound to its holder"] == ("yes" if flags else "no")
    assert facts["Resale royalty in basis points"] == royalty_bps
    assert len(words_of(read)) == 7


@pytest.mark.parametrize("stranger", ["seller", "payee", "royalty_to"])
def test_nothing_that_a_seller_chose_is_shown_but_numbers(scene: Scenario, stranger: str) -> None:
    """Two listings that differ in everything a seller can choose freely give the same words."""
    other = Address(b'<script>"},{"x":"\x00y'.ljust(20, b"!"))
    plain = scene.terms(royalty_to=ZERO_ADDRESS, royalty_bps=0)
    changes = {} if stranger == "seller" else {stranger: other}
    changed = scene.terms(**{"royalty_to": ZERO_ADDRESS, "royalty_bps": 0, "salt": b'"}' * 16, **changes})
    first = opened(scene, plain)
    listing, _ = scene.list(changed)
    second, _ = scene.buy(listing, changed, 999)

    read, same = metadata(scene, first.order_id), metadata(scene, second.order_id)

    def without_numbers(text: str) -> str:
        return text.replace("listing 2 ", "listing 1 ")

    assert without_numbers(same["description"]) == read["description"]
    assert [*attributes(same)] == [*attributes(read)]
