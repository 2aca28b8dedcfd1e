"""The Datasette application over one linkpulse database; what its pages look like comes from the plugin beside it."""

import importlib
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils import parse_metadata

from db.site import NAME
from db.site.described import metadata_path
from db.site.served import Served

SETTINGS = {"suggest_facets": False, "default_page_size": 50, "sql_time_limit_ms": 1000}
"""Looking for facets nobody asked for costs more than all the rest of a page."""

TEMPLATES = Path(__file__).with_name("templates")


class Site(Datasette):  # type: ignore[misc]  # Datasette has no types
    """Datasette that works out once who may see a table, and not for each of them on every page.

    It copies all of its metadata for each answer, half a second for a page that names every table. The answer is kept
    only while metadata comes from nowhere but our file: a plugin may give other ones at any time.
    """

    def _table_permission_allows(self, database: str, table: str) -> list[Any]:
        if pm.hook.get_metadata.get_hookimpls():
            return list(super()._table_permission_allows(database, table))
        kept: dict[tuple[str, str], list[Any]] = self.__dict__.setdefault("_allows", {})
        if "_limits" not in self.__dict__:
            self._limits = _names("allow", self._metadata_local)
        if (database, table) not in kept:
            kept[database, table] = super()._table_permission_allows(database, table) if self._limits else []
        return list(kept[database, table])


def _names(key: str, told: Any) -> bool:
    """Whether a key stands anywhere in metadata."""
    if isinstance(told, dict):
        return key in told or any(_names(key, one) for one in told.values())
    return isinstance(told, list) and any(_names(key, one) for one in told)


def build_app(path: Path, **options: Any) -> Datasette:
    """Datasette with our metadata and settings, the database at `path` mounted as `linkpulse` whatever its name.

    `options` are Datasette's own, such as `settings={"base_url": "/pulse/"}`, which adds to ours.
    """
    settings = SETTINGS | options.pop("settings", {})
    site = Site(metadata=parse_metadata(metadata_path().read_text()), settings=settings, **options)
    site.remove_database("_memory")
    site.add_database(Served(site, path=str(path), is_mutable=True), name=NAME)
    _read_templates(site)
    return site


def _read_templates(site: Datasette) -> None:
    """Compile our templates now, with what they ask for: otherwise whoever opens the first page waits for it."""
    importlib.import_module("db.site.pages")
    ours = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
    for name in (*ours, "_footer.html"):
        site.jinja_env.get_template(name)
