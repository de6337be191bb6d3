"""What a terminal's program does when a page leads there, for browsers that have none: it prints, and leads back."""

import re

from playwright.sync_api import BrowserContext, Route

from agent.slips import slip
from tests.browser.enrolled import as_program
from tests.browser.site import Site

AGENT = "http://127.0.0.1:8010"


def print_for(screen: BrowserContext, site: Site, secret: str, papers: list[bytes], model: str = "raster-80") -> None:
    """Answer this browser as the program would. What it prints comes into `papers`."""

    def answer(route: Route) -> None:
        job = re.fullmatch(rf"{AGENT}/print/([\w-]+)\?back=(/[\w/-]+)", route.request.url)
        if not job:
            route.fulfill(body="<h1>Pabaiga</h1>", content_type="text/html")
            return
        assert route.request.all_headers()["referer"] == f"{site.url}/"  # the program answers nobody else's pages
        papers.append(slip(as_program(site, secret, f"/kiosk/jobs/{job[1]}", "GET"), model))
        back = f"{site.url}{job[2]}?printed=ok"
        route.fulfill(body=f'<meta http-equiv="refresh" content="0; url={back}">', content_type="text/html")

    screen.route(f"{AGENT}/**", answer)
