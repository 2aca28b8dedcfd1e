"""A linkpulse database as Datasette serves it: what Datasette asks again for every page is asked once.

Nothing of ours is decided here; plain `datasette linkpulse.db` shows the same pages, a little later.
"""

from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

from datasette.database import Database, QueryInterrupted, Results

SLOW, FRESH, MOST = 0.005, 60, 500
"""An answer that took so many seconds is kept for so many seconds, if nothing is written; and how many are kept."""
UNCOUNTED = ("select count(*) from checks", "select count(*) from link_history")
"""Looks are millions, which nobody waits to see counted."""
PATIENCE = 20
"""Milliseconds in which the looks of one link are counted, and those of all are not."""


def state_of(database: Database) -> tuple[int, ...]:
    """What differs as soon as something is written: when the file and its log were changed, and how long they are."""
    both = (Path(f"{database.path}{suffix}") for suffix in ("", "-wal"))
    return tuple(number for path in both if path.exists() for number in _age_and_size(path))


def _age_and_size(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_mtime_ns, told.st_size


class Served(Database):  # type: ignore[misc]  # Datasette has no types
    """Remembers tables and columns while the schema stays, and slow answers while nothing is written.

    Helper tables are not counted.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        """Take what Datasette's own database takes."""
        super().__init__(*args, **more)
        self._version = -1
        self._known: dict[tuple[object, ...], Any] = {}
        self._seen: tuple[object, ...] = ()
        self._answers: dict[str, Results] = {}

    async def execute(self, sql: str, params: object = None, *args: Any, **how: Any) -> Results:
        """Ask, or give the answer of before; counts of all rows and facets are most of what a page costs.

        Counting looks is given up before a page is late.
        """
        if sql.startswith(UNCOUNTED):
            how.setdefault("custom_time_limit", PATIENCE)
        seen, question = (state_of(self), int(monotonic()) // FRESH), repr((sql, params, args, how))
        if seen != self._seen or len(self._answers) > MOST:
            self._seen, self._answers = seen, {}
        found = self._answers.get(question)
        if found is None:
            begun = perf_counter()
            found = await super().execute(sql, params, *args, **how)
            if perf_counter() - begun > SLOW and self._seen == seen:
                self._answers[question] = found
        return Results(list(found.rows), found.truncated, found.description)

    async def table_names(self) -> list[str]:
        """The tables. Asked first on every page, so that here is looked whether the schema is still the same."""
        version = (await self.execute("pragma schema_version")).first()[0]
        if version != self._version:
            self._version, self._known = version, {}
        return list(await self._once("table_names"))

    async def view_names(self) -> list[str]:
        """The views."""
        return list(await self._once("view_names"))

    async def hidden_table_names(self) -> list[str]:
        """The tables that metadata.yml hides, and those of the search."""
        return list(await self._once("hidden_table_names"))

    async def table_columns(self, table: str) -> list[str]:
        """The columns of a table or view."""
        return list(await self._once("table_columns", table))

    async def primary_keys(self, table: str) -> list[str]:
        """The columns that make a row's address."""
        return list(await self._once("primary_keys", table))

    async def fts_table(self, table: str) -> str | None:
        """The table that searches this one; None where there is none."""
        found: str | None = await self._once("fts_table", table)
        return found

    async def get_all_foreign_keys(self) -> dict[str, dict[str, list[Any]]]:
        """References between tables, without those from hidden ones: a row's page would count every look ever."""
        hidden = set(await self.hidden_table_names())
        return {
            table: {
                "incoming": [one for one in keys["incoming"] if one["other_table"] not in hidden],
                "outgoing": list(keys["outgoing"]),
            }
            for table, keys in (await self._once("get_all_foreign_keys")).items()
        }

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:
        """What Datasette counts for its lists of tables; None for hidden ones, which it shows without a number."""
        counts: dict[str, int | None] = dict.fromkeys(await self.table_names())
        for table in set(counts) - set(await self.hidden_table_names()):
            try:
                found = await self.execute(f"select count(*) from [{table}]", custom_time_limit=limit)
                counts[table] = found.first()[0]
            except QueryInterrupted:  # too large to count on the way
                continue
        return counts

    async def _once(self, what: str, *args: object) -> Any:
        if (what, *args) not in self._known:
            self._known[what, *args] = await getattr(super(), what)(*args)
        return self._known[what, *args]
