"""A query of the activity as SQL: one condition and its values."""

from collections.abc import Sized

from desktop.core.activity import ActivityPlace, ActivityQuery, Direction

ORDER = "time DESC, id DESC"
_DIRECTIONS = {
    Direction.IN: "amount NOT LIKE '-%' AND amount != '0'",
    Direction.OUT: "amount LIKE '-%'",
}


def where(query: ActivityQuery, after: ActivityPlace | None) -> tuple[str, list[object]]:
    """The condition, and the values of its question marks in their order."""
    conditions = ["hidden != ''" if query.kept_out else "hidden = ''"]
    values: list[object] = []

    def add(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if query.account is not None:
        add("account = ?", query.account.raw.hex())
    if query.chain_id is not None:
        add("chain_id = ?", str(query.chain_id))
    if query.direction is not Direction.ANY:
        add(_DIRECTIONS[query.direction])
    if query.only_kinds:
        add(f"kind IN ({_marks(query.only_kinds)})", *sorted(query.only_kinds))
    if query.states:
        add(f"status IN ({_marks(query.states)})", *sorted(query.states))
    if query.text.strip():
        condition, given = _words(query)
        add(condition, *given)
    if after is not None:
        add("(time, id) < (?, ?)", after.time, after.id)
    return " AND ".join(f"({condition})" for condition in conditions), values


def _words(query: ActivityQuery) -> tuple[str, list[object]]:
    """Every word is in the line; or the kind or the other side goes by a name that holds them."""
    words = query.text.casefold().split()
    ways = [" AND ".join(["words LIKE ? ESCAPE '\\'"] * len(words))]
    values: list[object] = [f"%{_literal(word)}%" for word in words]
    if query.kinds:
        ways.append(f"kind IN ({_marks(query.kinds)})")
        values += sorted(query.kinds)
    if query.people:
        ways.append(f"counterparty IN ({_marks(query.people)})")
        values += sorted(person.raw.hex() for person in query.people)
    return " OR ".join(f"({way})" for way in ways), values


def _literal(word: str) -> str:
    """A word as LIKE takes it letter by letter."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _marks(values: Sized) -> str:
    return ", ".join("?" * len(values))
