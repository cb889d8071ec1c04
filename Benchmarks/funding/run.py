"""Matches applicants with calls of ten conditions each: Grappe, a plain Python loop and openfisca-core on the same facts and
rules. All answer in three values with the verdict of every condition, and their sums must agree. Times are processor seconds.

    run.sh            builds, installs openfisca-core and runs this
"""
import json
import os
import random
import subprocess
import sys
import tempfile
import time

import numpy as np
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.periods import YEAR
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

UNMET, UNKNOWN, MET = 0, 1, 2
WHEN = periods.period("2024")
CALLS, APPLICANTS, LOOP_APPLICANTS = 50, 100_000, 20_000
WORDS = {
    "legal_form": ["srl", "sa", "sc", "asbl", "sprl", "none"],
    "sector": ["s%d" % i for i in range(12)],
    "territory": ["BE-%02d" % i for i in range(20)],
    "size": ["micro", "small", "medium", "large"],
    "identifier.X": ["true", "false"],
    "attested.not-begun": ["true", "false"],
}
NUMBERS = {"staff": 300, "age_years": 30, "budget": 1_000_000, "regional_spend": 1_000_000, "grant": 500_000}


def make_facts(count):
    """One column a fact; a tenth of each is unknown (an empty word, a number that is none)."""
    source = np.random.default_rng(7)
    columns = {}
    for name, words in WORDS.items():
        codes = source.integers(0, len(words), count)
        columns[name] = np.where(source.random(count) < 0.1, -1, codes).astype(np.int32)
    for name, top in NUMBERS.items():
        numbers = source.integers(1, top, count).astype(np.float64)
        columns[name] = np.where(source.random(count) < 0.1, np.nan, numbers)
    return columns


def make_rules():
    pick = random.Random(11)
    rules = []
    for call in range(CALLS):
        conditions = [
            {"test": "one_of", "fact": "legal_form", "values": pick.sample(WORDS["legal_form"], 4), "excludes": ["asbl"]},
            {"test": "one_of", "fact": "sector", "values": pick.sample(WORDS["sector"], 8)},
            {"test": "territory", "within": pick.sample(WORDS["territory"], 12)},
            {"test": "is_sme", "sizes": pick.sample(WORDS["size"], 3)},
            {"test": "has", "fact": "identifier.X"},
            {"test": "attested", "id": "not-begun"},
            {"test": "between", "fact": "staff", "min": pick.randint(1, 20), "max": pick.randint(150, 300)},
            {"test": "between", "fact": "age_years", "min": pick.randint(1, 5)},
            {"test": "ratio", "fact": "regional_spend", "of": "budget", "min": pick.choice([0.25, 0.5])},
            {"test": "ratio", "fact": "regional_spend", "of": "grant", "min": pick.choice([1, 1.5])},
        ]
        rules.append({"call": "c%d" % call, "version": "1", "valid_from": "2024", "legal": "x", "conditions": conditions})
    return rules


def write(folder, columns, rules):
    with open(os.path.join(folder, "rules.json"), "w") as file:
        json.dump(rules, file)
    for name, column in columns.items():
        if name in WORDS:
            words = WORDS[name] + [""]
            with open(os.path.join(folder, name + ".words"), "w") as file:
                file.write("\n".join(words[code] for code in column))
        else:
            column.tofile(os.path.join(folder, name + ".numbers"))


def grappe(program, folder, count):
    return json.loads(subprocess.check_output([program, folder, str(count)]))


# The plain loop: one applicant, one call, one condition at a time, and a list of reasons.


def verdict(condition, facts):
    test = condition["test"]
    if test in ("one_of", "territory", "is_sme"):
        value = facts[condition.get("fact") or {"territory": "territory", "is_sme": "size"}[test]]
        if value is None:
            return UNKNOWN
        if value in condition.get("excludes", ()):
            return UNMET
        return MET if value in (condition.get("values") or condition.get("within") or condition.get("sizes")) else UNMET
    if test in ("has", "attested"):
        value = facts[condition.get("fact") or "attested." + condition["id"]]
        return UNKNOWN if value is None else MET if value == "true" else UNMET
    value = facts[condition["fact"]]
    if value is None:
        return UNKNOWN
    if test == "between":
        return MET if value >= condition.get("min", value) and value <= condition.get("max", value) else UNMET
    whole = facts[condition["of"]]
    if whole is None:
        return UNKNOWN
    return MET if value >= condition["min"] * whole else UNMET


def loop(columns, rules, count):
    applicants = []
    for row in range(count):
        facts = {}
        for name, column in columns.items():
            value = column[row]
            if name in WORDS:
                facts[name] = WORDS[name][value] if value >= 0 else None
            else:
                facts[name] = None if np.isnan(value) else float(value)
        applicants.append(facts)
    begun = time.process_time()
    results = []
    for facts in applicants:
        for rule in rules:
            unmet, unknown = [], []
            for position, condition in enumerate(rule["conditions"]):
                outcome = verdict(condition, facts)
                if outcome == UNMET:
                    unmet.append(position)
                elif outcome == UNKNOWN:
                    unknown.append(position)
            results.append((UNMET if unmet else UNKNOWN if unknown else MET, unmet, unknown))
    taken = time.process_time() - begun
    answers = [answer for answer, _, _ in results]
    sums = [answers.count(MET), answers.count(UNMET), answers.count(UNKNOWN)]
    return taken, sums + [sum(len(unmet) for _, unmet, _ in results), sum(len(unknown) for _, _, unknown in results)]


# openfisca-core: a variable for each condition and for each call, its formulas over whole columns.


def formula(condition):
    test = condition["test"]
    fact = {"territory": "territory", "is_sme": "size"}.get(test) or condition.get("fact") or "attested." + condition["id"]
    if fact in WORDS:
        wanted = condition.get("values") or condition.get("within") or condition.get("sizes") or ["true"]
        excluded = condition.get("excludes", [])
        table = np.array([MET if w in wanted and w not in excluded else UNMET for w in WORDS[fact]] + [UNKNOWN], np.int8)
        return lambda person, period: table[person(variable(fact), period)]
    if test == "between":
        low, high = condition.get("min", -np.inf), condition.get("max", np.inf)

        def between(person, period):
            number = person(variable(fact), period)
            return np.where(np.isnan(number), np.int8(UNKNOWN), ((number >= low) & (number <= high)).astype(np.int8) * np.int8(2))

        return between
    whole, least = condition["of"], condition["min"]

    def ratio(person, period):
        parts, wholes = person(variable(fact), period), person(variable(whole), period)
        missing = np.isnan(parts) | np.isnan(wholes)
        return np.where(missing, np.int8(UNKNOWN), (parts >= least * wholes).astype(np.int8) * np.int8(2))

    return ratio


def least_of(names):
    return lambda person, period: np.minimum.reduce([person(name, period) for name in names])


def variable(fact):
    return "fact_" + fact.replace(".", "_").replace("-", "_")


def openfisca(columns, rules, count):
    person = build_entity(key="person", plural="persons", label="", is_person=True)
    system = TaxBenefitSystem([person])

    def add(name, kind, compute=None):
        fields = {"value_type": kind, "entity": person, "definition_period": YEAR, "label": name}
        if compute:
            fields["formula"] = compute
        system.add_variable(type(name, (Variable,), fields))

    for name in columns:
        add(variable(name), int if name in WORDS else float)
    for call, rule in enumerate(rules):
        names = ["call_%d_%d" % (call, position) for position in range(len(rule["conditions"]))]
        for name, condition in zip(names, rule["conditions"]):
            add(name, int, formula(condition))
        add("call_%d" % call, int, least_of(names))
    simulation = SimulationBuilder().build_default_simulation(system, count)
    for name, column in columns.items():
        simulation.set_input(variable(name), WHEN, column[:count].astype(np.int32) if name in WORDS else column[:count])
    begun = time.process_time()
    answers = [simulation.calculate("call_%d" % call, WHEN) for call in range(len(rules))]
    taken = time.process_time() - begun
    reasons = [
        simulation.calculate("call_%d_%d" % (call, position), WHEN)
        for call, rule in enumerate(rules) for position in range(len(rule["conditions"]))
    ]
    count_of = lambda arrays, value: int(sum((array == value).sum() for array in arrays))
    sums = [count_of(answers, MET), count_of(answers, UNMET), count_of(answers, UNKNOWN)]
    return taken, sums + [count_of(reasons, UNMET), count_of(reasons, UNKNOWN)]


def main():
    program = sys.argv[1]
    columns, rules = make_facts(APPLICANTS), make_rules()
    with tempfile.TemporaryDirectory() as folder:
        write(folder, columns, rules)
        sizes = [APPLICANTS // 10, LOOP_APPLICANTS, APPLICANTS // 2, APPLICANTS]
        runs = {count: [grappe(program, folder, count) for _ in range(3)] for count in sizes}
    best = {count: min(run["answers"] for run in of) for count, of in runs.items()}
    encoding = min(run["columns"] for run in runs[APPLICANTS])
    loop_seconds, loop_sums = loop(columns, rules, LOOP_APPLICANTS)
    fisca = [openfisca(columns, rules, APPLICANTS) for _ in range(3)]
    fisca_seconds = min(seconds for seconds, _ in fisca)
    assert loop_sums == runs[LOOP_APPLICANTS][0]["sums"], (loop_sums, runs[LOOP_APPLICANTS][0]["sums"])
    assert fisca[0][1] == runs[APPLICANTS][0]["sums"], (fisca[0][1], runs[APPLICANTS][0]["sums"])
    print("%d calls, ten conditions each; processor seconds, the best of three" % CALLS)
    for count in sizes:
        print("grappe  %7d applicants  %.3f s  %.2f ns a condition" % (count, best[count], best[count] / count / CALLS / 10 * 1e9))
    print("grappe  %7d applicants  %.3f s for making the columns" % (APPLICANTS, encoding))
    print("loop    %7d applicants  %.3f s, %.0f times grappe (%.0f with making the columns)" % (
        LOOP_APPLICANTS, loop_seconds, loop_seconds / best[LOOP_APPLICANTS],
        loop_seconds / LOOP_APPLICANTS / ((best[APPLICANTS] + encoding) / APPLICANTS)))
    print("openfisca %5d applicants  %.3f s, %.2f times grappe" % (APPLICANTS, fisca_seconds, fisca_seconds / best[APPLICANTS]))
    print("the sums of all agree: %s" % runs[APPLICANTS][0]["sums"])


main()
