"""The one place of the site that asks what time it is; pages are drawn from what it says."""

import datetime as dt


def now() -> dt.datetime:
    """This instant, aware UTC."""
    return dt.datetime.now(dt.UTC)  # noqa: TID251 - a page is drawn at its own time; nothing is decided or stored by it
