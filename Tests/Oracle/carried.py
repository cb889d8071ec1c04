#!/usr/bin/env python3
"""Every row of the data set is carried by exactly one plugin, with all that it says.

    GRAPPE_DATASET=FOLDER python3 Tests/Oracle/carried.py

FOLDER holds actors.csv, relations.csv, events.csv, funding.jsonl, training.csv, skills.csv, indicators.csv and
ror_regions.json. Without GRAPPE_DATASET the check is skipped and says so on stderr. Exit status 1 on any finding.

What "carried by exactly one plugin" means, file by file. Every non-empty value stands unchanged in the named field, and
`source` and `locator` hold the row's own:

- actors.csv, events.csv, training.csv: one row of the same id in one plugin's actors, events, trainings. `region` and
  `country` are carried by `territory`, which must lie in them; `status` by `standing`; `categories_basis` by
  `PLUGIN.family_basis`.
- relations.csv: one row with the same from, type and to.
- funding.jsonl: one record of the same id, a programme or a call. Empty lists and nulls are left out; `eligible` is
  `eligibility`; `budget_eur` is `budget` in cents.
- skills.csv: the word itself is one concept of europe's scheme `skill` (label and kind); what is said of demand and
  shortage is one skill need of one plugin. The row is carried by the plugin that holds the need.
- indicators.csv: one observation of the same id; its indicator has the row's code and unit. A code that occurs with
  several units is one indicator per unit, CODE-UNIT. An empty year is the period "unsaid".
- ror_regions.json: one actor whose locator holds the ROR id and one identifier XI-ROR. Carried of a record: names, types,
  status, year, website, place (country level: no city and no coordinates), identifiers that no second record claims, and the
  relationships with other records of the file, each once. Left out: domains, Wikipedia links, dates of the entry itself,
  relationships with organisations that are not in the file, and those of a record with itself.
"""
import collections
import csv
import json
import os
import pathlib
import sys

from plugin_data import PLUGINS, cells, lies_in, rows

REGIONS = {
    "wallonia": "BE-WAL", "brussels": "BE-BRU", "flanders": "BE-VLG", "france": "FR", "paca": "FR-PAC",
    "luxembourg": "LU", "europe": "area-europe", "belgium": "BE", "eu": "area-eu", "world": "area-world",
    "namur": "area-namur", "belgium-fr": "area-belgium-fr", "fwb": "area-fwb", "paris": "area-paris",
    "seoul": "area-seoul", "buenos-aires": "area-buenos-aires", "croatia": "HR", "austria": "AT", "finland": "FI",
    "usa": "US",
}
ROR_SCHEMES = {"isni": "ISNI", "wikidata": "WIKIDATA", "grid": "XI-GRID", "fundref": "FUNDREF"}
findings = []


def find(*words):
    findings.append(" ".join(str(word) for word in words))


def table(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def one(found, name, key):
    """The only carrier of a row; reports none and several."""
    if len(found) == 1:
        return found[0]
    find(name, key, "is carried by", [row["_plugin"] for row in found] or "no plugin")
    return None


def index(carried, key):
    found = collections.defaultdict(list)
    for row in carried:
        found[key(row)].append(row)
    return found


def same(name, key, row, carrier, fields):
    """Every non-empty value of `row` stands in the field of `carrier` that `fields` names."""
    for column, field in fields.items():
        if row[column] and row[column] != carrier.get(field, ""):
            find(name, key, column, repr(row[column]), "is", repr(carrier.get(field, "")))


def same_source(name, key, row, carrier):
    if row["source"] not in carrier["source"].split(";"):
        find(name, key, "source", carrier["source"])
    if not (carrier["locator"] + " ; ").startswith(row["source_note"] + " ; "):
        find(name, key, "locator", carrier["locator"])


def same_place(name, row, carrier):
    """`region` and `country` hold of the territory; a row that names no place has none."""
    territory = carrier.get("territory", "")
    region = REGIONS.get(row["region"], "")
    if row["region"] == "europe" and row["country"]:
        region = ""
    for code in filter(None, (region, row["country"])):
        if not lies_in(territory, code):
            find(name, row["id"], "territory", territory, "is not in", code)
    if not region and not row["country"] and territory:
        find(name, row["id"], "has the territory", territory, "which nothing says")


def check_table(folder, file, entity, fields, extra=None):
    carried = index(rows(entity), lambda row: row["id"])
    source = table(folder, file)
    for row in source:
        carrier = one(carried.pop(row["id"], []), file, row["id"])
        if carrier:
            same(file, row["id"], row, carrier, fields)
            same_source(file, row["id"], row, carrier)
            if extra:
                extra(file, row, carrier)
    for key in carried:
        if not key.startswith("ror-"):
            find(entity, key, "is in no row of", file)
    return len(source)


def actor_extra(name, row, carrier):
    same_place(name, row, carrier)
    same(name, row["id"], row, carrier, {"categories_basis": carrier["_plugin"] + ".family_basis"})
    missing = set(cells(row, "aliases")) - set(cells(carrier, "aliases"))
    if missing:
        find(name, row["id"], "lacks the aliases", missing)


def check_relations(folder):
    key = lambda row: (row.get("from_id") or row["from"], row["type"], row.get("to_id") or row["to"])
    carried = index((row for row in rows("relations") if row["source"] != "ROR"), key)
    source = table(folder, "relations.csv")
    for row in source:
        carrier = one(carried.pop(key(row), []), "relations.csv", key(row))
        if carrier:
            same("relations.csv", key(row), row, carrier, {"since": "start", "note": "note", "status": "standing"})
            same_source("relations.csv", key(row), row, carrier)
    for extra in carried:
        find("relation", extra, "is in no row")
    return len(source)


def check_funding(folder):
    carried = index(rows("programmes") + rows("calls"), lambda row: row["id"])
    lines = [json.loads(line) for line in (folder / "funding.jsonl").read_text(encoding="utf-8").splitlines()]
    plain = ("name operator level period budget_note instrument stages outcomes gaps proposed_changes parent").split()
    for row in lines:
        carrier = one(carried.pop(row["id"], []), "funding.jsonl", row["id"])
        if carrier:
            same("funding.jsonl", row["id"], row, carrier, {**{name: name for name in plain}, "status": "standing"})
            same_source("funding.jsonl", row["id"], row, carrier)
            check_money_and_rules(row, carrier)
    for extra in carried:
        find("funding", extra, "is in no row")
    return len(lines)


def check_money_and_rules(row, carrier):
    budget = {"amount": row["budget_eur"] * 100, "currency": "EUR"} if row["budget_eur"] is not None else None
    if carrier.get("budget") != budget:
        find("funding.jsonl", row["id"], "budget", carrier.get("budget"))
    if carrier.get("eligibility", {}) != {name: value for name, value in row["eligible"].items() if value}:
        find("funding.jsonl", row["id"], "eligibility", carrier.get("eligibility"))
    if len(carrier.get("territories", [])) != len(row["eligible"]["regions"]):
        find("funding.jsonl", row["id"], "territories", carrier.get("territories"))
    for region, territory in zip(row["eligible"]["regions"], carrier.get("territories", [])):
        if region != "other" and REGIONS[region] != territory:
            find("funding.jsonl", row["id"], "territory", territory, "for", region)


def check_skills(folder):
    concepts = index(rows("skills"), lambda row: row["code"])
    needs = index(rows("skill_needs"), lambda row: row["skill"])
    source = table(folder, "skills.csv")
    for row in source:
        concept = one(concepts.pop(row["slug"], []), "skills.csv (concept)", row["slug"])
        need = one(needs.pop(row["slug"], []), "skills.csv", row["slug"])
        if concept:
            same("skills.csv", row["slug"], row, concept, {"label_fr": "label_fr"})
            if concept["parent"] != "skill-kind:" + row["kind"] or not concept["label_en"]:
                find("skills.csv", row["slug"], "kind or English label", concept["parent"], concept["label_en"])
            same_source("skills.csv", row["slug"], row, concept)
        if need:
            same("skills.csv", row["slug"], row, need, {"shortage": "shortage", "demand": "demand"})
            same_source("skills.csv", row["slug"], row, need)
    for extra in list(concepts) + list(needs):
        find("skill", extra, "is in no row")
    return len(source)


def check_indicators(folder):
    source = table(folder, "indicators.csv")
    units = collections.defaultdict(set)
    for row in source:
        units[row["indicator"]].add(row["unit"])
    described = index(rows("indicators"), lambda row: row["id"])
    fields = {name: name for name in ("value", "value_max", "qualifier", "origin", "as_written")}

    def extra(name, row, carrier):
        code = row["indicator"] if len(units[row["indicator"]]) == 1 else row["indicator"] + "-" + row["unit"]
        indicator = one(described[carrier["indicator"]], "indicator", carrier["indicator"])
        if indicator and (indicator["code"], indicator["unit"]) != (code, row["unit"]):
            find(name, row["id"], "indicator", indicator["code"], indicator["unit"])
        if indicator and indicator["_plugin"] not in (carrier["_plugin"], "europe"):
            find(name, row["id"], "refers to an indicator of", indicator["_plugin"])
        if carrier["period"] != (row["year"] or "unsaid"):
            find(name, row["id"], "period", carrier["period"])
        if carrier["territory"] != REGIONS[row["territory"]]:
            find(name, row["id"], "territory", carrier["territory"])

    return check_table(folder, "indicators.csv", "observations", fields, extra)


def check_ror(folder):
    records = json.loads((folder / "ror_regions.json").read_text(encoding="utf-8"))
    actors = index((a for a in rows("actors") if "ROR" in a["source"].split(";")), lambda a: a["locator"].split("ROR ")[-1])
    identifiers = index(rows("identifiers"), lambda i: (i["scheme"], i["value"]))
    claims = collections.Counter((e["type"], v) for r in records for e in r["external_ids"] for v in set(e["all"]))
    ids = {}
    for record in records:
        actor = one(actors.pop(record["id"], []), "ror_regions.json", record["id"])
        if actor:
            ids[record["id"]] = actor["id"]
            check_ror_record(record, actor)
            check_ror_identifiers(record, actor, identifiers, claims)
    for extra in actors:
        find("actor", extra, "is in no record of ror_regions.json")
    check_ror_relations(records, ids)
    return len(records)


def check_ror_record(record, actor):
    plugin, key = actor["_plugin"], record["id"]
    names = {n["value"] for n in record["names"]}
    known = {actor["name"].casefold(), *(a.casefold() for a in cells(actor, "aliases"))}
    for name in names:
        if name.casefold() not in known:
            find("ror", key, "lacks the name", name)
    if actor[plugin + ".ror_types"] != ";".join(record["types"]) or actor[plugin + ".ror_status"] != record["status"]:
        find("ror", key, "types or status", actor[plugin + ".ror_types"], actor[plugin + ".ror_status"])
    if record["established"] and actor["founded"] != str(record["established"]):
        find("ror", key, "founded", actor["founded"])
    sites = [link["value"] for link in record["links"] if link["type"] == "website"]
    if actor["website"] != "".join(sites[:1]):
        find("ror", key, "website", actor["website"])
    check_ror_place(record, actor)


def check_ror_place(record, actor):
    place = record["locations"][0]
    details = place["geonames_details"]
    is_country = place["geonames_id"] == 2960313  # Luxembourg, the country
    wanted = ("", "", "") if is_country else (details["name"], str(details["lat"]), str(details["lng"]))
    if (actor["city"], actor["lat"], actor["lon"]) != wanted:
        find("ror", record["id"], "place", actor["city"], actor["lat"], actor["lon"])
    code = details["country_code"] + "-" + (details.get("country_subdivision_code") or "")
    if not lies_in(actor["territory"], code if code in ("FR-PAC", "BE-WAL") or code.startswith("LU-") and code != "LU-" else code[:2]):
        find("ror", record["id"], "territory", actor["territory"], "is not in", code)


def check_ror_identifiers(record, actor, identifiers, claims):
    wanted = [("XI-ROR", record["id"])]
    for external in record["external_ids"]:
        wanted += [(ROR_SCHEMES[external["type"]], v) for v in external["all"] if claims[(external["type"], v)] == 1]
    for scheme, value in wanted:
        identifier = one(identifiers[(scheme, value)], "identifier", (scheme, value))
        if identifier and identifier["actor"] != actor["id"]:
            find("ror", record["id"], scheme, value, "is given to", identifier["actor"])


def check_ror_relations(records, ids):
    wanted = set()
    for record in records:
        for tie in record["relationships"]:
            if tie["id"] in ids and record["id"] in ids and tie["id"] != record["id"]:
                wanted.add(ror_edge(ids[record["id"]], tie["type"], ids[tie["id"]]))
    carried = [(r["from"], r["type"], r["to"]) for r in rows("relations") if r["source"] == "ROR"]
    for edge in wanted ^ set(carried):
        find("ror relation", edge, "is missing" if edge in wanted else "is in no record")
    if len(carried) != len(set(carried)):
        find("a ROR relation is carried twice")


def ror_edge(here, tie, there):
    if tie == "related":
        return (min(here, there), "related-to", max(here, there))
    kind = "part-of" if tie in ("parent", "child") else "successor-of"
    # "parent" names the whole, "predecessor" the one succeeded: both stand at the far end of the relation.
    return (here, kind, there) if tie in ("parent", "predecessor") else (there, kind, here)


def main():
    if not os.environ.get("GRAPPE_DATASET"):
        print("SKIPPED: GRAPPE_DATASET is not set, so nothing was compared with the data set.", file=sys.stderr)
        return 0
    folder = pathlib.Path(os.environ["GRAPPE_DATASET"])
    event_fields = {
        "name": "name", "kind": "kind", "organiser_id": "organiser", "city": "city", "start_date": "start", "end_date": "end",
        "year_or_period": "period", "attendance": "attendance", "audience_note": "audience", "recurring": "recurring",
        "frequency": "frequency", "status": "standing", "categories": "categories", "sectors": "themes",
    }
    training_fields = {
        "provider_id": "provider", "offer": "title", "format": "format", "skills": "skills", "target": "target",
        "outcome": "outcome", "city": "city", "status": "standing",
    }
    actor_fields = {name: name for name in ("name", "city", "kind", "categories", "sectors", "founded", "description")}
    counts = {
        "actors.csv": check_table(folder, "actors.csv", "actors", {**actor_fields, "status": "standing"}, actor_extra),
        "relations.csv": check_relations(folder),
        "events.csv": check_table(folder, "events.csv", "events", event_fields, same_place),
        "funding.jsonl": check_funding(folder),
        "training.csv": check_table(folder, "training.csv", "trainings", training_fields),
        "skills.csv": check_skills(folder),
        "indicators.csv": check_indicators(folder),
        "ror_regions.json": check_ror(folder),
    }
    for name, count in counts.items():
        print("%-18s %4d rows" % (name, count))
    for finding in findings:
        print("FOUND", finding)
    print("%d finding(s)" % len(findings))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
