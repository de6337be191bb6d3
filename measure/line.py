"""The arithmetic of a slow line: when a packet that is sent now arrives, if it does. No sockets and no clock."""

from dataclasses import dataclass

BUFFER = 4.0  # seconds of traffic that wait before the line; more is dropped, as at a mast


@dataclass(frozen=True)
class Profile:
    """A kind of line: kbit/s to and from the telephone, seconds each way, packets lost of a hundred."""

    down: float
    up: float
    delay: float
    jitter: float = 0.0
    loss: float = 0.0


PROFILES = {
    "gprs": Profile(down=50, up=25, delay=0.3, jitter=0.04, loss=1.0),
    "2g": Profile(down=35, up=32, delay=0.65),
    "kiosk": Profile(down=64, up=64, delay=0.1, jitter=0.01, loss=0.1),
}


class Way:
    """One direction. Packets keep their order, as on the radio; `luck` is between 0 and 1 and drawn for each packet."""

    def __init__(self, rate: float, profile: Profile) -> None:
        self.seconds_a_byte = 8 / (rate * 1000)
        self.profile = profile
        self.free = self.last = 0.0  # when the sender is done with what waits, when the packet before arrives

    def arrival(self, now: float, size: int, luck: float, shake: float) -> float | None:
        """When a packet of so many bytes arrives; None when it is lost or finds the buffer full."""
        begins = max(now, self.free)
        if begins - now > BUFFER:
            return None
        self.free = begins + size * self.seconds_a_byte
        if luck * 100 < self.profile.loss:
            return None
        late = self.profile.jitter * (2 * shake - 1)
        self.last = max(self.last, self.free + self.profile.delay + late)
        return self.last
