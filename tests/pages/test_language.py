import pytest

from blueprints.choices import came_from
from tests.client import BASE_URL, CheckingClient, place


def test_switching_the_language_stays_on_the_page(client: CheckingClient) -> None:
    answer = client.get("/language/en", headers={"Referer": f"{BASE_URL}/help?q=kodas"})
    assert answer.status_code == 303
    assert place(answer) == "/help?q=kodas"
    assert place(answer) != answer.location, "a small browser shows what it remembers of an address"
    assert "What are you looking for?" in client.get("/help").text


def test_switching_keeps_what_was_typed_and_its_problems(client: CheckingClient) -> None:
    client.send(client.get("/help/report"), message="a" * 4001)
    client.get("/language/en")
    page = client.get("/help/report").text
    assert "Error: Report an error" in page
    assert "a" * 4001 in page


def test_a_language_we_do_not_speak_is_not_there(client: CheckingClient) -> None:
    assert client.get("/language/xx").status_code == 404


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://evil.example/help",
        f"{BASE_URL}.evil.example/help",
        f"{BASE_URL}//evil.example",
        f"{BASE_URL}/\\evil.example",
        f"{BASE_URL}/help\t//evil",
        f"{BASE_URL}/language/en",
        "javascript:alert(1)",
    ],
)
def test_nobody_is_led_to_another_host(referer: str) -> None:
    assert came_from(referer, BASE_URL) == "/"
