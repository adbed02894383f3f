"""The errors in words, one table per room.

Classes are named by text, because they stand in rooms that this package must not import.
"""

from desktop.text.cases import (
    batches,
    chain,
    core,
    licences,
    market,
    reviews,
    rights,
    runtime,
    tokens,
    wallet,
)

CASES = {
    **market.CASES,
    **tokens.CASES,
    **licences.CASES,
    **reviews.CASES,
    **rights.CASES,
    **core.CASES,
    **wallet.CASES,
    **chain.CASES,
    **runtime.CASES,
    **batches.CASES,
}
