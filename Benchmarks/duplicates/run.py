#!/usr/bin/env python3
"""Measures `grappe duplicates` beside splink on the same made-up organisations, whose duplicates are known.

    swift build -c release && pip install splink pandas
    Benchmarks/duplicates/run.py [COUNT]         default: 10000

Prints recall, precision and the wall time of each; without splink only those of Grappe. The list is drawn by other rules than that of the
unit tests. splink learns its weights from the list itself (expectation maximisation), Grappe's are fixed."""
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GRAPPE = os.environ.get("GRAPPE_BINARY", os.path.join(ROOT, ".build/release/grappe"))
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
SHARE = 0.15
FIELDS = ["id", "name", "kind", "city", "lat", "lon", "website", "email", "phone"]
PARTS = "bar cel dom fal gri hus jan kor lem mot nav pol rud sol tri ulm van wes yod zel".split()
TRADES = "Studio Atelier Festival Galerie Musée Théâtre Librairie Agence Cinéma Éditions Fabrique Orchestre Radio Conservatoire".split()
TOWNS = {"Namur": (50.46, 4.87), "Liège": (50.63, 5.57), "Mons": (50.45, 3.95), "Huy": (50.52, 5.24), "Toulon": (43.12, 5.93),
         "Nice": (43.70, 7.26), "Gap": (44.56, 6.08), "Luxembourg": (49.61, 6.13), "Esch-sur-Alzette": (49.50, 5.98), "Arlon": (49.68, 5.82)}
FORMS = ["ASBL", "SRL", "SA", "SARL", "SAS", "scrl"]


def folded(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if c.isascii() and c.isalnum())


def word(numbers):
    return "".join(numbers.choices(PARTS, k=numbers.randint(2, 3))).capitalize()


def original(numbers, number, domains):
    """An organisation as it was entered first."""
    name = " ".join([numbers.choice(TRADES)] * (numbers.random() < 0.6) + [word(numbers) for _ in range(numbers.randint(1, 2))])
    town = numbers.choice(list(TOWNS))
    domain = folded(name) + numbers.choice([".be", ".lu", ".fr", ".org"])
    if domain in domains:
        domain = f"{folded(name)}{number}.eu"
    domains.add(domain)
    row = dict(id=f"a{number:06}", name=name + f" {numbers.choice(FORMS)}" * (numbers.random() < 0.4), kind="company", city=town)
    if numbers.random() < 0.4:
        row["lat"], row["lon"] = (f"{place + numbers.uniform(-.02, .02):.5f}" for place in TOWNS[town])
    if numbers.random() < 0.6:
        row["website"] = "https://www." + domain
    if numbers.random() < 0.6:
        row["email"] = "info@" + domain
    if numbers.random() < 0.5:
        row["phone"] = "+32 " + "".join(numbers.choices("0123456789", k=9))
    return row


def misspelt(numbers, name):
    place = numbers.randrange(1, len(name) - 1)
    return numbers.choice([name[:place] + name[place + 1:], name[:place] + name[place] + name[place:],
                           name[:place - 1] + name[place] + name[place - 1] + name[place + 1:]])


def repeated(numbers, number, first):
    """The same organisation as another hand enters it."""
    words = [part for part in first["name"].split() if part not in FORMS]
    name = " ".join(words + [numbers.choice(FORMS)] * (numbers.random() < 0.3))
    name = misspelt(numbers, name) if numbers.random() < 0.3 else name
    row = dict(id=f"a{number:06}", name=name.upper() if numbers.random() < 0.3 else name, kind="company")
    if numbers.random() < 0.85:
        row["city"] = first["city"]
    if "website" in first and numbers.random() < 0.7:
        row["website"] = first["website"].replace("https://www.", "http://") + "/contact"
    if "email" in first and numbers.random() < 0.6:
        row["email"] = numbers.choice(["info", "admin"]) + "@" + first["email"].split("@")[1]
    if "phone" in first and numbers.random() < 0.7:
        row["phone"] = first["phone"]
    return row


def make():
    """The rows, and the pairs of ids that are one organisation."""
    numbers, rows, answers, free, domains = random.Random(7), [], set(), [], set()
    while len(rows) < COUNT:
        if free and numbers.random() < SHARE:
            first = free.pop(numbers.randrange(len(free)))
            rows.append(repeated(numbers, len(rows), first))
            answers.add((first["id"], rows[-1]["id"]))
        else:
            rows.append(original(numbers, len(rows), domains))
            free.append(rows[-1])
    return rows, answers


def report(name, pairs, answers, seconds):
    found = {tuple(sorted(pair)) for pair in pairs}
    right = len(found & answers)
    print(f"{name:<10} recall {right / len(answers):.3f}  precision {right / max(1, len(found)):.3f}  {seconds:6.1f} s")


def grappe(rows, answers):
    with tempfile.TemporaryDirectory() as folder:
        def run(*words):
            done = subprocess.run([GRAPPE, *words], cwd=folder, capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"{words}: {done.stderr}")
            return done.stdout
        with open(os.path.join(folder, "actors.csv"), "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, FIELDS)
            writer.writeheader()
            writer.writerows(rows)
        run("init")
        run("eval", "concepts.add{ scheme = 'actor-kind', code = 'company', label = { en = 'Company' } }", "--write")
        run("import", "actors.csv", "--as", "actor")
        start = time.monotonic()
        pairs = json.loads(run("duplicates", "actor", "--json"))
        report("grappe", [(pair["first"]["id"], pair["second"]["id"]) for pair in pairs], answers, time.monotonic() - start)


def splink(rows, answers):
    try:
        import pandas
        import splink.comparison_library as compare
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    except ImportError:
        return print("splink is not installed")
    table = pandas.DataFrame([{
        "unique_id": row["id"], "name": folded(" ".join(part for part in row["name"].split() if part.upper() not in {f.upper() for f in FORMS})),
        "city": folded(row.get("city", "")) or None, "email": row.get("email"), "phone": row.get("phone"),
        "domain": (row.get("website", "").split("//")[-1].removeprefix("www.").split("/")[0] or None)} for row in rows])
    start = time.monotonic()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[compare.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.7]), compare.ExactMatch("city"), compare.ExactMatch("email"),
                     compare.ExactMatch("phone"), compare.ExactMatch("domain")],
        blocking_rules_to_generate_predictions=[
            block_on("name"), block_on("email"), block_on("phone"), block_on("domain"), block_on("substr(name, 1, 5)", "city"),
            block_on("substr(name, -5, 5)", "city"), block_on("substr(name, 1, 9)"), block_on("substr(name, -9, 9)")])
    api = DuckDBAPI()
    data = api.register(table) if hasattr(api, "register") else table
    linker = Linker(data, settings) if hasattr(api, "register") else Linker(data, settings, api)
    linker.training.estimate_probability_two_random_records_match([block_on("domain"), block_on("phone")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("domain"), block_on("name")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.7).as_pandas_dataframe()
    report("splink", zip(found["unique_id_l"], found["unique_id_r"]), answers, time.monotonic() - start)


rows, answers = make()
print(f"{len(rows)} organisations, {len(answers)} of them repeated")
grappe(rows, answers)
splink(rows, answers)
