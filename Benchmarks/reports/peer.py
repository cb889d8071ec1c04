#!/usr/bin/env python3
"""The two reports of this folder by python3's sqlite3 and csv modules.

    peer.py grouped|rows DATABASE OUTPUT.csv"""
import csv
import sqlite3
import sys

REPORTS = {
    "grouped": (
        ["Territoire", "Genre", "Acteurs", "Depuis"],
        "SELECT territory, kind, count(*), min(founded) FROM actor GROUP BY territory, kind ORDER BY territory, kind"),
    "rows": (
        ["Nom", "Genre", "Territoire", "Ville", "Depuis"],
        "SELECT name, kind, territory, city, founded FROM actor ORDER BY id"),
}
titles, query = REPORTS[sys.argv[1]]
with open(sys.argv[3], "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file)
    writer.writerow(titles)
    writer.writerows(sqlite3.connect(f"file:{sys.argv[2]}?mode=ro", uri=True).execute(query))
