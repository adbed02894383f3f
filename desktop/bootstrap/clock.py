"""The machine's clock."""

import time


class SystemClock:
    """``services.ports.Clock``."""

    def now(self) -> int:
        return int(time.time())
