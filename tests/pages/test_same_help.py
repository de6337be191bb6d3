"""Help stands at the same place on every page (WCAG 2.2, 3.2.6), whoever looks and whatever has happened."""

import re

from tests import people
from tests.client import CheckingClient
from tests.declaring import values
from tests.pages.test_every_language import OF_HERS, PAGES
from tests.proofs import begin


def line_of(page: str) -> str:
    """The footer, which is all that stands between <main> and the scripts."""
    found = re.search(r"</main>\s*(?:</div>\s*)?(<footer>.*</footer>)\s*<script", page, re.DOTALL)
    assert found
    return found[1]


def test_help_stands_at_the_same_place_on_every_page(client: CheckingClient) -> None:
    flat = people.ona()
    pages = [client.get(path) for path in (*PAGES, "/staff")]
    pages.append(client.get(f"/sign-in/attempts/{begin(client, 'mobile-id')}"))
    pages.append(client.send(client.get("/help/call-back"), phone="x"))
    client.sign_in(flat.person)
    pages += [client.get(path, follow_redirects=True) for path in OF_HERS]
    page = client.get(values(flat))
    pages += [page, client.send(page, "choice=declare", iki_t1="x")]
    pages.append(client.send(page, "choice=declare", iki_t1="12401", iki_t2="4400"))
    client.sign_in(people.person("darbuotoja@savitarna.example", role="staff"))
    pages.append(client.get("/staff"))
    lines = {line_of(page.text) for page in pages}
    assert len(lines) == 1
    (line,) = lines
    wanted = ["tel:1802", "tel:+37061121802", "/help/call-back", "/help", "/help/video", "/help/report"]
    assert re.findall('href="([^"]+)"', line)[: len(wanted)] == wanted  # then the statement and how pages look


def test_a_swapped_page_leaves_the_help_line_where_it_was(client: CheckingClient) -> None:
    assert "<footer" not in client.as_htmx("/help/contact").text
