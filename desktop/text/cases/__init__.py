"""The errors in words, one table per room.

Classes are named by text, because they stand in rooms that this package must not import.
"""

from desktop.text.cases import (
    batches,
    chain,
    content,
    core,
    effects,
    importing,
    judging,
    licences,
    lists,
    market,
    payments,
    records,
    reviews,
    rights,
    runtime,
    search,
    snapshots,
    tokens,
    transfers,
    wallet,
)

CASES = {
    **market.CASES,
    **tokens.CASES,
    **licences.CASES,
    **lists.CASES,
    **reviews.CASES,
    **rights.CASES,
    **core.CASES,
    **wallet.CASES,
    **payments.CASES,
    **records.CASES,
    **chain.CASES,
    **content.CASES,
    **effects.CASES,
    **runtime.CASES,
    **importing.CASES,
    **search.CASES,
    **batches.CASES,
    **judging.CASES,
    **snapshots.CASES,
    **transfers.CASES,
}
