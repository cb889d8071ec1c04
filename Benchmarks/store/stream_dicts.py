"""The same with Python's sqlite3: a dictionary for each row."""
import sqlite3
import sys
import time

connection = sqlite3.connect(sys.argv[1])
connection.row_factory = lambda cursor, row: {column[0]: value for column, value in zip(cursor.description, row)}
start, size = time.process_time(), 0
for actor in connection.execute("SELECT id, name, kind, city, website FROM actor ORDER BY rowid"):
    size += len(actor["name"])
print(time.process_time() - start)
