"""Carries packets between two tunnel devices as a slow line does: `python -m measure.carrying PROFILE CLIENT SERVER`.

CLIENT and SERVER are numbers of open files. A process of its own: a busy browser must not slow the line further.
"""

import os
import random
import select
import sys
import time
from collections import deque

from measure.line import PROFILES, Way

LARGEST, PAUSE = 2048, 0.5


def carry(profile: str, client: int, server: int) -> None:
    """Until this process is ended."""
    line = PROFILES[profile]
    ways = {client: (Way(line.up, line), server), server: (Way(line.down, line), client)}
    waiting: dict[int, deque[tuple[float, bytes]]] = {client: deque(), server: deque()}
    while True:
        now = time.monotonic()
        for device, packets in waiting.items():
            while packets and packets[0][0] <= now:
                os.write(device, packets.popleft()[1])
        due = min((packets[0][0] for packets in waiting.values() if packets), default=now + PAUSE)
        for device in select.select([client, server], [], [], max(due - time.monotonic(), 0))[0]:
            packet = os.read(device, LARGEST)
            way, end = ways[device]
            arrives = way.arrival(time.monotonic(), len(packet), random.random(), random.random())
            if arrives is not None:
                waiting[end].append((arrives, packet))


if __name__ == "__main__":
    carry(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
