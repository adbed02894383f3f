"""What a person is shown before they sign: every step tried now, with its fees and what is unusual about it."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.core.agreements import Ask, Planned, Sheet
from desktop.core.effects import Effects, Fullness, Preview
from desktop.core.errors import Bug, InsufficientFunds, Reverted
from desktop.core.money import Money
from desktop.core.transactions import FeeLevel, FeeOffer
from desktop.core.warnings import Alert, gravest_first
from desktop.services.guard import Guard
from desktop.services.ports import Transactor
from desktop.services.warnings import judge_fee, judge_preview


def make_sheet(chain: Transactor, guard: Guard, plan: Sequence[Planned], ask: Ask) -> Sheet:
    """Try every step; what would fail is shown with its reason."""
    levels = chain.fee_levels()
    previews: list[Preview] = []
    offers: list[FeeOffer] = []
    for place, step in enumerate(plan):
        preview = _shown(guard, step)
        if place and _needs_the_one_before(step, preview):
            preview = replace(preview, effects=replace(_expected(step), fullness=Fullness.AFTER_OTHERS))
        gas, failure = _gas(chain, step, preview)
        if failure is not None and not preview.effects.would_fail:
            preview = replace(preview, effects=replace(preview.effects, failure=failure))
        before = sum(1 for earlier in plan[:place] if earlier.account == step.account)
        nonce = chain.next_nonce(step.account) + before
        previews.append(preview)
        offers.append(
            FeeOffer(
                levels,
                gas,
                nonce,
                chain.mined_nonce(step.account),
                data_fee_most_wei=chain.data_fee_most_wei(step.call),
            )
        )
    coins = sum(chain.balance_wei(account) for account in dict.fromkeys(step.account for step in plan))
    sheet = Sheet(tuple(previews), tuple(offers), coins, is_later=ask.is_later)
    return replace(sheet, alerts=_alerts(sheet, ask))


def _shown(guard: Guard, step: Planned) -> Preview:
    preview = guard.preview(step.account, step.call)
    if preview is None:
        raise Bug("a person is to be asked, and nothing here can show what would be signed")
    return preview


def _needs_the_one_before(step: Planned, preview: Preview) -> bool:
    return step.gas_most is not None and (preview.effects.would_fail or not preview.effects.fullness.is_full)


def _expected(step: Planned) -> Effects:
    return step.expected or Effects(Fullness.AFTER_OTHERS, is_complete=False)


def _gas(
    chain: Transactor, step: Planned, preview: Preview
) -> tuple[int, Reverted | InsufficientFunds | None]:
    """The gas that it is signed with, and why the node gives none."""
    if step.gas_most is not None:
        return step.gas_most, None
    if step.call.gas_limit is not None:
        return step.call.gas_limit, None
    if preview.transaction is not None:
        return preview.transaction.gas_limit, None
    try:
        return chain.estimate_gas(step.account, step.call), None
    except (Reverted, InsufficientFunds) as error:
        return 0, error


def _alerts(sheet: Sheet, ask: Ask) -> tuple[Alert, ...]:
    """By the rules, of every step; a fee is compared with all that is paid."""
    found = [alert for preview in sheet.previews for alert in judge_preview(preview, needed=ask.needed)]
    found += judge_fee(Money(sheet.value_wei), sheet.offer.most_wei(FeeLevel.NORMAL))
    return gravest_first(found)
