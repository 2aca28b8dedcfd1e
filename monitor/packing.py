"""Our own program as one wheel, so that a published folder shows itself as here, whatever an index holds."""

import base64
import hashlib
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import checks
import db
import monitor
from db.site.described import metadata_path
from monitor import __version__

PACKAGES = (checks, db, monitor)
WHEEL = "Wheel-Version: 1.0\nGenerator: linkpulse\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
SCRIPTS = "[console_scripts]\nlinkpulse = monitor.cli:main\n\n[datasette]\nlinkpulse = db.site\n"


def pack(folder: Path) -> str:
    """Write a wheel of the program that is running into a folder; returns the file's name.

    The format: https://packaging.python.org/en/latest/specifications/binary-distribution-format/
    """
    name = f"linkpulse-{__version__}-py3-none-any.whl"
    information = f"linkpulse-{__version__}.dist-info"
    record: list[str] = []
    with ZipFile(folder / name, "w", ZIP_DEFLATED) as wheel:
        for path, data in (*_modules(), *_information(information)):
            wheel.writestr(_entry(path), data)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f"{path},sha256={digest},{len(data)}\n")
        wheel.writestr(_entry(f"{information}/RECORD"), "".join(record) + f"{information}/RECORD,,\n")
    return name


def _modules() -> Iterator[tuple[str, bytes]]:
    for package in PACKAGES:
        root = Path(str(package.__file__)).parent
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path != metadata_path():
                yield path.relative_to(root.parent).as_posix(), path.read_bytes()
    yield "db/site/metadata.yml", metadata_path().read_bytes()


def _information(folder: str) -> Iterator[tuple[str, bytes]]:
    metadata = distribution("linkpulse").read_text("METADATA") or ""
    for name, text in (("METADATA", metadata), ("WHEEL", WHEEL), ("entry_points.txt", SCRIPTS)):
        yield f"{folder}/{name}", text.encode()


def _entry(path: str) -> ZipInfo:
    """Return an entry without a date of its own: the same program is the same bytes."""
    entry = ZipInfo(path)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    return entry
