"""Stored content in the app as bootstrap composes it: a bought model is damaged and mended, seeded, and never let go."""

import os
import time
from dataclasses import replace
from pathlib import Path

import httpx

from desktop.core.cancel import CancelToken
from desktop.core.checks import CheckState
from desktop.core.contents import PAYLOAD, PUBLIC
from desktop.core.keeping import DAY_S, Kind, Verdict
from desktop.paths import Paths
from desktop.services.seeding import SeedSettings
from tests.helpers.app import PASSWORD, advance, begin, catch_up, open_app
from tests.helpers.market import RunningMarket
from tests.unit.content.versions import flip


def test_a_bought_model_is_mended_seeded_and_kept_and_what_was_only_tried_goes(
    shared_market: RunningMarket, tmp_path: Path
) -> None:
    places = shared_market.places
    with open_app(
        tmp_path, places.rpc_url, places.chain_id, places.market, sources=(places.content_url,)
    ) as services:
        services.accounts.create(PASSWORD)
        shared_market.gateway.faucet(services.accounts.active_address())
        purchase = advance(services, begin(services, shared_market.listing).id)
        folder = Paths(tmp_path).content / purchase.terms.identity.hex()
        whole = (folder / PAYLOAD).read_bytes()
        tried = Paths(tmp_path).content / ("ab" * 32)
        tried.mkdir()
        (tried / PUBLIC).write_bytes(b"public part of another model")
        os.utime(tried / PUBLIC, (time.time() - 40 * DAY_S,) * 2)
        flip(folder / PAYLOAD, len(whole) // 2)
        catch_up(services)

        checked = services.checking.check(CancelToken(), rest=0)
        shown = {line.key: line.judged for line in services.storage.overview().lines}
        cleaned = services.storage.clean()
        services.seeding.change(SeedSettings(is_on=True, with_licences=True))
        url = f"{services.seeding.open()}/{folder.name}/{PAYLOAD}"
        served = httpx.get(url).content
        services.seeding.change(replace(services.seeding.status().settings, with_licences=False))
        refused = httpx.get(url).status_code

    (line,) = checked.lines
    assert line.check is not None
    assert (line.check.state, line.check.mended_from) == (CheckState.MENDED, (places.content_url,))
    assert (folder / PAYLOAD).read_bytes() == served == whole
    assert refused == 404
    assert shown[purchase.terms.identity, Kind.WHOLE].rule in {"licence", "order"}
    assert shown[bytes.fromhex(tried.name), Kind.PUBLIC].verdict is Verdict.FREE
    assert cleaned.things == 1
    assert not tried.exists()
