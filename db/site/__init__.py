"""The Datasette plugin of linkpulse: how its values, lists and front page look. Silent about every other database.

Found by Datasette through the entry point `linkpulse`; `templates/` and `static/` lie beside it.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

from datasette import hookimpl

from db.site import clock
from db.site.cells import Cell, show

if TYPE_CHECKING:
    from datasette.app import Datasette
    from markupsafe import Markup

NAME = "linkpulse"
"""The database that this plugin speaks about, and its own name as a distribution."""


Hook = TypeVar("Hook", bound=Callable[..., object])


def hook(function: Hook) -> Hook:
    """Datasette's own decorator, which has no types."""
    return cast("Hook", hookimpl(function))


ROOTS: WeakKeyDictionary["Datasette", str] = WeakKeyDictionary()
"""Where each application has the page of our database: every cell asks for it."""


def _root(datasette: "Datasette") -> str:
    if datasette not in ROOTS:
        ROOTS[datasette] = datasette.urls.database(NAME)
    return ROOTS[datasette]


class Neighbours(Mapping[str, object]):
    """What stands beside a value, read only where it is asked for: rows are wide, and have many values."""

    def __init__(self, row: Mapping[str, object]) -> None:
        """`row` is SQLite's own or Datasette's, which both iterate over values."""
        self._row = row

    def __getitem__(self, key: str) -> object:
        """One value by its column."""
        try:
            return self._row[key]
        except IndexError as missing:
            raise KeyError(key) from missing

    def __iter__(self) -> Iterator[str]:
        """All columns."""
        return iter(self._row.keys())

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._row.keys())


@hook
def render_cell(  # noqa: PLR0913, PLR0917 - Datasette passes these by name
    row: Mapping[str, object], value: object, column: str, table: str | None, database: str, datasette: "Datasette"
) -> "Markup | None":
    """A value of ours as pill, strip, time or link; None leaves it to Datasette."""
    if database != NAME:
        return None
    return show(Cell(column, value, Neighbours(row), table, clock.now(), _root(datasette)))


@hook
def extra_css_urls(template: str, database: str | None, datasette: "Datasette") -> list[str]:
    """The one style sheet, on pages about our database and on the front page that shows it."""
    if database == NAME or (template == "index.html" and NAME in datasette.databases):
        return [datasette.urls.static_plugins(NAME, "site.css")]
    return []


@hook
def extra_template_vars(
    template: str, database: str | None, datasette: "Datasette"
) -> Callable[[], Awaitable[dict[str, Any]]] | dict[str, Any]:
    """What our templates ask for; nothing for anybody else's."""
    from db.site import pages  # noqa: PLC0415 - only pages of ours need it

    if template == "index.html" and NAME in datasette.databases:
        return lambda: pages.front_page(datasette)
    return pages.page(datasette) if database == NAME else {}


@hook
def asgi_wrapper(datasette: "Datasette") -> Callable[[Any], Any]:
    """Security headers on our pages; see `db/site/headers.py`."""
    from db.site.headers import guarded, is_below  # noqa: PLC0415 - only a server needs it

    def concerns(path: str) -> bool:
        if NAME not in datasette.databases:  # asked anew each time: databases come and go
            return False
        return path == datasette.urls.instance() or is_below(path, datasette.urls.database(NAME))

    return lambda app: guarded(app, concerns)
