"""When Python looks for cyclic garbage."""

import gc

_SELDOM = 70_000


def collect_rarely() -> None:
    """Look for cyclic garbage a hundred times less often: for a process that makes many values and hardly a cycle.

    Python looks whenever 700 more were made than freed: a tenth of the time in which a catalogue is written, and a sixth
    of that in which a command's modules are imported (measured).
    """
    gc.set_threshold(_SELDOM, 10, 10)
