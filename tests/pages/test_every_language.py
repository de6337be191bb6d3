"""No page of a resident's says anything in another language than the one that was chosen."""

import re

import pytest

from settings import LANGUAGES
from tests import people
from tests.client import CheckingClient, main_of, parse, said
from tests.proofs import begin
from tests.wording import english

PAGES = (
    *("/", "/register", "/register/email", "/sign-in", "/sign-in/forgotten", "/help", "/help/contact", "/help/video"),
    *("/help/report", "/help/call-back", "/nowhere", "/sign-in/smart-id", "/sign-in/mobile-id", "/sign-in/gateway"),
    *("/k", "/check"),
)
OF_HERS = ("/services", "/services/add/provider", "/readings", "/pay/basket", "/pay/history", "/account",
           "/account/password", "/account/email", "/services/links")  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_speak_one_language(client: CheckingClient, code: str) -> None:
    flat = people.ona()
    people.bill(flat.services["gas"].account, "B-1", 1745)
    client.set_cookie("language", code, domain="127.0.0.1")
    pages = [client.get(path) for path in PAGES]
    pages.append(client.get(f"/sign-in/attempts/{begin(client, 'mobile-id')}"))
    client.sign_in(flat.person)
    pages += [client.get(path, follow_redirects=True) for path in OF_HERS]
    for kind in ("electricity", "cold"):
        page = client.get(f"/readings/{flat.meters[kind].public_id}/values")
        field = "iki_t1" if kind == "electricity" else "iki"
        pages += [page, client.send(page, button="choice=declare", **{field: "x"})]
        pages.append(client.get(f"/readings/{flat.meters[kind].public_id}/history"))
    left = english() if code != "en" else []
    for page in pages:
        assert parse(page).get("lang") == code, page.request.path
        words = said(page)
        assert [part for part in left if part in words] == [], page.request.path
        if code in ("ru", "uk"):
            heading = main_of(parse(page)).find(".//h1")
            assert heading is not None
            assert re.search("[а-яіїєґ]", "".join(heading.itertext()).lower()), page.request.path
