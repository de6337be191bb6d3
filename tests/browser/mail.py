"""The letters that came, read where a resident of the sandbox reads them."""

import re
import time
import urllib.parse
import urllib.request

from tests.browser.site import Site

CODE = re.compile(r"^([0-9]{6})\s*$", re.MULTILINE)


def letter(site: Site, to: str, subject: str = "") -> str:
    """The newest letter to this address, as text, once it has come; waits twenty seconds."""
    query = urllib.parse.urlencode({"to": to})
    for _ in range(100):
        with urllib.request.urlopen(f"{site.url}/sandbox/mail?{query}", timeout=5) as page:
            listed = page.read().decode()
        found = re.search(r'href="(/sandbox/mail/[0-9][^"]*)"[^>]*>([^<]*)', listed)
        if found and subject in found[2]:
            with urllib.request.urlopen(f"{site.url}{found[1]}", timeout=5) as page:
                return page.read().decode()
        time.sleep(0.2)
    raise AssertionError(f"no letter to {to}:\n{listed}\n{site.log()}")


def code_of(text: str) -> str:
    found = CODE.search(text)
    assert found, text
    return found[1]
