"""The Datasette application over one linkpulse database; what its pages look like comes from the plugin beside it."""

from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from datasette.utils import parse_metadata

from db.site import NAME

SETTINGS = {"suggest_facets": False, "default_page_size": 50, "sql_time_limit_ms": 1000}
"""Looking for facets nobody asked for costs more than all the rest of a page."""

ROOT_METADATA = Path(__file__).parents[2] / "metadata.yml"
WHEEL_METADATA = Path(__file__).with_name("metadata.yml")


def metadata_path() -> Path:
    """`metadata.yml`: beside this file in an installed wheel, at the root of a checkout."""
    return WHEEL_METADATA if WHEEL_METADATA.exists() else ROOT_METADATA


class _Ours(Database):  # type: ignore[misc]  # Datasette has no types
    """A database whose pages of one row do not count what helper tables hold of it: that reads every look ever."""

    async def get_all_foreign_keys(self) -> dict[str, dict[str, list[Any]]]:
        """What Datasette says, without references from hidden tables."""
        hidden = set(await self.hidden_table_names())
        keys = await super().get_all_foreign_keys()
        for each in keys.values():
            each["incoming"] = [one for one in each["incoming"] if one["other_table"] not in hidden]
        return dict(keys)


def build_app(path: Path, **options: Any) -> Datasette:
    """Datasette with our metadata and settings, the database at `path` mounted as `linkpulse` whatever its name.

    `options` are Datasette's own, such as `settings={"base_url": "/pulse/"}`, which adds to ours.
    """
    settings = SETTINGS | options.pop("settings", {})
    site = Datasette(metadata=parse_metadata(metadata_path().read_text()), settings=settings, **options)
    site.remove_database("_memory")
    site.add_database(_Ours(site, path=str(path), is_mutable=True), name=NAME)
    return site
