"""No URL vanishes or appears unnoticed: posters, manuals and old letters rely on them."""

from flask import Flask

from tests.guards.sources import ROOT

LIST = ROOT / "docs" / "urls.txt"


def routes(app: Flask) -> list[str]:
    """One line a route: path, methods, who may enter."""
    lines = []
    for rule in app.url_map.iter_rules():
        methods = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        lines.append(f"{rule.rule} {methods} {app.view_functions[rule.endpoint].access}")
    return sorted(lines)


def test_the_urls_are_those_of_the_list(app: Flask) -> None:
    """A change of URLs is a change of docs/urls.txt: path, methods, who may enter."""
    assert routes(app) == LIST.read_text().splitlines()
