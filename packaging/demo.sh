#!/usr/bin/env bash
# Shows Grappe on the data of the four bundles: installs the system's libraries, builds, makes the workspace demo/, installs the bundles, writes
# their reports as HTML, and ends with one screen. Each step is one line with the time it took; what a step prints lies in .build/demo.log
# and is shown when it fails.
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
fr) say=([libraries]='Installer les bibliothèques du système' [build]='Construire le programme (la première fois, cinq à dix minutes)'
  [init]='Créer l’espace de travail demo/' [install]='Installer quatre bundles' [report]='Écrire sept rapports en HTML'
  [swift]='Il faut Swift 6.2 ou plus récent : https://www.swift.org/install/linux/' [installed]='Installé'
  [where]='Les rapports entiers, à ouvrir dans un navigateur' [next]='Et maintenant') ;;
de) say=([libraries]='Systembibliotheken installieren' [build]='Programm bauen (beim ersten Mal fünf bis zehn Minuten)'
  [init]='Arbeitsbereich demo/ anlegen' [install]='Vier Bundles installieren' [report]='Sieben Berichte als HTML schreiben'
  [swift]='Swift 6.2 oder neuer wird gebraucht: https://www.swift.org/install/linux/' [installed]='Installiert'
  [where]='Die ganzen Berichte, für den Browser' [next]='Und jetzt') ;;
en) say=([libraries]='Install the libraries of the system' [build]='Build the program (the first time, five to ten minutes)'
  [init]='Create the workspace demo/' [install]='Install four bundles' [report]='Write seven reports as HTML'
  [swift]='Swift 6.2 or newer is needed: https://www.swift.org/install/linux/' [installed]='Installed'
  [where]='The whole reports, for a browser' [next]='What to type next') ;;
*)
  echo "DEMO_LANGUAGE=$language: fr, en, de" >&2
  exit 2
  ;;
esac

# Counts the seconds of a step on its line.
tick() {
  local started=$SECONDS
  while sleep 1; do printf '\r%s … %d s' "$1" $((SECONDS - started)); done
}

# Runs a step and prints one line; shows the log and ends when it fails.
ticker=
trap 'if [ -n "$ticker" ]; then kill "$ticker"; fi' EXIT
step() {
  local text=$1 started=$SECONDS status=0
  shift
  printf '%s … ' "$text"
  if [ -t 1 ]; then
    tick "$text" &
    ticker=$!
  fi
  "$@" >"$log" 2>&1 || status=$?
  if [ -n "$ticker" ]; then
    kill "$ticker"
    wait "$ticker" 2>/dev/null || true
    ticker=
    printf '\r%s … ' "$text"
  fi
  if [ "$status" != 0 ]; then
    printf '✘\n\n' && tail -n 40 "$log" >&2
    exit "$status"
  fi
  printf '%d s\n' $((SECONDS - started))
}

run() { (cd demo && "$grappe" "$@" --lang "$language"); }

# Writes each report as a page, and a page of links to them with their titles.
write_reports() {
  mkdir -p demo/rapports
  local name file title
  for name in "${reports[@]}"; do run report "$name" --format html -o "rapports/${name/:/-}.html" || return; done
  {
    printf '<!doctype html><html lang="%s"><meta charset="utf-8"><title>Grappe</title><h1>Grappe</h1><ul>\n' "$language"
    for name in "${reports[@]}"; do
      file=${name/:/-}.html
      title=$(sed -n 's/.*<title>\(.*\)<\/title>.*/\1/p' "demo/rapports/$file" | head -n 1)
      printf '<li><a href="%s">%s</a>\n' "$file" "$title"
    done
    printf '</ul></html>\n'
  } >demo/rapports/index.html
}

command -v swift >/dev/null || {
  echo "${say[swift]}" >&2
  exit 1
}
mkdir -p .build
step "${say[libraries]}" make --no-print-directory --silent install-system
step "${say[build]}" swift build -c release --product grappe
[ -f demo/grappe.sqlite ] || step "${say[init]}" "$grappe" init demo --lang "$language"
step "${say[install]}" run install "$root"/bundles/*.grappe --yes
step "${say[report]}" write_reports

printf '\n%s\n' "${say[installed]}"
COLUMNS=80 run list
printf '\n'
COLUMNS=80 run script ../packaging/demo.lua --language "$language"
printf '\n%s\n  %s/demo/rapports/index.html\n' "${say[where]}" "$root"
# shellcheck disable=SC2016 # PATH is for the reader's shell to expand
printf '\n%s\n  export PATH="%s/.build/release:$PATH" && cd demo\n' "${say[next]}" "$root"
printf '  grappe %s --lang %s\n' "report wallonia:cartographie --city Namur" "$language" 'eval "actors.count{ kind = \"company\" }"' "$language" \
  shell "$language"
