"""Our agreement with the Smart-ID service."""

from dataclasses import dataclass, field

from gateways.certificates import Trust
from gateways.errors import GatewayError
from gateways.https import Line

LONGEST_NAME = 32  # bytes of UTF-8, knowledge/smart-id.md §4


@dataclass(frozen=True)
class Service:
    """The service recognises us by address and UUID; people read `name` on the phone.

    `line` leads to the base with version (…/v3/). `scheme` is `smart-id`, or `smart-id-demo` for DEMO; it is signed.
    Raises GatewayError("broken") for a name that the service would not take.
    """

    line: Line
    uuid: str = field(repr=False)
    name: str
    scheme: str
    trust: Trust = field(repr=False)

    def __post_init__(self) -> None:
        if not 1 <= len(self.name.encode()) <= LONGEST_NAME:
            raise GatewayError("broken", "smart-id: the party's name must have from 1 to 32 bytes")
