"""The connections of a server: how many there may be, how many from one address, and which gives way to a new one."""

import ipaddress
import socket
import threading
import time

MOST = 64
MOST_OF_ONE = 12
"""From one IPv4 address, or one IPv6 network of 64 bits, which is what one household has."""


class Place:
    """One connection's place; it is idle while it waits for a request head."""

    def __init__(self, connection: socket.socket, origin: str) -> None:
        self.connection = connection
        self.origin = origin
        self.idle_since: float | None = time.monotonic()
        self.is_over = False

    def wait(self) -> None:
        """It waits for a request."""
        self.idle_since = time.monotonic()

    def work(self) -> None:
        """A request is being answered."""
        self.idle_since = None

    def end(self) -> None:
        """Cut the connection; whoever reads or writes there finds its end."""
        self.is_over = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it had ended by itself


class Places:
    """At most so many at once; those who wait for nothing give way, the longest idle first. Safe from several threads.

    Args:
        most: Of all.
        most_of_one: Of one origin. This machine is exempt: a proxy on it stands for many.
    """

    def __init__(self, most: int = MOST, most_of_one: int = MOST_OF_ONE) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._lock = threading.Lock()
        self._places: dict[int, Place] = {}

    def __len__(self) -> int:
        with self._lock:
            return len(self._places)

    def of(self, connection: socket.socket) -> Place | None:
        with self._lock:
            return self._places.get(id(connection))

    def enter(self, connection: socket.socket, address: str) -> Place | None:
        """A place for a new connection, which another may have to give up; None if all are at work."""
        origin = origin_of(address)
        with self._lock:
            own = [place for place in self._places.values() if place.origin == origin]
            if origin and len(own) >= self._most_of_one and not self._free_one(own):
                return None
            if len(self._places) >= self._most and not self._free_one(list(self._places.values())):
                return None
            place = Place(connection, origin)
            self._places[id(connection)] = place
            return place

    def leave(self, connection: socket.socket) -> None:
        """Its thread has ended."""
        with self._lock:
            self._places.pop(id(connection), None)

    def close(self) -> None:
        """End all of them."""
        with self._lock:
            for place in self._places.values():
                place.end()
            self._places.clear()

    def _free_one(self, among: list[Place]) -> bool:
        idle = [place for place in among if place.idle_since is not None]
        if not idle:
            return False
        given_up = min(idle, key=lambda place: place.idle_since or 0.0)
        del self._places[id(given_up.connection)]
        given_up.end()
        return True


def origin_of(address: str) -> str:
    """What counts as one: an IPv4 address, an IPv6 network of 64 bits; empty for this machine."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found
    if found.is_loopback:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))
    return str(found)
