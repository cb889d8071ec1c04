"""Prints the occurrences of each event of a calendar, as icalendar and recurring-ical-events find them.

    occurrences.py FILE LAST      LAST: YYYYMMDD, the first day that is not looked at

One line an occurrence: the UID, and its beginning in seconds since 1970-01-01T00:00:00Z (days and floating times as if in UTC).
"""

import datetime
import sys

import icalendar
import recurring_ical_events

calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
last = datetime.datetime.strptime(sys.argv[2], "%Y%m%d")


def seconds(value):
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)
    if value.tzinfo is None:
        value = value.replace(tzinfo=datetime.timezone.utc)
    return int(value.timestamp())


lines = []
for event in recurring_ical_events.of(calendar).between(datetime.datetime(1980, 1, 1), last):
    start = seconds(event["DTSTART"].dt)
    if start < last.replace(tzinfo=datetime.timezone.utc).timestamp() - 172800:
        lines.append(f"{event['UID']} {start}")
print("\n".join(sorted(lines)))
