#!/usr/bin/env bash
# Shows Grappe on the data of the four bundles: builds, makes the workspace demo/, installs the bundles, writes their reports as HTML, and ends
# with one screen. Each step is one line with the time it took; what a step prints lies in .build/demo.log and is shown when it fails.
#   packaging/demo.sh [LANGUAGE]     fr (default), en or de
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
language=${1:-fr}
root=$PWD
log=$root/.build/demo.log
grappe=$root/.build/release/grappe
reports=(wallonia:cartographie wallonia:financements wallonia:competences luxembourg:hubs luxembourg:sessions paca:poles europe:programmes)

# The texts of the language asked for, by name.
declare -A say=()
# shellcheck disable=SC1112 # typographic apostrophes
case $language in
fr) say=([build]='Construire le programme (cinq à dix minutes la première fois)' [init]='Créer l’espace de travail demo/' [install]='Installer quatre bundles'
  [report]='Écrire les rapports en HTML' [installed]='Installé' [events]='Événements par genre' [actors]='Acteurs par genre' [calls]='Aides par niveau'
  [where]='Les rapports entiers' [next]='Et maintenant') ;;
de) say=([build]='Programm bauen (beim ersten Mal fünf bis zehn Minuten)' [init]='Arbeitsbereich demo/ anlegen' [install]='Vier Bundles installieren'
  [report]='Berichte als HTML schreiben' [installed]='Installiert' [events]='Veranstaltungen nach Art' [actors]='Akteure nach Art' [calls]='Förderungen nach Ebene'
  [where]='Die ganzen Berichte' [next]='Und jetzt') ;;
*) say=([build]='Build the program (five to ten minutes the first time)' [init]='Create the workspace demo/' [install]='Install four bundles'
  [report]='Write the reports as HTML' [installed]='Installed' [events]='Events by kind' [actors]='Actors by kind' [calls]='Funding by level'
  [where]='The whole reports' [next]='What to type next') ;;
esac

# Runs a step and prints one line; shows the log and ends when it fails.
step() {
  local started=$SECONDS
  printf '%s … ' "$1"
  shift
  if ! "$@" >"$log" 2>&1; then
    printf '✘\n\n' && tail -n 40 "$log" >&2
    exit 1
  fi
  printf '%d s\n' $((SECONDS - started))
}

run() { (cd demo && "$grappe" "$@" --lang "$language"); }

write_reports() {
  mkdir -p demo/rapports
  local name
  for name in "${reports[@]}"; do run report "$name" --format html -o "rapports/${name/:/-}.html"; done
}

table() {
  printf '\n%s\n' "$1"
  shift
  "$@"
}

mkdir -p .build
step "${say[build]}" swift build -c release --product grappe
[ -f demo/grappe.sqlite ] || step "${say[init]}" "$grappe" init demo --lang "$language"
step "${say[install]}" run install ../bundles/*.grappe --yes
step "${say[report]}" write_reports

table "${say[installed]}" run list
table "${say[actors]}" run eval 'return grappe.sql[[SELECT kind, count(*) AS n FROM actors GROUP BY kind ORDER BY n DESC LIMIT 5]]'
table "${say[calls]}" run eval 'return grappe.sql[[SELECT level, count(*) AS n FROM calls WHERE level IS NOT NULL GROUP BY level ORDER BY n DESC LIMIT 5]]'
table "${say[events]}" run eval 'return grappe.sql[[SELECT kind, count(*) AS n FROM events GROUP BY kind ORDER BY n DESC LIMIT 5]]'
printf '\n%s: %s/demo/rapports/*.html\n' "${say[where]}" "$root"
# shellcheck disable=SC2016 # PATH is for the reader's shell to expand
printf '%s:\n  export PATH="%s/.build/release:$PATH"\n  cd demo\n  grappe report wallonia:cartographie\n  grappe shell\n' "${say[next]}" "$root"
