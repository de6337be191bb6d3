"""What can be done once, when a template is compiled, is not done at each page: Flask's environment made faster.

A page says some thirty texts; looked up one by one they cost more than everything that differs from page to page.
tests/pages/test_translated_templates.py holds that all of this says what Jinja by itself would say.
"""

import re
from typing import Any

from flask.templating import Environment
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from rendering import _, language
from settings import LANGUAGES

PLACE = re.compile(r"%\((\w+)\)s")
MARKUP = re.compile("[&<>\"']").search


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

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - the name jinja2 looks for
        """A text with values that is only written out becomes its pieces: nothing is filled in at each page."""
        self.generic_visit(node)
        node.nodes = [piece for child in node.nodes for piece in self._pieces(child)]
        return node

    @staticmethod
    def _pieces(node: nodes.Expr) -> list[nodes.Expr]:
        if not (
            isinstance(node, nodes.Mod) and isinstance(node.left, nodes.Const) and isinstance(node.right, nodes.Dict)
        ):
            return [node]
        values = {pair.key.as_const(): pair.value for pair in node.right.items}
        parts = PLACE.split(node.left.value)  # text, name, text, name … text
        said = [nodes.TemplateData(part.replace("%%", "%"), lineno=node.lineno) for part in parts[::2]]
        return [
            said[0],
            *(one for name, after in zip(parts[1::2], said[1:], strict=True) for one in (values[name], after)),
        ]


def shown(value: Any) -> str:
    """What `escape` makes of a value, for writing out: most values hold no sign of markup, and looking costs less."""
    return value if type(value) is str and not MARKUP(value) else escape(value)


class Generator(CodeGenerator):
    """Writes a block as one piece: else each of its pieces climbs through all the layouts. Escapes by `shown`."""

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802 - the name jinja2 looks for
        if frame.toplevel or node.scoped or node.required or frame.buffer is not None:
            super().visit_Block(node, frame)
        else:
            self.writeline(f"yield concat(context.blocks[{node.name!r}][0](context))", node)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class TranslatedPages(Environment):
    """Flask's environment with one set of compiled templates for each language."""

    code_generator_class = Generator
    shown = staticmethod(shown)

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
