"""Compares the rules of time zones in a calendar with Python's zoneinfo, every day at noon of the given years.

    zones.py FILE FIRST LAST      prints one line for each difference: the zone, the moment, both offsets
"""

import datetime
import sys
import zoneinfo

import icalendar

calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
first, last = int(sys.argv[2]), int(sys.argv[3])
components = calendar.walk("VTIMEZONE")
print(len(components), "zones")
for component in components:
    name = str(component["TZID"])
    ours, theirs = component.to_tz(lookup_tzid=False), zoneinfo.ZoneInfo(name)
    day = datetime.datetime(first, 1, 1, 12)
    while day.year <= last:
        one, other = day.replace(tzinfo=ours).utcoffset(), day.replace(tzinfo=theirs).utcoffset()
        if one != other:
            print(name, day, one, other)
        day += datetime.timedelta(days=1)
