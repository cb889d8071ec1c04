#!/usr/bin/env python3
"""Compares the figures that two reports share, in a workspace with the four plugins.

    python3 Tests/Oracle/shared_figures.py GRAPPE WORKSPACE

Prints one line for each figure that two reports show differently, and ends with 1 if there is one; prints nothing else."""
import functools
import datetime
import json
import pathlib
import re
import subprocess
import sys


def main():
    grappe, workspace = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])

    @functools.cache
    def blocks(report, *params):
        """The blocks of a report in French."""
        command = [grappe, "report", report, *params, "--format", "json", "--lang", "fr"]
        run = subprocess.run(command, cwd=workspace, capture_output=True, text=True, check=True)
        return json.loads(run.stdout)["blocks"]

    def figure(label, report, *params):
        """The key figure of that label."""
        figures = [f for b in blocks(report, *params) if b["type"] == "figures" for f in b["figures"]]
        return next(f["value"] for f in figures if f["label"] == label)

    def cell(row, column, report, *params):
        """The cell under the heading `column` of the first row that has the text `row` in one of its cells."""
        for block in blocks(report, *params):
            if block["type"] == "table":
                titles = [c["title"] if isinstance(c, dict) else c for c in block["columns"]]
                for cells in block["rows"]:
                    texts = [c.strip("\N{EM SPACE}") if isinstance(c, str) else c for c in cells]
                    if row in texts and column in titles:
                        return cells[titles.index(column)]
        raise KeyError((report, row, column))

    def figures(report, *params):
        """All key figures in their order."""
        return [f["value"] for b in blocks(report, *params) if b["type"] == "figures" for f in b["figures"]]

    def rows(headings, report, *params):
        """The rows of the first table with the headings, parted by "/", as dictionaries by the titles of the columns."""
        for block in blocks(report, *params):
            if block["type"] == "table":
                titles = [c["title"] if isinstance(c, dict) else c for c in block["columns"]]
                if set(headings.split("/")) <= set(titles):
                    return [dict(zip(titles, cells)) for cells in block["rows"]]
        raise KeyError((report, headings))

    def values(report, *params):
        """The figures of the tables with a value and a unit: indicator, precision, value, unit, words, period and origin."""
        titles = ["Indicateur", "Précision", "Valeur", "Unité", "Tel qu'écrit", "Période", "Origine"]
        found = []
        for block in blocks(report, *params):
            if block["type"] == "table":
                columns = [c["title"] if isinstance(c, dict) else c for c in block["columns"]]
                if set(titles) <= set(columns):
                    found += [[cells[columns.index(title)] for title in titles] for cells in block["rows"]]
        return found

    def said(pattern, report, *params):
        """The number that the pattern finds in a text; 0 where no text has it."""
        texts = json.dumps(blocks(report, *params), ensure_ascii=False)
        found = re.search(pattern, texts)
        return int(found[1]) if found else 0

    territory = lambda code, column, *params: cell(code, column, "europe:territoires", *params)
    wallonia = ("wallonia:cartographie", "--territory", "BE-WAL")
    pairs = [
        ("actors of the sector in Wallonia", territory("BE-WAL", "Du secteur"), figure("Acteurs du secteur", *wallonia)),
        ("… in Brussels", territory("BE-BRU", "Du secteur"), figure("Acteurs du secteur", wallonia[0], "--territory", "BE-BRU")),
        ("… in the city of Namur", territory("area-namur", "Du secteur", "--territory", "BE-WNA"),
         figure("Acteurs du secteur", wallonia[0], "--territory", "BE-WNA", "--city", "Namur")),
        ("… in the Greater Region's Wallonia", cell("Wallonie", "Acteurs", "europe:transfrontalier"),
         figure("Acteurs du secteur", *wallonia)),
        ("… in Luxembourg", territory("LU", "Du secteur"), figure("Acteurs du secteur", "luxembourg:hubs")),
        ("… in PACA", territory("FR-PAC", "Du secteur"), figure("Acteurs du secteur", "paca:ecosysteme")),
        ("… in PACA's value chain", figure("Acteurs du secteur", "paca:chaine"), figure("Acteurs du secteur", "paca:ecosysteme")),
        ("… in the two poles", territory("FR-13", "Du secteur") + territory("FR-06", "Du secteur"),
         figure("Acteurs du secteur", "paca:poles")),
        ("… in Belgium, aimed at for export", cell("Belgique", "Acteurs du secteur connus", "paca:export"),
         figure("Acteurs du secteur", "wallonia:cartographie")),
        ("records of PACA", territory("FR-PAC", "Acteurs"), figure("Toutes les fiches", "paca:ecosysteme")),
        ("events in Wallonia", territory("BE-WAL", "Événements"), figure("Événements", "wallonia:agenda", "--territory", "BE-WAL")),
        ("actors of the sector, on the cover of the annual report", figure("Acteurs du secteur", "europe:rapport-annuel"),
         figure("Acteurs du secteur", *wallonia)),
        ("figures on Wallonia", figure("Chiffres enregistrés", "europe:rapport-annuel"),
         figure("Chiffres", "wallonia:indicateurs", "--territory", "BE-WAL")),
        ("steering committee, in the note and the figure", len(next(
            b["rows"] for b in blocks("wallonia:communaute") if b["type"] == "table")),
         figure("Comité de pilotage", "wallonia:communaute")),
        ("budget of the S3, as funding and as a figure",
         cell("S3 wallonne – budget recherche et innovation", "Budget (M €)", "wallonia:financements"),
         cell("Budget de la S3", "Valeur", "wallonia:indicateurs")),
        ("budget of Horizon Europe, in two reports", cell("Horizon Europe", "Budget (M €)", "wallonia:financements"),
         cell("Horizon Europe", "Budget (M €)", "europe:programmes")),
    ]
    for indicator in ("emplois créés", "jeux produits", "sociétés créées", "taux de retombées", "coproductions internationales"):
        name = "Jeu vidéo : " + indicator
        pairs.append((name, cell(name, "Valeur", "wallonia:retombees"), cell(name, "Valeur", "wallonia:indicateurs")))
    year = "2024"
    annual = ("europe:rapport-annuel", "--year", year)
    hubs = ("luxembourg:hubs", "--territory", "BE-WAL")
    pairs += [
        ("working ties of Wallonia", figure("Liens de travail", *annual), figure("Liens", *hubs)),
        ("actors of Wallonia without a tie", figure("Acteurs sans lien de travail connu", *annual), figure("Isolés", *hubs)),
        ("the largest connected group", figure("Plus grand ensemble relié", *annual), figure("Plus grand ensemble relié", *hubs)),
        ("actors of Wallonia by kind", {r["Genre"]: r["Nombre"] for r in rows("Genre/Nombre", *annual)},
         {r["Genre"]: r["Total"] for r in rows("Genre/Total", *wallonia)}),
        ("the ten first sectors of Belgium", {r["Secteur"]: r["Nombre"] for r in rows("Secteur/Nombre", *annual, "--territory", "BE")},
         {r["Secteur"]: r["Acteurs du secteur"] for r in rows("Secteur/Acteurs du secteur", "wallonia:cartographie")}),
        ("events of Wallonia that are not planned", figure("Événements, hors projets", *annual),
         figure("Événements", "wallonia:agenda", "--territory", "BE-WAL") - figure(
             "Encore en projet", "wallonia:agenda", "--territory", "BE-WAL")),
        ("existing trainings, of Walloon providers and of others",
         figure("Formations existantes", *annual) + said(r"(\d+) autres? formations? existantes?", *annual),
         figure("Formations existantes", "wallonia:competences")),
        ("current funding, with and without a territory",
         figure("Financements qui visent ce territoire", *annual) + said(r"(\d+) autres? financements? existants?", *annual),
         figure("Existants", "wallonia:financements", "--date", year + "-12-31")),
        ("funding that exists, on the cover and in its table", figure("Financements qui visent ce territoire", *annual),
         len(rows("Financement/Niveau", *annual))),
        ("outcomes of public aid", len([r for r in rows("Statut", *annual)]), figure("Résultats", "wallonia:retombees")),
        ("calls without a closing date", said(r"(\d+) financements? existants? n", "wallonia:echeances"),
         cell("Date de clôture", "Manquante", "wallonia:financements")),
        ("European lines", figure("Lignes", "europe:programmes"),
         sum(figure(label, "wallonia:financements", "--level", "eu") for label in ("Existants", "En projet", "Clos"))),
        ("European lines that are closed", figure("Closes", "europe:programmes"), figure("Clos", "wallonia:financements", "--level", "eu")),
        ("actors of Luxembourg, in its network and its territory", figure("Toutes les fiches", "luxembourg:reseau"),
         territory("LU", "Acteurs")),
        ("… of the sector, on the cover of its annual report",
         figure("Acteurs du secteur", *annual, "--territory", "LU"), figure("Acteurs du secteur", "luxembourg:hubs")),
        ("… by sub-sector", {r["Secteur"]: r["Nombre"] for r in rows("Secteur/Nombre", *annual, "--territory", "LU")},
         {r["Sous-secteur"]: r["Acteurs"] for r in rows("Sous-secteur", "luxembourg:secteurs") if r["Acteurs"]}),
        ("actors of the sector on the cover of the annual report of PACA",
         figure("Acteurs du secteur", *annual, "--territory", "FR-PAC"), figure("Acteurs du secteur", "paca:ecosysteme")),
        ("partners abroad, with and without a next step", figures("paca:export")[0], sum(figures("paca:relances"))),
        ("figures of the annual report that the report on figures does not have", [],
         [r for r in values(*annual) if r not in values("wallonia:indicateurs", "--territory", "BE-WAL")]),
    ]
    subprocess.run([grappe, "jobs", "run", "wallonia:barometre"], cwd=workspace, check=True, capture_output=True)
    month = rows("Mois", "wallonia:barometre")[-1]
    pairs += [
        ("the barometer's actors", month["Acteurs du secteur"], figure("Acteurs du secteur", *wallonia)),
        ("… companies", month["Entreprises"],
         sum(r["Total"] for r in rows("Genre/Total", *wallonia) if r["Genre"] in ("Entreprise", "Indépendant"))),
        ("… events", month["Événements"], figure("Événements", "wallonia:agenda", "--territory", "BE-WAL")),
        ("… funding", month["Financements"], figure("Existants", "wallonia:financements", "--date", str(datetime.date.today()))),
        ("… trainings", month["Formations"], figure("Formations existantes", "wallonia:competences")),
        ("… labels", month["Labels wake!"], figures("wallonia:communaute")[3]),
    ]
    wrong = [(what, one, other) for what, one, other in pairs if one != other]
    for what, one, other in wrong:
        print(f"{what}: {one} and {other}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
