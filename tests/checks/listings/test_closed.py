"""No parser opens a file or a socket, whatever a listing asks for. Told by Python's own audit events."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest

from checks.errors import ListingError
from checks.listings import LISTINGS, extract

READ_ON = date(2026, 4, 20)
PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^### `([\w-]+)`.*?^```\w+\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
BAIT = "/etc/hostname"
TRAPS = {
    "rst": f".. include:: {BAIT}\n\n.. csv-table::\n   :file: {BAIT}\n\n.. raw:: html\n   :file: {BAIT}\n\n* Fox https://a.example\n",
    "latex": rf"\input{{{BAIT}}} \include{{{BAIT}}} \write18{{id}} \item Fox \url{{https://a.example}}",
    "yaml": f'- title: !!python/object/apply:open ["{BAIT}"]\n',
    "bibtex": f"@include{{{BAIT}}}\n@misc{{fox, title = {{\\input{{{BAIT}}}}}}}\n",
    "feed": f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{BAIT}"><!ENTITY y SYSTEM "http://127.0.0.1:9/">]>
        <rss version="2.0"><channel><item><title>Fox &x; &y;</title><link>https://a.example</link></item></channel></rss>""",
    "html": f'<base href="file://{BAIT}"><iframe src="file://{BAIT}"></iframe><ul><li>Fox <a href="file://{BAIT}">x</a></ul>',
    "markdown": f"![x](file://{BAIT}) <!--#include file='{BAIT}'--> * Fox https://a.example",
    "text": BAIT,
}
WATCHED = ("open", "socket.", "subprocess.", "os.system", "os.exec", "urllib.")
seen: list[str] = []
watching = False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if watching and event.startswith(WATCHED):
        seen.append(f"{event} {arguments[:1]}")


sys.addaudithook(_watch)


@pytest.mark.parametrize("name", [known.name for known in LISTINGS])
def test_no_parser_opens_anything(name: str) -> None:
    global watching  # noqa: PLW0603 - a hook cannot be taken away again, only told to look elsewhere
    for text in (EXAMPLES[name], TRAPS.get(name, BAIT)):
        for look in (False, True):  # the first time, modules are imported
            watching = look
            try:
                extract(text.encode(), "listing", as_format=name, read_on=READ_ON)
            except ListingError:
                continue
            finally:
                watching = False
    assert seen == []


def test_the_hook_sees_what_is_opened() -> None:
    global watching  # noqa: PLW0603 - as above
    watching = True
    Path(__file__).read_bytes()
    watching = False
    assert seen
    seen.clear()
