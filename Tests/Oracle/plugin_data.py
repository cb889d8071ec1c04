"""The data the plugins carry, read with Python's own csv and json modules and nothing of Grappe.

The oracles count over these rows; what Grappe prints must come to the same."""
import csv
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2] / "plugins"
PLUGINS = ("europe", "wallonia", "luxembourg", "paca")


def rows(name, plugins=PLUGINS):
    """The rows of `data/NAME.csv` or `data/NAME.jsonl` of the given plugins, each with its plugin as `_plugin`."""
    found = []
    for plugin in plugins:
        found += [dict(row, _plugin=plugin) for row in _read(ROOT / plugin / "data", name)]
    return found


def _read(folder, name):
    table, lines = folder / (name + ".csv"), folder / (name + ".jsonl")
    if table.exists():
        with open(table, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, strict=True))
    if lines.exists():
        return [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    return []


def cells(row, column):
    """The elements of a list: a JSON list as it is, a CSV cell split on its semicolons."""
    value = row.get(column) or []
    return value if isinstance(value, list) else value.split(";")


PARENTS = {row["id"]: row["parent"] for name in ("territories", "border_territories", "nuts") for row in rows(name)}


def lies_in(territory, root):
    """Whether `territory` is `root` or lies below it."""
    while territory:
        if territory == root:
            return True
        territory = PARENTS.get(territory, "")
    return False


MEMBERS = {row["territory"]: row.get("members", []) for row in rows("equivalents")}
CITIES = {row["territory"]: row.get("cities", []) for row in rows("equivalents")}


def lies_within(record, root, parts=True):
    """Whether a record lies in `root` by its territory, by a part of `root` (with `parts`), or by its town."""
    if lies_in(record["territory"], root) or parts and any(lies_in(record["territory"], part) for part in MEMBERS.get(root, [])):
        return True
    return lies_in(record["territory"], PARENTS.get(root, "")) and record.get("city") in CITIES.get(root, [])


GENERAL = {row["code"] for row in rows("general_sectors")}


def in_sector(actor):
    """Whether an actor is of the creative sector: it has a family, or a sector that is not one of the whole economy."""
    return bool(actor["categories"]) or bool(set(cells(actor, "sectors")) - GENERAL)
