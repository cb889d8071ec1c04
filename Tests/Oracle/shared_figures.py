#!/usr/bin/env python3
"""Compares the figures that two reports share, in a workspace with the four plugins.

    python3 Tests/Oracle/shared_figures.py GRAPPE WORKSPACE

Prints one line for each figure that two reports show differently, and ends with 1 if there is one; prints nothing else."""
import functools
import json
import pathlib
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
    wrong = [(what, one, other) for what, one, other in pairs if one != other]
    for what, one, other in wrong:
        print(f"{what}: {one} and {other}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
