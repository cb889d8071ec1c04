"""Finds one page of each kind in a running portal by following links."""
import html
import http.client
import re
import urllib.parse

LINK = re.compile(rb"<a\s[^>]*?href=\"([^\"#]*)")
# Pages that no link leads to.
ERRORS = ["/nowhere", "/actors?page=x", "/actors/nobody"]


def kind(target):
    """The kind of a page: its path without the id of a record, and the names of the query's fields."""
    path, _, query = target.partition("?")
    segments = path.strip("/").split("/")
    if len(segments) == 2 and segments[0] not in ("reports", "data", "assets"):
        segments[1] = "ID"
    if segments[0] == "p":
        segments = segments[:3]
    names = sorted({name.split(".")[0] for name, _ in urllib.parse.parse_qsl(query)} - {"lang"})
    # A filter by any field is one kind, two or more at once another.
    filters = [name for name in names if name not in ("page", "view", "part", "month", "q", "f")]
    return "/".join(segments), tuple(name for name in names if name not in filters) + (("filter",) if filters else ())


def broad_kind(target):
    """The kind of a page where all reports are one, and all filters are one."""
    path, fields = kind(target)
    return "reports/ID" if path.startswith("reports/") else path, fields[:1]


def get(connection, target, headers=None):
    connection.request("GET", target, headers=headers or {"accept-language": "en"})
    response = connection.getresponse()
    return response.status, response.getheader("content-type", ""), response.read()


def links(base, source):
    """The targets of a page's links that stay in the portal."""
    host = urllib.parse.urlsplit(base).netloc
    for match in LINK.finditer(source):
        address = html.unescape(match.group(1).decode())
        parts = urllib.parse.urlsplit(address)
        if parts.scheme in ("", "http") and parts.netloc in ("", host) and parts.path.startswith("/"):
            yield parts.path + ("?" + parts.query if parts.query else "")


def find_pages(base, reads_max, every=False, kind=kind):
    """Returns the targets of HTML pages: one for each kind, or every one that was reached.

    Reads at most `reads_max` pages, the first of a kind before others. A page with a status from 500 on ends the program.
    """
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(base).netloc, timeout=60)
    queue, seen, kinds, pages = ["/"] + ERRORS, set(), {}, []
    while queue and len(seen) < reads_max:
        queue.sort(key=lambda target: kind(target) in kinds)
        target = queue.pop(0)
        if target in seen or "lang=" in target:
            continue
        seen.add(target)
        if kind(target) in kinds and not every:
            break
        kinds.setdefault(kind(target), target)
        status, content_type, source = get(connection, target)
        if status >= 500:
            raise SystemExit(f"{target}: status {status}")
        if content_type.startswith("text/html"):
            pages.append(target)
            queue += [link for link in dict.fromkeys(links(base, source)) if link not in seen]
    return pages
