"""The showcase's chain: marks, notices and alarms that a scene or a test sets."""

from dataclasses import dataclass, field

from desktop.core.changes import Change, Topic
from desktop.core.deadlines import Alarm, Level
from desktop.core.settlement import ChainNotice, Mark, Settlement, Sighting
from desktop.core.transactions import Head
from desktop.services.deadlines import AlarmView, ChainMoment
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish


@dataclass
class Memory:
    publish: Publish
    kept: dict[str, Settlement] = field(default_factory=dict)
    told: list[ChainNotice] = field(default_factory=list)

    def settlement(self, purchase_id: str) -> Settlement | None:
        return self.kept.get(purchase_id)

    def settlements(self) -> dict[str, Settlement]:
        return dict(self.kept)

    def notices(self, purchase_id: str = "") -> list[ChainNotice]:
        return [n for n in self.told if purchase_id in {"", n.purchase_id}]

    def mark_seen(self, notice: ChainNotice) -> None:
        self.told.remove(notice)
        self.publish(Change(Topic.PURCHASES, notice.purchase_id))


@dataclass
class Watch:
    gate: Gate
    memory: Memory
    carry_on: tuple[str, ...] = ()
    looks: int = 0

    def look(self, _head: Head) -> tuple[str, ...]:
        self.gate.pass_through("watch.look")
        self.looks += 1
        carry_on, self.carry_on = self.carry_on, ()
        return carry_on


@dataclass
class Deadlines:
    alarms: tuple[Alarm, ...] = ()
    moment: ChainMoment = field(default_factory=lambda: ChainMoment(values.NOW, is_counted=False))
    away: dict[str, Level] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)

    def now(self) -> ChainMoment:
        return self.moment

    def note(self, head: Head) -> None:
        self.heads.append(head)

    def read_credits(self) -> None:
        """The showcase's credits are alarms already."""

    def forget_credits(self) -> None:
        """Nor are they asked for again."""

    def view(self) -> AlarmView:
        return AlarmView(tuple(a for a in self.alarms if self.away.get(a.key, 0) < a.level), self.moment)

    def put_away(self, alarm: Alarm) -> None:
        self.away[alarm.key] = alarm.level

    def take_untold(self, _alarms: tuple[Alarm, ...]) -> tuple[Alarm, ...]:
        return ()


def settlement(
    purchase_id: str,
    payment: Mark,
    delivery: Mark | None = None,
    end: Mark | None = None,
    *,
    tells: bool = True,
) -> Settlement:
    """Facts in the blocks 4,180, 4,188 and 4,205, as deep as given."""
    payments, deliveries, ends = (
        None if found is None else Sighting(found, block, bytes(32))
        for found, block in ((payment, 4_180), (delivery, 4_188), (end, 4_205))
    )
    return Settlement(purchase_id, payments, deliveries, ends, tells_safe=tells, tells_finalized=tells)
