"""Receipts as PDF: one plain page of labels, a table and notes. The same receipt gives the same bytes each time."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

FONTS = Path(__file__).parent / "data" / "fonts"  # the core fonts of PDF know neither ą nor €
Row = Sequence[str]
LEAST = 55  # millimetres for the labels; a language with longer ones gets more


def receipt(
    title: str,
    facts: Sequence[tuple[str, str]],
    head: Row,
    lines: Sequence[Row],
    notes: Sequence[str],
    at: int,
    language: str,
) -> bytes:
    """A page with a title, label–value pairs, a table whose first column is wide, and notes; `at` (epoch) is its date.

    All texts come ready to be read, translated and formatted.
    """
    pdf = FPDF(format="A4")
    pdf.set_creation_date(datetime.fromtimestamp(at, UTC))
    pdf.set_title(title)
    pdf.set_lang(language)
    pdf.set_producer("Savitarna")
    pdf.add_font("DejaVu", fname=FONTS / "DejaVuSans.ttf")
    pdf.add_font("DejaVu", style="B", fname=FONTS / "DejaVuSans-Bold.ttf")
    pdf.add_page()
    pdf.set_font("DejaVu", size=10)
    pdf.cell(text="Savitarna", new_x="LMARGIN", new_y="NEXT", h=8)
    pdf.set_font("DejaVu", style="B", size=16)
    pdf.multi_cell(w=0, text=title, new_x="LMARGIN", new_y="NEXT", h=10)
    pdf.set_font("DejaVu", size=10)
    width = max([LEAST, *(pdf.get_string_width(label) + 4 for label, _value in facts)])
    for label, value in facts:
        pdf.cell(w=width, text=label, h=7)
        pdf.multi_cell(w=0, text=value, new_x="LMARGIN", new_y="NEXT", h=7)
    pdf.ln(4)
    _table(pdf, head, lines)
    pdf.ln(4)
    for note in notes:
        pdf.multi_cell(w=0, text=note, new_x="LMARGIN", new_y="NEXT", h=6)
    return bytes(pdf.output())


def _table(pdf: FPDF, head: Row, lines: Sequence[Row]) -> None:
    pdf.set_font("DejaVu", size=9)
    widths = (26, *(16 for _ in head[1:]))
    aligns = ("LEFT", *("RIGHT" for _ in head[1:]))
    bold = FontFace(emphasis="BOLD")
    layout = TableBordersLayout.HORIZONTAL_LINES
    with pdf.table(
        col_widths=widths, text_align=aligns, borders_layout=layout, headings_style=bold, line_height=6
    ) as table:
        for line in (head, *lines):
            drawn = table.row()
            for cell in line:
                drawn.cell(cell)
