#!/usr/bin/env python3
"""The figures that the reports must show, counted over the plugins' data files.

    python3 Tests/Oracle/report_figures.py            all reports
    python3 Tests/Oracle/report_figures.py REPORT     one, such as wallonia:cartographie

Prints one JSON object: report → {
  "figures": [n, …]             the key figures, in the order of the report
  "counted": ["…", …]           what each of the following tables counts
  "tables":  [[[cell, …], …]]   the numbers of these tables of the report: a code stands where the report has a label, null
                                where it leaves a cell empty; the order of rows and columns of labels are the report's matter
  "words":   ["…", …]           texts that must occur among the cells of the tables or in a text, word for word
  "charts":  [[n, …], …]        only where every figure of the report is counted: the values of each series of its charts, and those of
                                each map, sorted
  "said":    [[n, …], …]        with them: the whole numbers in its texts, notes and sources, in their order, those of files left out
}

With the four plugins installed and no parameters given, `grappe report … --format json --lang fr` must agree: its block
"figures" holds the same values in the same order, and for each table here one of its tables holds the same rows of numbers
once labels and empty cells are left out and the rows are sorted. With "charts" and "said", the report has no other numbers."""
import collections
import datetime
import itertools
import json
import math
import re
import sys
import unicodedata

from plugin_data import PARENTS, cells, in_sector, lies_in, lies_within, rows

FAMILIES = ["formation-recherche-sensibilisation", "vitrine-veille", "entrepreneuriat", "culture-numerique"]
STAGES = ["idea", "r-and-d", "prototype", "production", "commercialisation", "growth", "export"]
STAGE_NAMES = dict(zip(STAGES, ["Idée", "R&D", "Prototype", "Production", "Commercialisation", "Croissance", "Export"]))
DEPARTEMENTS = ["FR-13", "FR-06", "FR-84", "FR-83", "FR-05", "FR-04"]
STRUCTURAL = {"part-of", "located-in", "successor-of", "controls"}
MUTUAL = {"associated-with", "partner-of", "related-to"}
OPEN_IN_WALLONIA = {"BE", "BE-WAL", "BE-BRU", "area-eu"}


def or_empty(amount):
    """The tables of kinds leave a cell empty where there is nothing to count."""
    return amount or None


def existing(records):
    return [r for r in records if r["standing"] == "existing"]


def cited(records):
    """The number of records of each source, in the order of the sources."""
    return [[n] for _, n in sorted(collections.Counter(s for r in records for s in cells(r, "source")).items())]


def scope_note(actors):
    """The numbers of the note on the scope: those of the sector, the others, and of these those of the research register."""
    others = [a for a in actors if not in_sector(a)]
    return [len(actors) - len(others), len(others), sum(a["source"] == "ROR" for a in others)]


def cartographie():
    sector = [a for a in rows("actors") if lies_in(a["territory"], "BE") and in_sector(a)]
    actors = existing(sector)
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
    mapped, numbered = sum(a["wallonia.family_basis"] == "map" for a in actors), {
        r["actor"] for r in rows("identifiers") if r["scheme"] == "BE-BCE_KBO"
    }
    return {
        "figures": [
            len(actors), len(actors) - len(without), len(without), sum(not a["city"] for a in actors), len(sector) - len(actors),
        ],
        "counted": ["kind × family, none, total", "territory", "ten first sectors (numbers only)"],
        "tables": [
            [[k, *map(or_empty, v)] for k, v in sorted(kinds.items())],
            [[k, n] for k, n in sorted(places.items())], [[n] for n in top],
        ],
        "words": [a["name"] for a in sector if a["standing"] == "proposed"],
        "charts": [
            [sum(family in cells(a, "categories") for a in actors) for family in FAMILIES] + [len(without)],
            sorted(sum(lies_in(a["territory"], p) for a in actors) for p in ("BE-WBR", "BE-WHT", "BE-WLG", "BE-WLX", "BE-WNA")),
        ],
        "said": [
            [len(without)], [mapped, len(actors) - len(without) - mapped],
            scope_note([a for a in existing(rows("actors")) if lies_in(a["territory"], "BE")]),
            [len(actors), sum(not a["city"] for a in actors), len([a for a in actors if a["id"] not in numbered]), len(actors)],
            *cited(sector),
        ],
    }


def last_of(event):
    """The last day, month or year of an event, None without a year."""
    period = re.sub(r"\s*([-/])\s*", r"\1", (event.get("period") or "").replace("\u2013", "-").replace("\u2014", "-"))
    ends = re.search(r"/(\d{4}(?:-\d\d)?)$|^\d{4}-(\d{4})$|^(\d{4}(?:-\d\d)?)$", period)
    year = re.match(r"\d{4}", period)
    return event.get("end") or event.get("start") or (ends and next(filter(None, ends.groups()))) or (year and year[0])


def agenda():
    events, today = rows("events"), datetime.date.today().isoformat()
    parts = {"upcoming": [], "recurring": [], "undated": [], "past": []}
    for event in events:
        last = last_of(event)
        is_coming = last is not None and last >= today[:len(last)]
        is_series = event.get("end") and event["end"] != event.get("start")
        recurs = event["recurring"] == "yes" and not is_series
        part = "upcoming" if is_coming else "recurring" if recurs else "past" if last else "undated"
        parts[part].append([event["id"]])
    return {
        "figures": [len(events), *map(len, parts.values()), sum(e["standing"] == "proposed" for e in events)],
        "counted": ["%s (ids)" % part for part in parts],
        "tables": list(parts.values()),
        "words": [e["name"] + ("\N{NO-BREAK SPACE}*" if e["standing"] == "proposed" else "") for e in events],
    }


NEEDED = ["opens", "closes", "rate_max", "amount_max", "url", "europe.contact", "europe.documents", "confirmed_at"]


def uncovered(stages):
    names = [STAGE_NAMES[stage] for stage in STAGES if stages[stage] == [0, 0]]
    return "Aucun financement, existant ou en projet, ne cite : %s." % ", ".join(names)


MONTH = r"\d{4}(?:-\d\d)?"
PERIOD = re.compile(rf"(?:{MONTH}/(?P<after>{MONTH})|\d{{4}}-(?P<year>\d{{4}})|(?P<single>{MONTH}))")


def is_over(line):
    """Whether the line closed, or its period ended, before today."""
    period = PERIOD.fullmatch(line.get("period", ""))
    last = line.get("closes") or period and next(filter(None, period.groups()))
    return bool(last) and last < datetime.date.today().isoformat()[: len(last)]


def financements():
    calls, programmes = rows("calls"), rows("programmes")
    territories = lambda line: set(line.get("territories", []))
    is_open = lambda line: not territories(line) or bool(territories(line) & OPEN_IN_WALLONIA)
    lines = [x for x in calls + programmes if is_open(x)]
    closed = [x for x in existing(lines) if is_over(x)]
    current = [x for x in existing(lines) if not is_over(x)]
    proposed = [x for x in lines if x["standing"] == "proposed"]
    stages = {stage: [0, 0] for stage in STAGES + ["none"]}
    operators = collections.defaultdict(lambda: [0, 0])
    for column, part in enumerate((current, proposed)):
        for line in part:
            operators[line.get("operator", "none")][column] += 1
            for stage in line.get("stages") or ["none"]:
                stages[stage][column] += 1
    today = datetime.date.today()
    budgets = [x["budget"]["amount"] / 1e8 for x in current + proposed if "budget" in x]
    return {
        "figures": [
            len(current), sum(x in calls for x in current), sum(x in programmes for x in current), stages["none"][0],
            len(proposed), len(closed),
        ],
        "counted": [
            "stage × existing, proposed", "operator × existing, proposed", "budgets in millions", "calls that say it, that do not",
        ],
        "tables": [
            [[k, *v] for k, v in stages.items()], [[k, *v] for k, v in sorted(operators.items())], [[b] for b in budgets],
            [[f, sum(f in x for x in current if x in calls), sum(f not in x for x in current if x in calls)] for f in NEEDED],
        ],
        "words": [x["name"] for x in calls + programmes] + [uncovered(stages)],
        "charts": [[stages[stage][column] for stage in STAGES] for column in (0, 1)],
        "said": [[today.day, today.year], [sum(stages["none"])], *cited(calls + programmes)],
    }


def closure(edges, code):
    """The codes that the edges reach from `code`, itself left out."""
    found, queue = set(), [code]
    while queue:
        for other in edges.get(queue.pop(), ()):
            if other not in found and other != code:
                found.add(other)
                queue.append(other)
    return found


def competences():
    trainings, needs = rows("trainings"), rows("skill_needs")
    broader, narrower = collections.defaultdict(list), collections.defaultdict(list)
    for row in rows("skill_broader"):
        for broad in cells(row, "broader"):
            broader[row["code"]].append(broad)
            narrower[broad].append(row["code"])
    taught, planned = collections.defaultdict(set), collections.defaultdict(set)
    for training in trainings:
        for skill in cells(training, "skills"):
            (taught if training["standing"] == "existing" else planned)[skill].add(training["id"])
    near = {
        skill: set().union(*(taught.get(code, set()) for code in closure(broader, skill) | closure(narrower, skill)))
        for skill in {need["skill"] for need in needs}
    }
    shortage = {need["skill"] for need in needs if need["shortage"] == "yes"}
    return {
        "figures": [
            len(existing(trainings)), len(trainings) - len(existing(trainings)), len(taught), len(near), len(shortage),
            sum(not taught.get(skill) and not near[skill] for skill in shortage),
        ],
        "counted": ["skill needed: direct, near and planned trainings", "framework, existing trainings tied to it"],
        "tables": [
            [[skill, len(taught.get(skill, ())), len(near[skill]), len(planned.get(skill, ()))] for skill in sorted(near)],
            [[f["code"], sum(f["code"] in cells(t, "wallonia.frameworks") for t in existing(trainings))] for f in rows("frameworks")],
        ],
        "words": [training["title"] for training in trainings],
        "charts": [],
        "said": [
            [945], [sum(not t.get("skills") for t in existing(trainings)), len(existing(trainings))], *cited(trainings + needs),
        ],
    }


NATURES = {
    "EUR": "amount", "EUR-per-year": "amount", "percent": "share", "percent-per-year": "share", "rank": "rank", "year": "rank",
    "ratio": "ratio",
}
DIVISORS = {"EUR": 1e6, "EUR-per-year": 1e3}


def indicateurs():
    figures = [o for o in rows("observations") if lies_in(o["territory"], "BE")]
    themes = {row["indicator"]: "pilotage" if row["policy"] else row["theme"] for row in rows("indicator_themes")}
    units = {row["id"]: row["unit"] for row in rows("indicators")}
    unsaid = sum(o["period"] == "unsaid" for o in figures)
    parts = collections.defaultdict(list)
    series = collections.defaultdict(dict)
    for o in figures:
        unit = units[o["indicator"]]
        if o["year"] and NATURES.get(unit) != "rank":
            series[o["indicator"], o["territory"], o["origin"]][o["year"]] = float(o["value"]) / DIVISORS.get(unit, 1)
        values = [float(o[column]) / DIVISORS.get(unit, 1) if o[column] else None for column in ("value", "value_max")]
        parts[themes[o["indicator"]], NATURES.get(unit, "number")].append([o["origin"], *values])
    return {
        "figures": [len(figures), len(figures) - unsaid, unsaid, len({o["origin"] for o in figures})],
        "counted": ["values of %s, %s" % part for part in sorted(parts)],
        "tables": [parts[part] for part in sorted(parts)],
        "words": sorted({o[field] for o in figures for field in ("origin", "as_written")}),
        "charts": [[years[year] for year in sorted(years)] for years in series.values() if len(years) > 1],
        "said": [[unsaid], *cited(figures)],
    }


def equipements():
    actors = {a["id"]: a for a in rows("actors")}
    lent = rows("equipment")
    current = [e for e in lent if actors[e["actor"]]["standing"] == "existing"]
    number = lambda part: sum(len(cells(e, "equipment")) for e in part)
    return {
        "figures": [
            number(current), number(lent) - number(current), len(lent), sum(float(e["surface"] or 0) for e in current),
        ],
        "counted": ["surface of each equipment"],
        "tables": [[[sort, float(e["surface"]) if e["surface"] else None] for e in lent for sort in cells(e, "equipment")]],
        "words": [actors[e["actor"]]["name"] for e in lent],
    }


def folded(text):
    """Lower case without accents: the order in which the reports list names."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def reseau(limit=10):
    actors = {a["id"]: a for a in existing(rows("actors")) if lies_in(a["territory"], "LU")}
    today = datetime.date.today().isoformat()
    relations = [
        r for r in existing(rows("relations"))
        if (r["from"] in actors or r["to"] in actors) and r["type"] not in STRUCTURAL
        and not (r.get("end") and r["end"] < today[: len(r["end"])])
    ]
    ties = collections.defaultdict(collections.Counter)
    for relation in relations:
        for end, direction in ((relation["from"], "out"), (relation["to"], "in")):
            if end in actors:
                ties[end]["out" if relation["type"] in MUTUAL else direction, relation["type"]] += 1
    degree = {actor: sum(counts.values()) for actor, counts in ties.items()}
    ranked = sorted(degree, key=lambda actor: (-degree[actor], folded(actors[actor]["name"])))
    top = [a for a in ranked if in_sector(actors[a])][:limit]
    others = [a for a in ranked if not in_sector(actors[a])][:limit]
    return {
        "figures": [
            len(actors), len(degree), len(actors) - len(degree), len(relations), len({r["type"] for r in relations}),
        ],
        "counted": [
            "rank, best-connected actor of the sector, ties", "… of the others", "actor and sort of tie, number of neighbours",
        ],
        "tables": [
            *([[place, actor, degree[actor]] for place, actor in enumerate(part, 1)] for part in (top, others)),
            [[actor, ".".join(sort), n] for actor in top for sort, n in sorted(ties[actor].items())],
        ],
        "words": [],
    }


def ecosysteme():
    actors = existing([a for a in rows("actors") if lies_in(a["territory"], "FR-PAC")])
    columns = DEPARTEMENTS + [None]
    column = lambda actor: DEPARTEMENTS.index(actor["territory"]) if actor["territory"] in DEPARTEMENTS else 6
    kinds = collections.defaultdict(lambda: [0] * 8)
    totals, sector = [0] * len(columns), [0] * len(columns)
    for actor in actors:
        kinds[actor["kind"]][column(actor)] += 1
        kinds[actor["kind"]][7] += 1
        totals[column(actor)] += 1
        sector[column(actor)] += in_sector(actor)
    research = sum(a["source"] == "ROR" for a in actors)
    return {
        "figures": [
            sum(sector), len(actors), research, sum(a.get("paca.ror_status") == "inactive" for a in actors), totals[6],
        ],
        "counted": ["département, those of the sector, actors, share", "kind × 13, 06, 84, 83, 05, 04, unknown, total"],
        "tables": [
            [[k or "unknown", s, n, n / len(actors)] for k, s, n in zip(columns, sector, totals) if k or n],
            [[k, *map(or_empty, v)] for k, v in sorted(kinds.items())],
        ],
        "words": [a["name"] for a in actors if in_sector(a)],
    }


def ties_in(actors):
    """The existing relations between two of the actors, and of these the ties by which two actors of the sector work together."""
    relations = existing([r for r in rows("relations") if r["from"] in actors and r["to"] in actors])
    ends = lambda r: (actors[r["from"]], actors[r["to"]])
    working = [r for r in relations if r["type"] not in STRUCTURAL and all(map(in_sector, ends(r)))]
    return relations, working


def poles(first="FR-13", second="FR-06"):
    actors = {
        a["id"]: a for a in existing(rows("actors")) if lies_in(a["territory"], first) or lies_in(a["territory"], second)
    }
    pole = lambda actor: first if lies_in(actors[actor]["territory"], first) else second
    relations, working = ties_in(actors)
    pairs = {tuple(sorted((r["from"], r["to"]))) for r in working}
    across = sum(pole(a) != pole(b) for a, b in pairs)
    sizes = collections.Counter(pole(a) for a in actors if in_sector(actors[a]))
    possible = {
        (first, first): math.comb(sizes[first], 2), (second, second): math.comb(sizes[second], 2),
        tuple(sorted((first, second))): sizes[first] * sizes[second],
    }
    between = collections.Counter(tuple(sorted((pole(a), pole(b)))) for a, b in pairs)
    index = lambda one: (across - between[one, one]) / (across + between[one, one]) if across + between[one, one] else None
    sorts = collections.defaultdict(lambda: [0, 0])
    for relation in relations:
        part = "working" if relation in working else "belonging or others"
        sorts[part, relation["type"]][pole(relation["from"]) != pole(relation["to"])] += 1
    return {
        "figures": [sum(map(in_sector, actors.values())), len(pairs) - across, across],
        "counted": [
            "sort of tie, within a pole, across", "pole, actors, ties within, across", "two poles, ties, possible, expected by chance",
            "pair to introduce, score",
        ],
        "tables": [
            [["/".join(sort), *counts] for sort, counts in sorted(sorts.items())],
            [[p, sizes[p], between[p, p], across] for p in (first, second)],
            [[str(two), between[two], n, len(pairs) * n / sum(possible.values())] for two, n in possible.items()],
            [["/".join(pair), score] for pair, score in sorted(introductions(actors, pairs, pole).items())],
        ],
        "words": ["–" if index(p) is None else ("%.2f" % index(p)).replace(".", ",") for p in (first, second)],
        "charts": [],
        "said": [
            [len(pairs), 10], [0, 91, 0, 42], [1, 1], scope_note(list(actors.values())),
            [sum(not a["territory"] for a in existing(rows("actors")))], *cited([a for a in actors.values() if in_sector(a)]),
        ],
    }


def introductions(actors, pairs, pole):
    """The score of each pair of two poles without a tie: after Adamic and Adar, 1 / ln(1 + n) for a sector that n actors share."""
    of_sector = [a for a in actors if in_sector(actors[a])]
    shared = collections.Counter(s for a in of_sector for s in cells(actors[a], "sectors"))
    scores = {}
    for one, other in itertools.combinations(sorted(of_sector), 2):
        common = set(cells(actors[one], "sectors")) & set(cells(actors[other], "sectors"))
        if pole(one) != pole(other) and (one, other) not in pairs and common:
            scores[one, other] = round(sum(1 / math.log(1 + shared[s]) for s in common), 6)
    return scores


def hubs(territory="LU"):
    actors = {a["id"]: a for a in existing(rows("actors")) if lies_in(a["territory"], territory)}
    sector = {a for a in actors if in_sector(actors[a])}
    relations, working = ties_in(actors)
    pairs = {tuple(sorted((r["from"], r["to"]))) for r in working}
    groups = {a: {a} for a in sector}
    for one, other in pairs:
        groups[one] |= groups[other]
        for member in groups[one]:
            groups[member] = groups[one]
    others = collections.Counter(r["type"] for r in relations if r not in working)
    return {
        "figures": [
            len(sector), len(pairs), len(sector - {a for pair in pairs for a in pair}), max(map(len, groups.values()), default=0),
        ],
        "counted": ["other ties by type"],
        "tables": [[[sort, n] for sort, n in sorted(others.items())]],
        "words": [],
    }


def programmes():
    lines = [x for x in rows("programmes") + rows("calls") if x.get("level") == "eu"]
    ids = {x["id"] for x in lines}
    helped = {r["to"] for r in rows("relations") if r["type"] in ("accompanies", "supports")} & ids
    names = {a["id"]: a["name"] for a in rows("actors")}
    helpers = [names[r["from"]] for r in rows("relations") if r["type"] in ("accompanies", "supports") and r["to"] in ids]
    return {
        "figures": [len(lines), sum(map(is_over, lines)), sum("budget" in x for x in lines), len(helped)], "counted": [], "tables": [],
        "words": helpers + [x["name"] for x in lines if not x.get("parent") and not x.get("programme")],
    }


REGIONS = ["BE-WAL", "BE-BRU", "LU", "FR-PAC"]


def territoires():
    actors, events = existing(rows("actors")), rows("events")
    sector = [a for a in actors if in_sector(a)]
    lines = rows("programmes") + rows("calls")
    funding = [t for x in lines for t in x.get("territories", [])]
    nuts = {row["id"] for row in rows("nuts")}
    within = lambda records, code: sum(lies_within(r, code) for r in records)
    inside = {root: [t for t in PARENTS if t not in nuts and lies_in(t, root)] for root in REGIONS}
    silent = [t for root in REGIONS for t in inside[root] if t != root and not within(actors, t)]
    return {
        "figures": [
            sum(map(len, inside.values())), *(sum(within(part, root) for root in REGIONS) for part in (actors, sector, events)),
            len(silent),
        ],
        "counted": ["%s: territory, actors, those of the sector, events, funding that names it" % root for root in REGIONS],
        "tables": [
            [[t, within(actors, t), within(sector, t), within(events, t), funding.count(t)] for t in inside[root]]
            for root in REGIONS
        ],
        "words": [],
    }


def country(territory):
    while territory and len(territory) != 2:
        territory = PARENTS.get(territory, "")
    return territory


def transfrontalier():
    actors = {a["id"]: a for a in rows("actors")}
    relations = [r for r in rows("relations") if r["from"] in actors and r["to"] in actors]
    place = {a: country(actors[a]["territory"]) for a in actors}
    foreign = [r for r in relations if place[r["from"]] and place[r["to"]] and place[r["from"]] != place[r["to"]]]
    members, pairs = [], []
    for area in rows("cross_border"):
        current = {a for a in actors if in_sector(actors[a]) and actors[a]["standing"] == "existing"}
        lies = lambda actor: actor in current and any(lies_within(actors[actor], m, parts=False) for m in area["members"])
        members.append([[m, sum(lies_within(actors[a], m) for a in current)] for m in area["members"]])
        sizes = collections.Counter(place[a] for a in actors if lies(a))
        ties = {
            tuple(sorted((r["from"], r["to"]))) for r in relations
            if r["standing"] == "existing" and r["type"] not in STRUCTURAL and lies(r["from"]) and lies(r["to"])
        }
        between = collections.Counter(tuple(sorted((place[a], place[b]))) for a, b in ties)
        table = [[one, other, between[one, other], sizes[one] * sizes[other]] for one in sizes for other in sizes if one < other]
        pairs += [table] if table else []
    return {
        "figures": [len(members), len(existing(foreign)), len(foreign) - len(existing(foreign))],
        "counted": ["member of an area, actors"] * len(members) + ["two countries, ties, possible ties"] * len(pairs),
        "tables": members + pairs,
        "words": [actors[r[end]]["name"] for r in foreign for end in ("from", "to")],
    }


REPORTS = {
    "europe:programmes": programmes, "europe:territoires": territoires, "europe:transfrontalier": transfrontalier,
    "wallonia:cartographie": cartographie, "wallonia:agenda": agenda, "wallonia:financements": financements,
    "wallonia:indicateurs": indicateurs, "wallonia:competences": competences,
    "wallonia:equipements": equipements, "luxembourg:reseau": reseau,
    "luxembourg:hubs": hubs, "paca:ecosysteme": ecosysteme, "paca:poles": poles,
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
