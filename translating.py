"""Texts that stand in templates are translated when a template is compiled, once a language, and not at each page.

A page says some thirty of them; looked up one by one they cost more than everything that differs from page to page.
"""

from typing import Any

from flask.templating import Environment
from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from rendering import _, language
from settings import LANGUAGES


class Fold(NodeTransformer):
    """`_('text')` becomes the translated text; `_('%(day)s', day=…)` a translated text with its values filled in."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - the name jinja2 looks for
        self.generic_visit(node)
        called, args = node.node, node.args
        if not (isinstance(called, nodes.Name) and called.name == "_" and isinstance(args[0], nodes.Const)):
            return node
        text = Markup(_(args[0].value))  # noqa: S704 - our own texts, never a resident's
        if not node.kwargs:
            return nodes.Const(text % {}, lineno=node.lineno)
        values = [nodes.Pair(nodes.Const(one.key), one.value, lineno=node.lineno) for one in node.kwargs]
        return nodes.Mod(nodes.Const(text), nodes.Dict(values), lineno=node.lineno)


class TranslatedPages(Environment):
    """Flask's environment with one set of compiled templates for each language."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self._caches: dict[str, Any] = dict.fromkeys(LANGUAGES)
        super().__init__(*args, **options)

    @property
    def cache(self) -> Any:
        return self._caches[language.get()]

    @cache.setter
    def cache(self, made: Any) -> None:
        self._caches = {code: made if made is None else made.copy() for code in LANGUAGES}

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        return super()._generate(Fold().visit(source), *args, **options)
