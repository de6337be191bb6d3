"""Network namespaces: the site in one, its visitors in another, and nothing between them but a slow line.

What is started inside `within` stays in that namespace, whatever starts it; so the tests' own starters serve here too.
"""

import ctypes
import fcntl
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.browser.site import DIES_WITH_US, ROOT

CLIENT, SERVER = "198.18.0.1", "198.18.0.2"  # the range that is set aside for measuring
NEW_NET, SET_DEVICE, TUN, BARE_PACKETS = 0x40000000, 0x400454CA, 0x0001, 0x1000
LARGEST = 1400  # bytes of a packet; tunnels of telephone networks leave no more


@contextmanager
def space(name: str) -> Iterator[str]:
    """A namespace of its own. It sends as every kernel can; on so few bytes cubic would do the same."""
    name = f"{name}-{os.getpid()}"
    subprocess.run(["ip", "netns", "add", name], check=True)
    try:
        subprocess.run(["ip", "-n", name, "link", "set", "lo", "up"], check=True)
        with within(name):
            Path("/proc/sys/net/ipv4/tcp_congestion_control").write_text("reno")
        yield name
    finally:
        subprocess.run(["ip", "netns", "del", name], check=True)


@contextmanager
def within(name: str) -> Iterator[None]:
    """This thread, and every process that it starts, is in the namespace."""
    home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    away = os.open(f"/run/netns/{name}", os.O_RDONLY)
    try:
        _enter(away)
        yield
    finally:
        _enter(home)
        os.close(away)
        os.close(home)


def _enter(namespace: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace, NEW_NET):
        raise OSError(ctypes.get_errno(), "cannot enter the namespace")


@contextmanager
def joined(client: str, server: str, profile: str) -> Iterator[None]:
    """Both namespaces see each other over a line of this profile."""
    with ExitStack() as stack:
        ends = [_end(client, CLIENT, SERVER), _end(server, SERVER, CLIENT)]
        for end in ends:
            stack.callback(os.close, end)
        command = [*DIES_WITH_US, sys.executable, "-m", "measure.carrying", profile, *map(str, ends)]
        carrier = stack.enter_context(subprocess.Popen(command, cwd=ROOT, pass_fds=ends))
        stack.callback(carrier.kill)
        yield


def _end(name: str, address: str, other: str) -> int:
    """A device in the namespace; what is sent there is read from the open file, and the other way round."""
    with within(name):
        device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(device, SET_DEVICE, struct.pack("16sH22x", b"line", TUN | BARE_PACKETS))
    for words in (f"addr add {address} peer {other} dev line", f"link set line mtu {LARGEST} up"):
        subprocess.run(["ip", "-n", name, *words.split()], check=True)
    return device
