"""What a walk costs on the wire, as Chromium counts it: compressed bytes with their heads, by kind of answer."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

# Bytes on the wire: the first page with its style, the heaviest step, a live piece, declare and pay as a first visit.
FIRST_PAGE, FRAGMENT, LIVE, JOURNEY = 14_336, 2_560, 1_400, 49_152


@dataclass
class Weight:
    """Bytes of our own answers; stand-ins (the bank's pages, the mailbox) weigh nothing here."""

    sizes: dict[str, int] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.sizes.values())

    @property
    def pages(self) -> list[str]:
        """Whole pages and the fragments that took their place, in order; live pieces and files do not count."""
        return [key for key, kind in self.kinds.items() if kind in ("Document", "Fragment") and key in self.sizes]

    def heaviest(self, kind: str) -> tuple[int, str]:
        found = (key for key, one in self.kinds.items() if one == kind and key in self.sizes)
        return max(((self.sizes[key], self.urls[key]) for key in found), default=(0, ""))


def weigh(page: Page, origin: str) -> Weight:
    """Count everything that this tab loads from now on, with an empty cache."""
    weight = Weight()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")

    def ours(url: str) -> bool:
        return url.startswith(origin) and not url.startswith(f"{origin}/sandbox/")

    def sent(event: dict[str, Any]) -> None:
        request, key = event["request"], event["requestId"]
        if ours(request["url"]):
            headers = {name.lower(): value for name, value in request["headers"].items()}
            is_step = headers.get("hx-target") == "main#main"
            kind = event.get("type", "")
            weight.kinds[key] = "Fragment" if is_step else "Live" if "hx-request" in headers else kind
            weight.urls[key] = request["url"].removeprefix(origin)

    def done(event: dict[str, Any]) -> None:
        if event["requestId"] in weight.kinds:
            weight.sizes[event["requestId"]] = int(event["encodedDataLength"])

    line.on("Network.requestWillBeSent", sent)
    line.on("Network.loadingFinished", done)
    return weight
