"""The stand-ins that several tests of this ring speak to."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from tests.phones import QUICK, Phones, serving


@pytest.fixture(scope="session")
def phones(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phones]:
    """Smart-ID, Mobile-ID, OCSP and the phone, running; certificates are slow to make, so all tests share them."""
    with serving(tmp_path_factory.mktemp("phones")) as running:
        yield running


@pytest.fixture
def phones_of(tmp_path) -> Callable[..., AbstractContextManager[Phones]]:
    """The same for a test of its own times: `with phones_of(lasts=0.3) as quick`."""
    return lambda **terms: serving(tmp_path, replace(QUICK, **terms))
