"""A linkpulse database as Datasette serves it: what Datasette asks again for every page is asked once.

Nothing of ours is decided here; plain `datasette linkpulse.db` shows the same pages, a little later.
"""

from typing import Any

from datasette.database import Database, QueryInterrupted

UNCOUNTED = ("select count(*) from checks", "select count(*) from link_history")
"""Looks are millions, which nobody waits to see counted."""
PATIENCE = 20
"""Milliseconds in which the looks of one link are counted, and those of all are not."""


class Served(Database):  # type: ignore[misc]  # Datasette has no types
    """Remembers what tables and columns there are for as long as the schema stays, and counts no helper tables."""

    def __init__(self, *args: Any, **more: Any) -> None:
        """Take what Datasette's own database takes."""
        super().__init__(*args, **more)
        self._version = -1
        self._known: dict[tuple[object, ...], Any] = {}

    async def execute(self, sql: str, *args: Any, **more: Any) -> Any:
        """Ask, but give up counting looks before a page is late."""
        if sql.startswith(UNCOUNTED):
            more.setdefault("custom_time_limit", PATIENCE)
        return await super().execute(sql, *args, **more)

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
