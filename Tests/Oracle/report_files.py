"""One report in four formats says the same: its JSON against its CSV (python3's csv), its Markdown and its workbook (openpyxl).

    python3 Tests/Oracle/report_files.py REPORT.json REPORT.csv REPORT.md [REPORT.xlsx]

The workbook needs openpyxl. One line a difference on standard output; exit status 1 if there is any.
"""
import csv
import datetime
import json
import re
import sys

problems = []


def complain(*words):
    problems.append(" ".join(str(word) for word in words))


def tables(document):
    return [block for block in document["blocks"] if block["type"] == "table"]



# CSV


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def csv_fields(cell, column):
    if isinstance(cell, dict) and "amount" in cell:
        amount, currency = cell["amount"] / 100, cell["currency"]
        return [amount, currency] if column["kind"] == "money" else [f"{amount:.2f} {currency}"]
    if isinstance(cell, dict):
        cell = cell["text"]
    if isinstance(cell, bool):
        cell = "true" if cell else "false"
    plain = "" if cell is None else cell
    return [plain, ""] if column["kind"] == "money" else [plain]


def same(wanted, found):
    if isinstance(wanted, (int, float)):
        return number(found) is not None and abs(number(found) - wanted) <= 1e-9 * max(1, abs(wanted))
    return wanted.replace("\r\n", "\n") == found.replace("\r\n", "\n")


def unguarded(cell):
    """Takes off the apostrophe that keeps a spreadsheet from running a cell as a formula."""
    return cell[1:] if re.match("'+[=+@\\t\\r-]", cell) else cell


def check_csv(document, path):
    with open(path, newline="", encoding="utf-8") as file:
        records = [[unguarded(cell) for cell in record] for record in csv.reader(file, strict=True)]
    blocks, current = [], []
    for record in records + [[]]:
        if record:
            current.append(record)
        elif current:
            blocks.append(current)
            current = []
    drawings = sum(len(b["nodes"]) > 0 and 2 or 0 for b in document["blocks"] if b["type"] == "network") + sum(
        any(r["value"] is not None for r in b["regions"]) + bool(b["points"]) for b in document["blocks"] if b["type"] == "map")
    if len(blocks) != len(tables(document)) + drawings:
        complain("csv:", len(blocks), "tables for", len(tables(document)), "and", drawings)
        return
    wanted = tables(document)
    is_alone = len(blocks) == 1
    heads = [[f for column in t["columns"] for f in [column["title"]] * (2 if column["kind"] == "money" else 1)] for t in wanted]
    for table, head in zip(wanted, heads):
        rows = [[f for cell, column in zip(row, table["columns"]) for f in csv_fields(cell, column)] for row in table["rows"]]
        def fits(block):
            body = block[(0 if is_alone else 1) + 1:]
            return len(body) == len(rows) and all(
                len(a) == len(b) and all(map(same, a, b)) for a, b in zip(rows, body))
        if not any(fits(block) for block in blocks):
            complain("csv: no table holds the rows of", table["caption"] or head)


# Markdown


def check_markdown(path):
    lines = open(path, encoding="utf-8").read().split("\n")
    widths, found = None, 0
    for place, line in enumerate(lines, 1):
        if not line.startswith("|"):
            widths = None
            continue
        cells = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) - 1
        if widths is None:
            widths, found = cells, found + 1
        elif cells != widths:
            complain(f"markdown: line {place} has {cells} columns, its table {widths}")
    return found


# Workbook


def workbook_value(cell):
    if isinstance(cell, dict) and "amount" in cell:
        return cell["amount"] / 100
    if isinstance(cell, dict):
        return cell["text"] or None
    return None if cell == "" else cell


def matches(wanted, cell):
    value = cell.value
    if cell.data_type == "f":
        return False
    if isinstance(wanted, bool) or wanted is None:
        return value == wanted
    if isinstance(wanted, (int, float)):
        return isinstance(value, (int, float)) and abs(value - wanted) <= 1e-9 * max(1, abs(wanted))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat().startswith(wanted)
    return str(value).replace("\r\n", "\n") == str(wanted).replace("\r\n", "\n").replace("\t", " ")


def check_workbook(document, path):
    import openpyxl

    sheets = [list(page.iter_rows()) for page in openpyxl.load_workbook(path)][1:]
    for table in tables(document):
        group = table["group_column"]
        order = list(range(len(table["columns"])))
        if group is not None and len(order) > 1:
            order = [group] + [i for i in order if i != group]
        rows = [[workbook_value(row[i]) if i < len(row) else None for i in order] for row in table["rows"]]
        def fits(sheet):
            body = [row for row in sheet[1:] if not any(cell.font.b for cell in row)]
            return len(body) == len(rows) and all(
                all(matches(a, b) for a, b in zip(wanted, found)) for wanted, found in zip(rows, body))
        if not any(fits(sheet) for sheet in sheets):
            complain("xlsx: no sheet holds the rows of", table["caption"] or [c["title"] for c in table["columns"]])


document = json.load(open(sys.argv[1], encoding="utf-8"))
check_csv(document, sys.argv[2])
if check_markdown(sys.argv[3]) < len(tables(document)) - sum(not t["rows"] for t in tables(document)):
    complain("markdown: tables are missing")
if len(sys.argv) > 4:
    check_workbook(document, sys.argv[4])
print("\n".join(problems))
sys.exit(1 if problems else 0)
