"""Adding services through the pages, for the tests of other pages too. The codes are those of the demo households."""

from werkzeug.test import TestResponse

from tests.client import CheckingClient

ONA_POWER, ONA_WATER = "10020304", "300405"
POWER, WATER = "el-ignitis-visuomeninis-elektros-tiekimas", "va-vilniaus-vandenys"
OPEN_POWER, OPEN_HOUSE = "el-elektrum-lietuva", "bu-servico"


def to_code(browser: CheckingClient, provider: str, **query: str) -> TestResponse:
    page = browser.get("/services/add/provider", query_string=query)
    return browser.send(page, form=1, provider=provider)


def add(browser: CheckingClient, provider: str, code: str, whose: str = "mine", **more: str) -> TestResponse:
    check = browser.send(to_code(browser, provider), payer_code=code, whose=whose, **more)
    return browser.send(check)
