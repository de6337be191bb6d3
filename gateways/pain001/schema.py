"""The schemas that pain.001 is checked with; where they come from is in gateways/schemas/README.md."""

from pathlib import Path
from typing import Literal

from lxml import etree

Version = Literal["03", "09"]
FOLDER = Path(__file__).parents[1] / "schemas"


def check(content: bytes, version: Version) -> str:
    """The first complaint of the version's schema about a file; "" when it has none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        document = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        return f"no XML: {error}"
    # Read anew each time (a few milliseconds): a schema keeps its complaints, so threads must not share one.
    schema = etree.XMLSchema(etree.parse(str(FOLDER / f"pain.001.001.{version}.xsd"), parser))
    if schema.validate(document):
        return ""
    first = schema.error_log[0]  # type: ignore[index]  # a list, which its stubs do not say
    return f"line {first.line}: {first.message}"
