"""A real model bought in a real market, saved for other age tools, and brought to another machine without a network."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage
import pytest

from desktop.bootstrap.composition import Services
from desktop.content import age_files, sources
from desktop.content.errors import InvalidSource
from desktop.core import zips
from desktop.core.backups import InvalidBackup
from desktop.core.cancel import CancelToken
from desktop.core.errors import (
    AppError,
    Cancelled,
    DiskFull,
    EnvironmentFault,
    WalletLocked,
    WrongPassword,
)
from desktop.core.identity import Address
from desktop.core.licence_files import CutLicenceFile, KeptModelDamaged, ModelFileMismatch
from desktop.core.orders import RUNNABLE, Purchase, PurchaseState
from desktop.core.runs import SampleInput
from desktop.services.licences import LicenceNotHere, LicenceWithoutOrder, OrderNotKnownHere
from desktop.text import describe
from desktop.wallet.errors import InvalidLicence, LicenceForOther
from tests.helpers.app import LOW_COST, PASSWORD, advance, begin, open_app
from tests.helpers.market import RunningMarket
from tests.helpers.shop import packed_model
from tests.helpers.vaults import local_vault

NOWHERE = "http://127.0.0.1:9"
"""The port of the discard service, which nobody serves: a network cable that is pulled."""


@dataclass
class Saved:
    """What the first machine saved, and the phrase."""

    market: RunningMarket
    phrase: str
    account: Address
    bought: Purchase
    free: Purchase
    folder: Path

    def file(self, name: str) -> Path:
        return self.folder / name

    def elsewhere(self, root: Path, *, online: bool) -> Any:
        """Another machine; the first one's vault has a process of its own, which is half of what an app's start takes."""
        places = self.market.places
        rpc_url = places.rpc_url if online else NOWHERE
        return open_app(root, rpc_url, places.chain_id, places.market, vault=local_vault(LOW_COST))


@pytest.fixture(scope="module")
def saved(shared_market: RunningMarket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Saved]:
    places, folder = shared_market.places, tmp_path_factory.mktemp("saved")
    root, served = folder / "first", (places.content_url,)
    with open_app(root, places.rpc_url, places.chain_id, places.market, sources=served) as services:
        phrase = " ".join(services.accounts.create(PASSWORD))
        account = services.accounts.active_address()
        services.balances.request_demo_coins(account)
        bought = advance(services, begin(services, shared_market.listing).id)
        free = advance(services, begin(services, shared_market.listings["sunspots"]).id)
        export = services.exporting
        export.save_licence(bought.id, folder / "licence.age")
        export.save_model(bought.id, folder / "model.age", CancelToken(), lambda _: None)
        export.save_backup(bought.id, folder / "order.json")
        export.save_licence(free.id, folder / "free-licence.age")
        export.save_model(free.id, folder / "free.age", CancelToken(), lambda _: None)
        export.save_backup(free.id, folder / "free.json")
        export.save_identity(export.identity(PASSWORD), folder / "identity.txt")
    yield Saved(shared_market, phrase, account, bought, free, folder)
    shutil.rmtree(root)


@pytest.fixture
def same_wallet(saved: Saved, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """An empty machine with the same phrase and no network: no node, and no source of content either."""

    def unplugged(address: str, **_options: object) -> None:
        raise InvalidSource(address)

    monkeypatch.setattr(sources, "HttpSource", unplugged)
    with saved.elsewhere(tmp_path / "second", online=False) as services:
        services.accounts.restore(saved.phrase, "", PASSWORD)
        yield services


def add(services: Services, *paths: Path) -> tuple[Purchase, ...]:
    return services.importing.add(paths, CancelToken(), lambda _: None)


def carry_on(services: Services, purchase_id: str) -> PurchaseState:
    """As the window does: go on, and look where it stands, whatever the network says."""
    with contextlib.suppress(EnvironmentFault):
        advance(services, purchase_id)
    return services.purchases.purchase(purchase_id).state


def run(services: Services, purchase_id: str) -> Any:
    model = services.running.open(purchase_id)
    try:
        return model.run({model.spec.inputs[0].name: SampleInput(model.samples[0])}, {}, CancelToken()).value
    finally:
        model.close()


# Out.


def test_the_model_file_opens_in_another_age_tool_to_the_sealed_zip(saved: Saved) -> None:
    identity = pyrage.x25519.Identity.from_str(saved.file("identity.txt").read_text().strip())

    plain = pyrage.decrypt(saved.file("model.age").read_bytes(), [identity])

    pieces = zips.pieces(packed_model().sealed_files, zips.SEALED_PROFILE)
    assert plain == b"".join(bytes(memoryview(piece).cast("B")) for piece in pieces)


def test_the_licence_alone_is_the_beginning_of_the_model_file(saved: Saved) -> None:
    licence, model = saved.file("licence.age").read_bytes(), saved.file("model.age").read_bytes()

    assert model.startswith(licence)
    assert len(licence) < 400


def test_nothing_that_is_saved_is_for_others_to_read(saved: Saved) -> None:
    modes = {path.name: path.stat().st_mode & 0o777 for path in saved.folder.iterdir() if path.is_file()}

    assert set(modes.values()) == {0o600}, modes


def test_a_licence_names_nothing_of_what_was_bought(saved: Saved) -> None:
    licence = saved.file("licence.age").read_bytes()

    assert licence.count(b"->") == 1
    assert licence.startswith(b"age-encryption.org/v1\n-> X25519 ")


def test_the_size_is_said_before(saved: Saved, same_wallet: Services) -> None:
    add(same_wallet, saved.file("order.json"), saved.file("model.age"))
    (purchase,) = same_wallet.purchases.purchases()
    carry_on(same_wallet, purchase.id)

    offer = same_wallet.exporting.offer(purchase.id)

    # Each machine makes a licence of its own when it receives: the same length, other bytes.
    assert offer.model_bytes == saved.file("model.age").stat().st_size
    assert offer.name == "tumour-diagnosis-1-0-0"


def test_a_locked_wallet_saves_no_model_file(saved: Saved, same_wallet: Services, tmp_path: Path) -> None:
    (purchase,) = add(same_wallet, saved.file("order.json"), saved.file("model.age"))
    carry_on(same_wallet, purchase.id)
    same_wallet.accounts.lock()

    with pytest.raises(WalletLocked):
        same_wallet.exporting.save_model(purchase.id, tmp_path / "m.age", CancelToken(), lambda _: None)

    assert not (tmp_path / "m.age").exists()


def test_the_identity_needs_the_password_of_an_open_wallet(saved: Saved, same_wallet: Services) -> None:
    for wrong in ("", "wrong", PASSWORD + " "):
        with pytest.raises(WrongPassword):
            same_wallet.exporting.identity(wrong)

    assert same_wallet.exporting.identity(PASSWORD) == saved.file("identity.txt").read_text().strip()


def test_a_locked_wallet_gives_no_identity_whatever_the_password(same_wallet: Services) -> None:
    same_wallet.accounts.lock()

    with pytest.raises(WalletLocked):
        same_wallet.exporting.identity(PASSWORD)


def test_what_is_not_licensed_yet_has_no_licence_to_save(
    saved: Saved, same_wallet: Services, tmp_path: Path
) -> None:
    (purchase,) = add(same_wallet, saved.file("order.json"))

    with pytest.raises(LicenceNotHere):
        same_wallet.exporting.offer(purchase.id)
    with pytest.raises(LicenceNotHere):
        same_wallet.exporting.save_licence(purchase.id, tmp_path / "l.age")


def test_too_little_room_is_said_before_anything_is_read(
    saved: Saved, same_wallet: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (purchase,) = add(same_wallet, saved.file("order.json"), saved.file("model.age"))
    carry_on(same_wallet, purchase.id)
    steps: list[str] = []
    monkeypatch.setattr(age_files, "free_bytes", lambda _path: 10)

    with pytest.raises(DiskFull):
        same_wallet.exporting.save_model(
            purchase.id, tmp_path / "m.age", CancelToken(), lambda p: steps.append(p.step)
        )

    assert steps == []


def test_a_model_that_the_disk_spoilt_is_not_saved(
    saved: Saved, same_wallet: Services, tmp_path: Path
) -> None:
    (purchase,) = add(same_wallet, saved.file("order.json"), saved.file("model.age"))
    carry_on(same_wallet, purchase.id)
    payload = tmp_path / "second" / "content" / purchase.terms.identity.hex() / "payload.age"
    data = bytearray(payload.read_bytes())
    data[5000] ^= 1
    payload.write_bytes(data)

    with pytest.raises(KeptModelDamaged):
        same_wallet.exporting.save_model(purchase.id, tmp_path / "m.age", CancelToken(), lambda _: None)

    assert not (tmp_path / "m.age").exists()
    add(same_wallet, saved.file("model.age"))
    assert payload.read_bytes() != bytes(data), "a model file puts it right"


# In, without a network.


def test_back_up_and_model_file_are_all_that_another_machine_needs(
    saved: Saved, same_wallet: Services
) -> None:
    (purchase,) = add(same_wallet, saved.file("model.age"), saved.file("order.json"))

    state = carry_on(same_wallet, purchase.id)

    assert state is PurchaseState.PROVISIONAL
    assert same_wallet.purchases.purchase(purchase.id).self_test_ok
    assert {"label", "score"} <= run(same_wallet, purchase.id)[0][0].keys()


def test_a_free_model_comes_along_as_well(saved: Saved, same_wallet: Services) -> None:
    (purchase,) = add(same_wallet, saved.file("free.json"), saved.file("free.age"))

    state = carry_on(same_wallet, purchase.id)

    assert state is PurchaseState.FREE
    assert run(same_wallet, purchase.id)


def test_the_same_files_twice_are_one_purchase(saved: Saved, same_wallet: Services) -> None:
    files = [saved.file(name) for name in ("order.json", "model.age", "free.json", "free.age")]
    first = {purchase.id for purchase in add(same_wallet, *files)}
    for purchase_id in first:
        carry_on(same_wallet, purchase_id)

    again = {purchase.id for purchase in add(same_wallet, *files)}

    assert again == first
    assert len(same_wallet.purchases.purchases()) == 2
    assert {p.state for p in same_wallet.purchases.purchases()} == {
        PurchaseState.PROVISIONAL,
        PurchaseState.FREE,
    }


def test_a_model_file_alone_asks_for_the_back_up(saved: Saved, same_wallet: Services) -> None:
    with pytest.raises(OrderNotKnownHere) as caught:
        add(same_wallet, saved.file("model.age"))

    assert "back-up" in describe(caught.value).remedy


def test_a_back_up_without_its_model_waits_for_it(saved: Saved, same_wallet: Services) -> None:
    (purchase,) = add(same_wallet, saved.file("order.json"))
    waiting = carry_on(same_wallet, purchase.id)

    add(same_wallet, saved.file("model.age"))

    assert waiting is PurchaseState.DELIVERED
    assert carry_on(same_wallet, purchase.id) is PurchaseState.PROVISIONAL


def test_back_with_a_network_the_chain_has_its_say(saved: Saved, tmp_path: Path) -> None:
    root = tmp_path / "second"
    with saved.elsewhere(root, online=False) as services:
        services.accounts.restore(saved.phrase, "", PASSWORD)
        (purchase,) = add(services, saved.file("order.json"), saved.file("model.age"))
        carry_on(services, purchase.id)

    with saved.elsewhere(root, online=True) as services:
        services.accounts.unlock(PASSWORD)
        followed = advance(services, purchase.id)

    assert followed.state in {PurchaseState.PROVISIONAL, PurchaseState.FINAL}
    assert followed.order == saved.bought.order


# In, with the chain.


def test_a_licence_alone_finds_its_order_on_the_chain(saved: Saved, tmp_path: Path) -> None:
    with saved.elsewhere(tmp_path / "second", online=True) as services:
        services.accounts.restore(saved.phrase, "", PASSWORD)

        (purchase,) = add(services, saved.file("licence.age"))

        assert purchase.order_id == saved.bought.order_id
        assert advance(services, purchase.id).state in RUNNABLE


def test_a_purchase_that_was_only_begun_is_not_gone_on_with(saved: Saved, tmp_path: Path) -> None:
    """Advancing it would pay: a licence belongs to what was bought."""
    with saved.elsewhere(tmp_path / "second", online=True) as services:
        services.accounts.restore(saved.phrase, "", PASSWORD)
        begun = begin(services, saved.bought.listing)

        (purchase,) = add(services, saved.file("licence.age"))

        assert purchase.id != begun.id
        assert purchase.order_id == saved.bought.order_id
        assert services.purchases.purchase(begun.id).state is PurchaseState.FETCHING


def test_a_model_file_spares_the_download(saved: Saved, tmp_path: Path) -> None:
    with saved.elsewhere(tmp_path / "second", online=True) as services:
        services.accounts.restore(saved.phrase, "", PASSWORD)

        (purchase,) = add(services, saved.file("model.age"))

        assert services.library.item(purchase.id).disk_bytes >= saved.bought.terms.size_bytes
        assert advance(services, purchase.id).state in RUNNABLE


def test_a_licence_that_no_order_is_for_says_so(saved: Saved, tmp_path: Path) -> None:
    with saved.elsewhere(tmp_path / "second", online=True) as services:
        services.accounts.restore(saved.phrase, "", PASSWORD)
        identity = pyrage.x25519.Identity.from_str(saved.file("identity.txt").read_text().strip())
        stray = tmp_path / "stray.age"
        stray.write_bytes(pyrage.encrypt(b"something of somebody else's", [identity.to_public()]))

        with pytest.raises(LicenceWithoutOrder):
            add(services, stray)


# What is refused.


@pytest.mark.parametrize("name", ["licence.age", "model.age", "free.age"])
def test_another_wallets_licence_is_refused(saved: Saved, tmp_path: Path, name: str) -> None:
    with saved.elsewhere(tmp_path / "other", online=False) as services:
        services.accounts.create(PASSWORD)

        with pytest.raises(LicenceForOther):
            add(services, saved.file(name))

        assert services.purchases.purchases() == []


@pytest.mark.parametrize("name", ["order.json", "free.json"])
def test_another_wallets_back_up_is_refused(saved: Saved, tmp_path: Path, name: str) -> None:
    with saved.elsewhere(tmp_path / "other", online=False) as services:
        services.accounts.create(PASSWORD)

        with pytest.raises(AppError) as caught:
            add(services, saved.file(name))

        assert isinstance(caught.value, InvalidBackup)
        assert caught.value.reason == "wallet"
        assert services.purchases.purchases() == []


def hostile(saved: Saved) -> dict[str, tuple[bytes, type[AppError]]]:
    licence, model = saved.file("licence.age").read_bytes(), saved.file("model.age").read_bytes()
    free = saved.file("free.age").read_bytes()
    own_free = saved.file("free-licence.age").read_bytes()
    lines = licence.split(b"\n")
    stanza = b"\n".join(lines[1:3]) + b"\n"
    scrypt = (
        b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" 62\n" + b"A" * 43 + b"\n--- " + lines[-2][4:]
    )
    version = licence[:22]
    return {
        "thousands of stanzas": (version + stanza * 5000 + licence[22:], CutLicenceFile),
        "a hundred stanzas": (version + stanza * 100 + licence[22:], InvalidLicence),
        "a huge argument": (version + b"-> X25519 " + b"A" * 15_000 + b"\n\n" + licence[22:], InvalidLicence),
        "a huge work factor": (scrypt + b"\n", LicenceForOther),
        "scrypt beside ours": (version + scrypt[22:].split(b"---")[0] + licence[22:], InvalidLicence),
        "a NUL in the header": (licence.replace(b"X25519", b"X2551\0", 1), InvalidLicence),
        "unicode in the header": (licence.replace(b"X25519", "Ｘ25519".encode(), 1), InvalidLicence),
        "another key": (licence[:77] + b"AAAA" + licence[81:], LicenceForOther),
        "another MAC": (licence[:-44] + b"AAAA" + licence[-40:], InvalidLicence),
        "a cut header": (licence[:-3], CutLicenceFile),
        "a cut payload": (model[:-1], ModelFileMismatch),
        "half a payload": (model[: len(model) // 2], ModelFileMismatch),
        "a longer payload": (model + b"\0", ModelFileMismatch),
        "another model's payload": (licence + free[len(own_free) :], ModelFileMismatch),
        "a payload of zeros": (licence + bytes(len(model) - len(licence)), ModelFileMismatch),
        "a changed chunk": (model[:-5000] + bytes([model[-5000] ^ 1]) + model[-4999:], ModelFileMismatch),
    }


def test_a_hostile_file_changes_nothing_and_is_said_in_words(
    saved: Saved, same_wallet: Services, tmp_path: Path
) -> None:
    add(same_wallet, saved.file("order.json"))
    content = tmp_path / "second" / "content" / saved.bought.terms.identity.hex()
    before = same_wallet.purchases.purchases()
    outcomes = {}

    for name, (data, expected) in hostile(saved).items():
        file = tmp_path / "hostile.age"
        file.write_bytes(data)
        with pytest.raises(AppError) as caught:
            add(same_wallet, file)
        outcomes[name] = (type(caught.value), expected, bool(describe(caught.value).remedy))

    wrong = {n: o for n, o in outcomes.items() if not (issubclass(o[0], o[1]) and o[2])}
    assert wrong == {}
    assert same_wallet.purchases.purchases() == before
    assert {path.name for path in content.iterdir()} == {"public.zip"}
    assert not list(content.parent.glob(".staging-*"))


def test_a_cancelled_import_keeps_nothing_half(saved: Saved, same_wallet: Services, tmp_path: Path) -> None:
    add(same_wallet, saved.file("order.json"))
    cancel = CancelToken()

    with pytest.raises(Cancelled):
        same_wallet.importing.add([saved.file("model.age")], cancel, lambda _: cancel.cancel())

    assert not list((tmp_path / "second" / "content").glob(".staging-*"))
    assert not (tmp_path / "second" / "content" / saved.bought.terms.identity.hex() / "payload.age").exists()


def test_a_locked_wallet_adds_nothing(saved: Saved, same_wallet: Services) -> None:
    same_wallet.accounts.lock()

    for name in ("order.json", "licence.age", "model.age"):
        with pytest.raises(WalletLocked):
            add(same_wallet, saved.file(name))
