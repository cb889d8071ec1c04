"""Writes a workbook with openpyxl, which shares no code with the reader.

    python3 workbooks.py FILE.xlsx
"""
import datetime
import sys

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

book = openpyxl.Workbook()
book.active.title = "Vide"
sheet = book.create_sheet("Membres & amis")
sheet["A2"] = "Liste des membres"
sheet.merge_cells("A2:D2")
sheet.append(["Nom", "Fondée", "Montant", "Actif", "Code postal", "Vu"])
sheet.append([
    CellRichText("Écluse ", TextBlock(InlineFont(b=True), "numérique")), datetime.date(2024, 5, 16), 15000.5, True, 6000,
    datetime.datetime(2024, 5, 16, 14, 30, 15)])
sheet.append(["B <&> \"C\"\nligne 2", datetime.date(1999, 12, 31), -0.1, False, 83000, datetime.datetime(2000, 2, 29, 0, 0)])
for row in (4, 5):
    sheet.cell(row, 3).number_format = '#,##0.00 "€"'
    sheet.cell(row, 5).number_format = "00000"
sheet.row_dimensions[5].hidden = True
book.save(sys.argv[1])
