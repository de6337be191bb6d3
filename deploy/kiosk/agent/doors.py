"""Whom the agent answers: its own browser, led here by a page of the portal, and nobody else."""

from email.message import Message

from agent import HOST


def is_for_us(headers: Message) -> bool:
    """Whether the request names this address: a foreign name that was made to lead here does not."""
    return headers.get_all("Host") == [HOST]


def comes_from(portal: str, headers: Message) -> bool:
    """Whether a page of the portal has led here. Its Referer is the proof: no other page can write it, and every engine
    sends it, while Sec-Fetch-… is unknown to WebKit before 2.40. What is there must not say otherwise: a picture or a
    script's request is no navigation, and a form of another origin says so."""
    referers = headers.get_all("Referer", [])
    told = {
        "Sec-Fetch-Mode": headers.get("Sec-Fetch-Mode", "navigate") == "navigate",
        "Sec-Fetch-Dest": headers.get("Sec-Fetch-Dest", "document") == "document",
        "Origin": headers.get("Origin", portal) == portal,
    }
    return len(referers) == 1 and f"{referers[0]}/".startswith(f"{portal}/") and all(told.values())
