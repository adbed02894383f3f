"""The progress line of a purchase: what failed has failed, what waits for the person has not."""

from dataclasses import replace

import pytest

from desktop.core.errors import DiskFull, WalletLocked
from desktop.core.orders import PurchaseState
from desktop.core.transfers import DownloadPaused
from desktop.services.purchase.steps import steps_of
from tests.helpers.samples import make_purchase


@pytest.mark.parametrize(
    ("fault", "state"), [(None, "now"), (WalletLocked, "now"), (DownloadPaused, "now"), (DiskFull, "failed")]
)
def test_a_step_that_waits_for_the_person_has_not_failed(fault: type | None, state: str) -> None:
    purchase = replace(make_purchase(), state=PurchaseState.FETCHING, fault=fault and fault.__name__)

    assert steps_of(purchase)[0] == ("fetch", state)
