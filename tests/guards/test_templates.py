"""What no template may hold: the content security policy and htmx's own traps (security.md §6, UX.md §5)."""

import re

import pytest

from tests.guards.sources import templates

BANNED = {
    "escaping is never switched off": r"\|\s*safe\b|autoescape\s+false",
    "no style attribute": r"\sstyle\s*=",
    "no inline script": r"<script(?![^>]*\ssrc=)[^>]*>",
    "no handler in an attribute": r"\son[a-z]+\s*=",
    "no htmx code that needs eval": r"hx-on|[\"']js:|hx-vars|hx-trigger=[\"'][^\"']*\[",
    "htmx speaks through data- attributes": r"\s(?<!data-)hx-[a-z]+\s*=",
    "nothing comes from another house": r"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//",
    "attributes have quotes": r"=\s*\{\{",
    "nothing is printed that may not be read": r"<template\b|<dialog\b",
}


@pytest.mark.parametrize("rule", BANNED)
def test_templates(rule: str) -> None:
    pages = {name: text for name, text in templates().items() if name.endswith(".html")}
    assert [name for name, text in pages.items() if re.search(BANNED[rule], text)] == []


def test_the_guard_finds_what_is_planted() -> None:
    planted = """<a style="x" onclick="y" hx-get="/z" href=//evil>{{ a|safe }}</a><i title={{ b }}>
        <script>1</script><b data-hx-on:click="c"></b><template></template>"""
    assert all(re.search(pattern, planted) for pattern in BANNED.values())
