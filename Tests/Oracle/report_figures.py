#!/usr/bin/env python3
"""The figures that the six reports must show, counted over the plugins' data files.

    python3 Tests/Oracle/report_figures.py            all reports
    python3 Tests/Oracle/report_figures.py REPORT     one, such as wallonia:cartographie

Prints one JSON object: report → {
  "figures": [n, …]            the key figures, in the order of the report
  "tables":  [[[cell, …], …]]  the tables named in "counted", each as rows of integers and codes, unordered
  "counted": ["…", …]          what each of these tables counts
}

With the four plugins installed and no parameters given, `grappe report … --format json` must agree: its block "figures"
holds the same values in the same order, and each table named here has the same numbers (its first cells are labels,
those here are codes; compare the numbers as multisets of rows, or map the codes through the vocabularies). An empty cell
of a table stands for the 0 that is counted here."""
import collections
import json
import sys

from plugin_data import cells, lies_in, rows

FAMILIES = ["formation-recherche-sensibilisation", "vitrine-veille", "entrepreneuriat", "culture-numerique"]
STAGES = ["idea", "r-and-d", "prototype", "production", "commercialisation", "growth", "export"]
DEPARTEMENTS = ["FR-13", "FR-06", "FR-84", "FR-83", "FR-05", "FR-04"]
OPEN_IN_WALLONIA = {"BE", "BE-WAL", "BE-BRU", "area-eu"}


def cartographie():
    actors = [a for a in rows("actors") if lies_in(a["territory"], "BE")]
    without = [a for a in actors if not a["categories"]]
    kinds = collections.defaultdict(lambda: [0] * 6)
    for actor in actors:
        for family in cells(actor, "categories"):
            kinds[actor["kind"]][FAMILIES.index(family)] += 1
        kinds[actor["kind"]][4] += not actor["categories"]
        kinds[actor["kind"]][5] += 1
    places = collections.Counter(a["territory"] for a in actors)
    sectors = collections.Counter(s for a in actors for s in cells(a, "sectors"))
    top = sorted(sectors.values(), reverse=True)[:10]
    return {
        "figures": [
            len(actors), len(actors) - len(without), len(without),
            sum(a["standing"] == "proposed" for a in actors), sum(not a["city"] for a in actors),
        ],
        "counted": ["kind × family, none, total", "territory", "ten first sectors (numbers only)"],
        "tables": [[[k, *v] for k, v in sorted(kinds.items())], [[k, n] for k, n in sorted(places.items())], [[n] for n in top]],
    }


def agenda():
    events = rows("events")
    dated = [e for e in events if e.get("start")]
    rest = [e for e in events if not e.get("start")]
    recurring = [e for e in rest if e["recurring"] == "yes"]
    rest = [e for e in rest if e["recurring"] != "yes"]
    announced = [e for e in rest if e["period"]]
    undated = [e for e in rest if not e["period"]]
    return {
        "figures": [
            len(events), len(dated), len(recurring), len(announced), len(undated),
            sum(e["standing"] == "proposed" for e in events),
        ],
        "counted": ["dated, in order (ids)", "recurring (ids)", "announced (ids)", "undated (ids)"],
        "tables": [
            [[e["id"]] for e in sorted(dated, key=lambda e: (e["start"], e["id"]))],
            *([[e["id"]] for e in sorted(part, key=lambda e: e["id"])] for part in (recurring, announced, undated)),
        ],
    }


def financements():
    calls, programmes = rows("calls"), rows("programmes")
    territories = lambda line: set(line.get("territories", []))
    is_open = lambda line: not territories(line) or bool(territories(line) & OPEN_IN_WALLONIA)
    lines = [x for x in calls + programmes if is_open(x)]
    stages = {stage: [0, 0] for stage in STAGES + ["none"]}
    operators = collections.defaultdict(lambda: [0, 0])
    for line in lines:
        column = 1 if line["standing"] == "proposed" else 0
        operators[line.get("operator", "none")][column] += 1
        for stage in line.get("stages") or ["none"]:
            stages[stage][column] += 1
    proposed = sum(x["standing"] == "proposed" for x in lines)
    return {
        "figures": [
            len(lines), sum(is_open(x) for x in calls), sum(is_open(x) for x in programmes),
            len(lines) - proposed, proposed, sum(stages["none"]),
        ],
        "counted": ["stage × existing, proposed", "operator × existing, proposed", "stages that nothing covers"],
        "tables": [
            [[k, *v] for k, v in stages.items()], [[k, *v] for k, v in sorted(operators.items())],
            [[stage] for stage in STAGES if stages[stage] == [0, 0]],
        ],
    }


def indicateurs():
    figures = [o for o in rows("observations") if lies_in(o["territory"], "BE")]
    themes = {row["indicator"]: row["theme"] for row in rows("indicator_themes")}
    counts = collections.Counter(themes[o["indicator"]] for o in figures)
    unsaid = sum(o["period"] == "unsaid" for o in figures)
    return {
        "figures": [len(figures), len(figures) - unsaid, unsaid, len({o["origin"] for o in figures})],
        "counted": ["theme: number of rows of its table", "period and words of each figure"],
        "tables": [
            [[k, n] for k, n in sorted(counts.items())],
            sorted([o["origin"], o["period"], o["as_written"]] for o in figures),
        ],
    }


def reseau(limit=10):
    actors = {a["id"]: a for a in rows("actors") if lies_in(a["territory"], "LU")}
    relations = [r for r in rows("relations") if r["from"] in actors or r["to"] in actors]
    degree = collections.Counter(end for r in relations for end in (r["from"], r["to"]) if end in actors)
    ranked = sorted(degree.values(), reverse=True)
    return {
        "figures": [
            len(actors), len(degree), len(actors) - len(degree), len(relations), len({r["type"] for r in relations}),
        ],
        "counted": ["ties of the best-connected actors, in order (numbers only)", "actor, number of ties"],
        "tables": [[[n] for n in ranked[:limit]], sorted([actors[a]["name"], n] for a, n in degree.items())],
    }


def ecosysteme():
    actors = [a for a in rows("actors") if lies_in(a["territory"], "FR-PAC")]
    columns = DEPARTEMENTS + [None]
    column = lambda actor: DEPARTEMENTS.index(actor["territory"]) if actor["territory"] in DEPARTEMENTS else 6
    kinds = collections.defaultdict(lambda: [0] * 8)
    totals = [0] * len(columns)
    for actor in actors:
        kinds[actor["kind"]][column(actor)] += 1
        kinds[actor["kind"]][7] += 1
        totals[column(actor)] += 1
    research = sum(a["source"] == "ROR" for a in actors)
    return {
        "figures": [
            len(actors), research, len(actors) - research, sum(a.get("paca.ror_status") == "inactive" for a in actors), totals[6],
        ],
        "counted": ["département", "kind × 13, 06, 84, 83, 05, 04, unknown, total"],
        "tables": [
            [[k or "unknown", n] for k, n in zip(columns, totals) if k or n], [[k, *v] for k, v in sorted(kinds.items())],
        ],
    }


REPORTS = {
    "wallonia:cartographie": cartographie, "wallonia:agenda": agenda, "wallonia:financements": financements,
    "wallonia:indicateurs": indicateurs, "luxembourg:reseau": reseau, "paca:ecosysteme": ecosysteme,
}


def main():
    wanted = sys.argv[1:] or list(REPORTS)
    unknown = [name for name in wanted if name not in REPORTS]
    if unknown:
        sys.exit("unknown report %s; known: %s" % (", ".join(unknown), ", ".join(REPORTS)))
    json.dump({name: REPORTS[name]() for name in wanted}, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
