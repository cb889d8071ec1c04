"""Compares the occurrences of a calendar as khal and recurring-ical-events find them.

    khal_occurrences.py FILE FIRST LAST      FIRST, LAST: YYYYMMDD, the first day looked at and the first that is not

Prints the number of occurrences that both find, and one line for each that only one of them finds.
"""

import datetime
import pathlib
import subprocess
import sys
import tempfile
import zoneinfo

import icalendar
import recurring_ical_events

ZONE = "Europe/Brussels"


def days(file, first, last):
    """The day on which each occurrence begins in ZONE, by recurring-ical-events: UID and day."""
    calendar = icalendar.Calendar.from_ical(pathlib.Path(file).read_bytes())
    found = set()
    for event in recurring_ical_events.of(calendar).between(first, last):
        start = event["DTSTART"].dt
        if isinstance(start, datetime.datetime):
            start = start.astimezone(zoneinfo.ZoneInfo(ZONE)).date() if start.tzinfo else start.date()
        if first <= start < last:
            found.add((str(event["UID"]), start.isoformat()))
    return found


def khal_days(file, first, last):
    """The same by khal, from a folder with one file an event, as it keeps calendars."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "calendar").mkdir()
        calendar = icalendar.Calendar.from_ical(pathlib.Path(file).read_bytes())
        zones = [part for part in calendar.subcomponents if part.name == "VTIMEZONE"]
        events = {}
        for part in calendar.walk("VEVENT"):
            events.setdefault(str(part["UID"]), []).append(part)
        for number, parts in enumerate(events.values()):
            whole = icalendar.Calendar()
            whole.add("prodid", "-//test//EN")
            whole.add("version", "2.0")
            for part in zones + parts:
                whole.add_component(part)
            (root / "calendar" / f"{number}.ics").write_bytes(whole.to_ical())
        config = root / "config"
        config.write_text(
            f"[calendars]\n[[all]]\npath = {root}/calendar\ntype = calendar\n[sqlite]\npath = {root}/db\n"
            f"[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            f"datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            f"default_timezone = {ZONE}\nlocal_timezone = {ZONE}\n"
        )
        out = subprocess.run(
            [
                str(pathlib.Path(sys.executable).with_name("khal")), "-c", str(config), "list", "--day-format", "",
                "--format", "{uid}\t{start-date-long}", first.isoformat(), last.isoformat(),
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    found = set()
    for line in out.splitlines():
        uid, _, day = line.partition("\t")
        if day and first.isoformat() <= day < last.isoformat():
            found.add((uid, day))
    return found


def main():
    first, last = (datetime.datetime.strptime(text, "%Y%m%d").date() for text in sys.argv[2:4])
    mine, theirs = days(sys.argv[1], first, last), khal_days(sys.argv[1], first, last)
    print(len(mine & theirs))
    for uid, day in sorted(mine - theirs):
        print("only recurring-ical-events", uid, day)
    for uid, day in sorted(theirs - mine):
        print("only khal", uid, day)


main()
