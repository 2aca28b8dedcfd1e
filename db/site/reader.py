"""How pages ask the database: rows by column, one number, an instant as it is stored."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from datasette.database import Database

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks the views; knows the instant and the address of the database's page."""

    database: Database
    now: dt.datetime
    root: str

    async def rows(self, sql: str, **params: object) -> list[Row]:
        """All rows of a question, each by column."""
        return [dict(row) for row in (await self.database.execute(sql, params)).rows]

    async def number(self, sql: str, **params: object) -> int:
        """The one number of a question."""
        return int((await self.database.execute(sql, params)).first()[0])

    def before(self, span: dt.timedelta) -> str:
        """The instant so long before now, as it is stored."""
        return (self.now - span).strftime("%Y-%m-%dT%H:%M:%SZ")
