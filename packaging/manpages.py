#!/usr/bin/env python3
"""Writes the manual pages of grappe in English, French and German from the help that the program itself gives.

    packaging/manpages.py GRAPPE FOLDER      FOLDER/man1/grappe.1, FOLDER/man1/grappe-report.1, FOLDER/fr/man1/…, FOLDER/de/man1/…

The date of the pages is SOURCE_DATE_EPOCH where that is set, so that two builds of one commit write the same bytes."""
import datetime
import json
import os
import pathlib
import subprocess
import sys

WORDS = {
    "en": dict(name="NAME", synopsis="SYNOPSIS", description="DESCRIPTION", options="OPTIONS", arguments="ARGUMENTS", commands="COMMANDS",
               exit="EXIT STATUS", environment="ENVIRONMENT", see="SEE ALSO", manual="Grappe manual", default="Default", example="EXAMPLE",
               status=["Done.", "Failed.", "Usage.", "Refused: trust, permission or validation.", "Stopped by a limit.",
                       "Conflict: undo, rollback or a concurrent change."], workspace="The workspace, where --workspace does not name one."),
    "fr": dict(name="NOM", synopsis="SYNOPSIS", description="DESCRIPTION", options="OPTIONS", arguments="ARGUMENTS", commands="COMMANDES",
               exit="CODE DE RETOUR", environment="ENVIRONNEMENT", see="VOIR AUSSI", manual="Manuel de Grappe", default="Par défaut",
               example="EXEMPLE",
               status=["Fait.", "Échec.", "Usage.", "Refus : confiance, permission ou validation.", "Arrêt par une limite.",
                       "Conflit : annulation, retour en arrière ou changement concurrent."],
               workspace="L'espace de travail, si --workspace n'en nomme pas."),
    "de": dict(name="NAME", synopsis="ÜBERSICHT", description="BESCHREIBUNG", options="OPTIONEN", arguments="ARGUMENTE", commands="BEFEHLE",
               exit="RÜCKGABEWERT", environment="UMGEBUNG", see="SIEHE AUCH", manual="Grappe-Handbuch", default="Vorgabe", example="BEISPIEL",
               status=["Erledigt.", "Fehlgeschlagen.", "Aufruf.", "Abgelehnt: Vertrauen, Berechtigung oder Prüfung.",
                       "Durch eine Grenze beendet.", "Konflikt: Rücknahme, Zurückrollen oder gleichzeitige Änderung."],
               workspace="Der Arbeitsbereich, wenn --workspace keinen nennt."),
}
# The two options that the argument parser adds itself, in English only.
PARSER_TEXTS = {
    "Show the version.": dict(fr="Montrer la version.", de="Die Version anzeigen."),
    "Show help information.": dict(fr="Montrer cette aide.", de="Diese Hilfe anzeigen."),
}
EXAMPLE_MARKS = ("Example: ", "Exemple : ", "Beispiel: ")


def roff(text):
    """A text as roff(7) shows it unchanged."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return "\n".join("\\&" + line if line.startswith(".") else line for line in text.split("\n"))


def names(argument):
    dashes = [("-" if name["kind"] == "short" else "--") + name["name"] for name in argument.get("names", [])]
    value = f" <{argument['valueName']}>" if argument["kind"] == "option" else ""
    return ", ".join(dashes) + value if dashes else f"<{argument['valueName']}>"


def shown(command, positional):
    return [a for a in command.get("arguments", []) if a.get("shouldDisplay", True) and (a["kind"] == "positional") == positional]


def synopsis(command, path):
    words = []
    for argument in shown(command, False) + shown(command, True):
        word = names(argument) if argument["kind"] == "positional" else names(argument).split(", ")[-1]
        word += " ..." if argument["isRepeating"] else ""
        words.append(f"[{word}]" if argument["isOptional"] or argument.get("defaultValue") else word)
    return f".B {roff(path)}\n{roff(' '.join(words))}"


def entries(arguments, words, language):
    lines = []
    for argument in arguments:
        text = argument.get("abstract", "")
        text = PARSER_TEXTS.get(text, {}).get(language, text)
        if argument.get("defaultValue") and argument["kind"] != "flag":
            text += f" {words['default']}: {argument['defaultValue']}."
        lines += [".TP", f".B {roff(names(argument))}", roff(text)]
    return lines


def page(command, path, others, language, release, date):
    words = WORDS[language]
    title = path.replace(" ", "-")
    discussion = command.get("discussion", "")
    paragraphs = [p for p in discussion.split("\n\n") if p]
    examples = [p for p in paragraphs if p.startswith(EXAMPLE_MARKS)]
    lines = [f'.TH "{roff(title.upper())}" "1" "{date}" "{roff(release)}" "{roff(words["manual"])}"']
    lines += [f".SH {words['name']}", f"{roff(title)} \\- {roff(command.get('abstract', '').rstrip('.'))}"]
    lines += [f".SH {words['synopsis']}", synopsis(command, path)]
    lines += [f".SH {words['description']}", roff(command.get("abstract", ""))]
    for paragraph in paragraphs:
        if paragraph not in examples:
            lines += [".PP", roff(paragraph)]
    if shown(command, True):
        lines += [f".SH {words['arguments']}"] + entries(shown(command, True), words, language)
    if shown(command, False):
        lines += [f".SH {words['options']}"] + entries(shown(command, False), words, language)
    if others:
        lines += [f".SH {words['commands']}"]
        for other in others:
            lines += [".TP", f".BR {roff('grappe-' + other['commandName'])} (1)", roff(other.get("abstract", ""))]
    lines += [f".SH {words['environment']}", ".TP", ".B GRAPPE_WORKSPACE", roff(words["workspace"])]
    lines += [f".SH {words['exit']}"]
    for number, text in enumerate(words["status"]):
        lines += [".TP", f".B {number}", roff(text)]
    for example in examples:
        command_line = example.split(": ", 1)[1]
        lines += [f".SH {words['example']}", ".EX", roff(command_line.replace("\n", " ")), ".EE"]
    if path != "grappe":
        lines += [f".SH {words['see']}", ".BR grappe (1)"]
    return "\n".join(lines) + "\n"


def write(grappe, folder, language, release, date):
    environment = dict(os.environ, LC_ALL=f"{language}_BE.UTF-8")
    root = json.loads(subprocess.run([grappe, "--experimental-dump-help"], env=environment, check=True, capture_output=True).stdout)["command"]
    commands = [c for c in root["subcommands"] if c["commandName"] != "help"]
    target = folder / ("" if language == "en" else language) / "man1"
    target.mkdir(parents=True, exist_ok=True)
    (target / "grappe.1").write_text(page(root, "grappe", commands, language, release, date), encoding="utf-8")
    for command in commands:
        name = command["commandName"]
        text = page(command, f"grappe {name}", [], language, release, date)
        (target / f"grappe-{name}.1").write_text(text, encoding="utf-8")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    grappe, folder = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    version = subprocess.run([grappe, "--version"], check=True, capture_output=True, text=True).stdout.split()[0]
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", "0") or 0)
    moment = datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc) if epoch else datetime.datetime.now(datetime.timezone.utc)
    for language in WORDS:
        write(grappe, folder, language, f"grappe {version}", moment.date().isoformat())


if __name__ == "__main__":
    main()
