"""Every route states who may enter, and no post without our token changes anything."""

from flask import Flask

from tests.client import BASE_URL

ACCESS = {"anyone", "signed_in", "with_account", "freshly_proven", "staff", "visit", "terminal", "provider"}


def test_every_view_says_who_may_enter(app: Flask) -> None:
    silent = [name for name, view in app.view_functions.items() if getattr(view, "access", None) not in ACCESS]
    assert silent == []


def test_no_route_takes_options_itself(app: Flask) -> None:
    """Flask-Login lets OPTIONS through (security.md §6)."""
    views = app.view_functions
    assert [name for name, view in views.items() if getattr(view, "provide_automatic_options", None) is False] == []


def test_a_post_without_our_token_is_refused_everywhere(app: Flask) -> None:
    browser = app.test_client()
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if not rule.methods or "POST" not in rule.methods or getattr(view, "is_signed_callback", False):
            continue
        path = rule.build(dict.fromkeys(rule.arguments, "A" * 22), append_unknown=False)
        assert path, rule
        hidden = getattr(view, "access", "") == "staff"  # to everybody else these are not there at all
        assert browser.post(path[1], base_url=BASE_URL).status_code == (404 if hidden else 403), rule
