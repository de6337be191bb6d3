"""Six small browsers, none of which runs a script: the same walks in each. Two processes share them by their kind."""

from collections.abc import Iterator

import pytest

from tests.browser.site import Site
from tests.browser.text.dillo import Dillo
from tests.browser.text.drawn import Drawn
from tests.browser.text.elinks import Elinks
from tests.browser.text.links import Links
from tests.browser.text.lynx import Lynx
from tests.browser.text.netsurf import NetSurf
from tests.browser.text.reader import Reader
from tests.browser.text.w3m import W3m

KINDS: list[type[Reader]] = [Lynx, W3m, Elinks, Links, NetSurf, Dillo]


def shared(kind: type[Reader]) -> object:
    return pytest.param(kind, marks=pytest.mark.xdist_group("windows" if issubclass(kind, Drawn) else "terminals"))


@pytest.fixture(params=map(shared, KINDS))
def kind(request: pytest.FixtureRequest) -> type[Reader]:
    return request.param


@pytest.fixture
def browser(kind: type[Reader], site: Site) -> Iterator[Reader]:
    opened = kind(site.url)
    yield opened
    opened.end()
