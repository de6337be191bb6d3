from tests.client import CheckingClient
from tests.people import ona


def test_a_visitor_sees_the_ways_in(client: CheckingClient) -> None:
    page = client.get("/").text
    for text in ("Savitarna", "Prisijunkite", "Registruokitės", "El. paštu"):
        assert text in page


def test_a_signed_in_person_goes_on_to_their_services(client: CheckingClient) -> None:
    client.sign_in(ona().person)
    page = client.get("/").text
    assert 'href="/services"' in page
    assert "Prisijunkite" not in page
