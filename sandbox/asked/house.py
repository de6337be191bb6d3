"""What every part of the phone's stand-ins works with."""

from dataclasses import dataclass, field
from pathlib import Path

from sandbox.asked.terms import Terms


@dataclass(frozen=True)
class House:
    """`folder`: keys and books. `address`: where the site is reached. `names`: the relying parties under contract."""

    folder: Path
    address: str
    names: tuple[str, ...] = ("DEMO",)
    terms: Terms = field(default_factory=Terms)
    scheme: str = "smart-id-demo"

    @property
    def ocsp_url(self) -> str:
        """Where the certificates say that revocation is asked."""
        return f"{self.address}/sandbox/ocsp"

    @property
    def link_base(self) -> str:
        """Where Smart-ID's device links lead: to the phone, for want of an app that catches them."""
        return f"{self.address}/sandbox/phone/link"

    def knows(self, name: str) -> bool:
        """Whether a relying party is under contract; its name is matched without case."""
        return name.lower() in {known.lower() for known in self.names}
