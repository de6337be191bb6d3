"""Waiting: the page reads one row, may be reloaded and left, and tells every ending in its own words."""

import re
from typing import get_args

import pytest
import time_machine

from data import attempts
from data.attempts import Asked
from rendering import say
from rules.identity import Outcome
from rules.outcomes import told
from tests.client import CheckingClient, main_of, parse, said, text_of
from tests.people import identity
from tests.proofs import SESSION, begin, browser_of, enter, prove, wait_for

PAGE = "/sign-in/attempts/"
NEXT_STEP = re.compile("bandykite|pradėkite|pasirinkite|patikrinkite|netvirtinkite|kreipkitės", re.IGNORECASE)


def test_the_code_of_mobile_id_stands_there_before_any_call(client: CheckingClient) -> None:
    public_id = begin(client, "mobile-id")
    before = text_of(main_of(parse(client.get(PAGE + public_id))).find(".//*[@class='compare']"))
    assert re.fullmatch(r"[0-8][0-9]{3}", before)
    kept = attempts.seen_by(public_id, browser_of(client)).kept
    wait_for(public_id, request=dict(kept), session={})
    assert text_of(main_of(parse(client.get(PAGE + public_id))).find(".//*[@class='compare']")) == before


def test_smart_id_shows_a_link_for_this_phone_and_a_code_for_another(client: CheckingClient) -> None:
    public_id = begin(client)
    assert "Ruošiame kodą" in said(client.get(PAGE + public_id))
    page = client.get(PAGE + wait_for(public_id))
    link = next(a.get("href") for a in main_of(parse(page)).iter("a") if "smart-id.com" in str(a.get("href")))
    assert "deviceLinkType=Web2App" in link and "lang=lit" in link and "authCode=" in link
    assert "<svg" in page.text


def test_the_qr_code_is_another_one_each_second(client: CheckingClient) -> None:
    with time_machine.travel("2026-11-25T20:00:00Z", tick=False) as clock:
        public_id = wait_for(begin(client))
        codes = set()
        for _ in range(3):
            codes.add(client.get(f"{PAGE}{public_id}/qr").text)
            clock.shift(1)
    assert len(codes) == 3


def test_nothing_secret_of_smart_id_reaches_the_browser(client: CheckingClient) -> None:
    page = client.get(PAGE + wait_for(begin(client))).text
    assert not [name for name in ("id", "secret", "challenge", "callback_url") if SESSION[name] in page]


def test_the_page_asks_and_hears_only_what_changed(client: CheckingClient) -> None:
    public_id = begin(client, "gateway")
    ask = f"{PAGE}{public_id}/changed/created"
    unchanged = client.as_htmx(ask)
    assert (unchanged.status_code, dict(unchanged.headers)) == (204, {"Cache-Control": "no-store"})
    wait_for(public_id, leave="https://vartai.example/?ticket=t")
    assert client.as_htmx(ask).headers["HX-Redirect"] == "https://vartai.example/?ticket=t"
    assert client.as_htmx(f"{PAGE}{public_id}/changed/waiting").status_code == 204


def test_without_script_the_page_comes_again_by_itself_and_has_the_link(client: CheckingClient) -> None:
    public_id = wait_for(begin(client, "gateway"), leave="https://vartai.example/?ticket=t")
    page = client.get(PAGE + public_id)
    assert '<noscript><meta http-equiv="refresh"' in page.text
    assert 'href="https://vartai.example/?ticket=t"' in page.text


def test_another_browser_does_not_see_the_attempt(client: CheckingClient) -> None:
    public_id = prove(client)
    other = client.application.test_client()
    other.get("/sign-in")
    for path in ("", "/changed/created", "/qr", "/done"):
        assert other.get(PAGE + public_id + path).status_code == 404, path


@pytest.mark.parametrize("way", ["smart-id", "mobile-id", "gateway"])
@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_every_ending_of_every_way_says_what_to_do(client: CheckingClient, way: str, outcome: Outcome) -> None:
    public_id = begin(client, way)
    attempts.ended(public_id, "failed", outcome)
    page = client.get(PAGE + public_id)
    assert page.status_code == 200
    sentence, advice = told(attempts.seen_by(public_id, browser_of(client)).method, outcome)
    assert NEXT_STEP.search(say(advice))
    assert f"{say(sentence)} {say(advice)}" in said(page)
    links = [a.get("href") for a in main_of(parse(page)).iter("a")]
    assert links[0] == f"/sign-in/{way}"
    assert f"/sign-in/{way}" not in links[1:]


def test_whoever_has_no_such_service_is_told_like_any_failure(client: CheckingClient) -> None:
    """Nobody can find out who has Smart-ID or Mobile-ID (accounts.md §3)."""
    seen = []
    client.get("/sign-in")
    for reason in ("no such person", "the signature does not hold"):
        public_id = attempts.begin(Asked(reason, "mobile-id", "", "enter", browser_of(client), lasts=60))
        attempts.ended(public_id, "failed", "failed")
        seen.append(said(client.get(PAGE + public_id)))
    assert seen[0] == seen[1]


def test_time_runs_out_also_when_no_worker_says_so(client: CheckingClient) -> None:
    with time_machine.travel("2026-11-25T20:00:00Z", tick=False) as clock:
        public_id = begin(client)
        clock.shift(181)
        assert "Nesulaukėme patvirtinimo" in said(client.get(PAGE + public_id))


def test_one_may_stop_waiting(client: CheckingClient) -> None:
    public_id = begin(client)
    page = client.send(client.get(PAGE + public_id))
    assert page.request.path == "/sign-in/smart-id"
    assert attempts.seen_by(public_id, browser_of(client)).state == "refused"


def test_of_a_used_attempt_nothing_is_left_to_see(client: CheckingClient) -> None:
    enter(client)
    public_id = prove(client)
    assert client.get(f"{PAGE}{public_id}/done").location == "/account"
    assert client.get(PAGE + public_id).status_code == 404  # the browser goes by another token now


def test_a_proof_is_good_for_a_quarter_of_an_hour(client: CheckingClient) -> None:
    with time_machine.travel("2026-11-25T20:00:00Z", tick=False) as clock:
        public_id = prove(client, identity())
        clock.shift(15 * 60)
        assert client.get(f"{PAGE}{public_id}/done").location == PAGE + public_id
