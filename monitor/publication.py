"""A folder that anybody can serve: the copy for everybody, what Datasette needs beside it, and ourselves.

It is made beside the one that stands there and takes its place when it is whole.
"""

import asyncio
import contextlib
import json
import shutil
from collections.abc import Collection, Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from datasette.app import Datasette

from checks.errors import SettingsError
from checks.secrets import masked
from db.instants import to_text
from db.opening import sole_writer
from db.publishing import Copied, copy_for_all
from db.site import NAME
from db.site.app import SETTINGS
from db.site.described import metadata_path
from monitor import __version__
from monitor.packing import pack

MARK = "publication.json"
"""What tells a folder of ours: it names every file in it, and nothing else may be replaced."""
ANOTHER = "name a folder that is new or was published before"
PLUGINS = ("datasette", "datasette-atom")
DOCKERFILE = """\
# docker build -t linkpulse-site . && docker run --rm -p 8001:8001 linkpulse-site
FROM python:3.13-slim
WORKDIR /site
COPY . .
RUN pip install --no-cache-dir -r requirements.txt && useradd --create-home --uid 1000 linkpulse
USER linkpulse
ENV PORT=8001
EXPOSE 8001
CMD ["sh", "-c", "exec datasette serve . --host 0.0.0.0 --port $PORT --cors"]
"""


def publish(path: Path, folder: Path, shown: Collection[int], at: datetime) -> Copied:
    """Write the publication of a database; the folder holds the whole of it, or what it held before.

    Raises SettingsError for a folder that is not ours, DatabaseError for a database that cannot be copied.
    """
    check_ours(folder)
    folder = folder.resolve()
    with _one_line(folder), sole_writer(folder, "another publication"):
        new, old = folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
        _recover(folder, old)
        shutil.rmtree(new, ignore_errors=True)
        try:
            new.mkdir()
            copied = _fill(new, path, shown, at)
            if folder.exists():
                folder.rename(old)
            new.rename(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
            _recover(folder, old)
        return copied


def check_ours(folder: Path) -> None:
    """Refuse a folder that holds anything but a publication; raises SettingsError."""
    if not folder.exists():
        if not folder.parent.is_dir():
            raise SettingsError(f"{folder.parent}: there is no such folder to publish in")
        return
    if not folder.is_dir():
        raise SettingsError(f"{folder}: is a file; {ANOTHER}")
    held = {one.name for one in folder.iterdir()}
    if foreign := sorted(held - _published(folder)):
        raise SettingsError(f"{folder}: holds {foreign[0]}, which no publication wrote; {ANOTHER}")


def _published(folder: Path) -> set[str]:
    try:
        told = json.loads((folder / MARK).read_text(encoding="utf-8"))
        return {MARK, *told["files"]} if told["program"] == "linkpulse" else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


@contextlib.contextmanager
def _one_line(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise SettingsError(f"{folder}: cannot be written ({problem.strerror})") from problem


def _recover(folder: Path, old: Path) -> None:
    """Put back what stood there, if nothing took its place, after a kill too; else drop it."""
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _fill(folder: Path, path: Path, shown: Collection[int], at: datetime) -> Copied:
    database = folder / f"{NAME}.db"
    copied = copy_for_all(path, database, shown, masked)
    shutil.copyfile(metadata_path(), folder / "metadata.yml")
    versions = "".join(f"{name}=={version(name)}\n" for name in PLUGINS)
    texts = {
        "requirements.txt": f"./{pack(folder)}\n{versions}",
        "settings.json": _json(SETTINGS),
        "datasette.yaml": _config(),
        "inspect-data.json": _json(asyncio.run(_inspected(database))),
        "Dockerfile": DOCKERFILE,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    files = sorted(one.name for one in folder.iterdir())
    mark = {"program": "linkpulse", "version": __version__, "made_at": to_text(at), "files": files}
    (folder / MARK).write_text(_json(mark), encoding="utf-8")
    return copied


def _config() -> str:
    """Return settings and lists where Datasette 1.0 looks for them; what came before reads the two files beside it."""
    lists = yaml.safe_load(metadata_path().read_text(encoding="utf-8"))["databases"][NAME]["queries"]
    told = {"settings": SETTINGS, "databases": {NAME: {"queries": lists}}}
    return str(yaml.safe_dump(told, sort_keys=False, allow_unicode=True))


async def _inspected(database: Path) -> dict[str, Any]:
    """Return what `datasette inspect` says of the database, without the folder that it was made in."""
    site = Datasette([], immutables=[str(database)])
    read = site.databases[database.stem]
    counts = await read.table_counts(limit=3_600_000)
    tables = {name: {"count": count} for name, count in counts.items()}
    told = {"hash": read.hash, "size": read.size, "file": database.name, "tables": tables}
    read.close()
    return {database.stem: told}


def _json(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"
