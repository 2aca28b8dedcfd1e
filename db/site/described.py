"""What metadata.yml says of our tables and views: from the file itself, since Datasette 1.0 hands out less of it."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from db.site import NAME

ROOT_METADATA = Path(__file__).parents[2] / "metadata.yml"
WHEEL_METADATA = Path(__file__).with_name("metadata.yml")


def metadata_path() -> Path:
    """`metadata.yml`: beside this file in an installed wheel, at the root of a checkout."""
    return WHEEL_METADATA if WHEEL_METADATA.exists() else ROOT_METADATA


@cache
def described() -> dict[str, dict[str, Any]]:
    """Return what is said of each table and view, by name."""
    told = yaml.safe_load(metadata_path().read_text(encoding="utf-8"))
    return dict(told["databases"][NAME]["tables"])
