"""What openpyxl, which shares no code with the writer, reads in a workbook: sheets, values with their types, formats.

    python3 workbook.py FILE.xlsx
"""
import datetime
import json
import sys

import openpyxl


def value(cell):
    content = cell.value
    if cell.data_type == "f":
        return ["formula", str(content)]
    if isinstance(content, bool):
        return ["boolean", content]
    if isinstance(content, datetime.datetime):
        return ["date", content.date().isoformat()]
    if isinstance(content, (int, float)):
        return ["number", content]
    return ["text", content]


def title(text):
    """The runs of a title of a chart or an axis, or the cells it is taken from."""
    if text is None or text.tx is None:
        return None
    if text.tx.strRef is not None:
        return text.tx.strRef.f
    return "".join(run.t for paragraph in text.tx.rich.p for run in paragraph.r or [])


def chart(drawing):
    axes = [title(axis.title) for axis in (getattr(drawing, "x_axis", None), getattr(drawing, "y_axis", None)) if axis]
    return {
        "kind": type(drawing).__name__, "title": title(drawing.title), "axes": axes,
        "grouping": getattr(drawing, "grouping", None), "direction": getattr(drawing, "barDir", None),
        "series": [
            {"name": series.tx.strRef.f, "labels": (series.cat.strRef or series.cat.numRef).f, "values": series.val.numRef.f}
            for series in drawing.series
        ],
    }


def sheet(page):
    rows = [
        [None if cell.value is None else value(cell) + [cell.number_format] for cell in row] for row in page.iter_rows()
    ]
    links = [cell.hyperlink.target or cell.hyperlink.location for row in page.iter_rows() for cell in row if cell.hyperlink]
    return {
        "name": page.title, "rows": rows, "links": links, "frozen": page.freeze_panes, "filter": page.auto_filter.ref,
        "bold": [row[0].row for row in page.iter_rows() if any(cell.font.b for cell in row)],
        "breaks": [at.id for at in page.row_breaks.brk],
        "charts": [chart(drawing) for drawing in page._charts],
        "shaded": [
            str(area.sqref) for area, rules in page.conditional_formatting._cf_rules.items() if rules[0].type == "colorScale"
        ],
    }


book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({"title": book.properties.title, "sheets": [sheet(page) for page in book]}))
