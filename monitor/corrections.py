"""What people may correct, and how it is written: `FIELD=VALUE`, or tables in a file of theirs."""

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from checks.errors import SettingsError
from checks.model import CodeState, Health, ReleaseStatus
from checks.urls import canonical
from db.overruling import IGNORED, Correction

Reader = Callable[[str, str], str]


def _one_of(*words: str) -> Reader:
    def read(field: str, written: str) -> str:
        if written not in words:
            raise SettingsError(f"{field} must be one of {', '.join(words)}, not {written!r}")
        return written

    return read


def _day(field: str, written: str) -> str:
    try:
        return dt.date.fromisoformat(written).isoformat()
    except ValueError:
        raise SettingsError(f"{field} must be a day such as 2026-12-31, not {written!r}") from None


FIELDS: Mapping[str, Reader] = {
    "health": _one_of(Health.UP, Health.DEAD),
    "code_state": _one_of(*(state for state in CodeState if state is not CodeState.UNKNOWN)),
    "status": _one_of(*ReleaseStatus),
    "promised_by": _day,
}
"""What may be corrected and how its value is read: the first two of a link, the others of a paper."""
_TABLES = {"ignore": "pattern", "correct": "of"}


def field_and_value(written: str) -> tuple[str, str]:
    """Read `FIELD=VALUE`; raises SettingsError that names what is known."""
    field, equals, value = (part.strip() for part in written.partition("="))
    if not equals:
        raise SettingsError(f"{written!r}: write FIELD=VALUE, such as code_state=present")
    return field, value_of(field, value)


def value_of(field: str, value: str) -> str:
    """Check one value; raises SettingsError that names the fields that are known."""
    if field not in FIELDS:
        raise SettingsError(f"there is no field {field!r} to correct; known are {', '.join(FIELDS)}")
    return FIELDS[field](field, value)


def subject_of(written: str) -> str:
    """Return how a link or paper is kept: an address in its canonical form, all else as it was written."""
    return canonical(written) if "://" in written else written.strip()


def corrections_of(path: Path | None) -> Sequence[Correction] | None:
    """Read a file of corrections; None without one. Raises SettingsError."""
    if path is None:
        return None
    try:
        return corrections_in(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(f"{path}: cannot be read ({problem})") from problem


def corrections_in(text: str, file: str) -> Sequence[Correction]:
    """Read the tables `[[ignore]]` and `[[correct]]` of a file; raises SettingsError that names the table."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SettingsError(f"{file}: cannot be read as TOML ({problem})") from problem
    if unknown := sorted(tables.keys() - _TABLES.keys()):
        raise SettingsError(f"{file}: {unknown[0]!r} is unknown; write [[ignore]] and [[correct]]")
    found: list[Correction] = []
    for kind, rows in tables.items():
        for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
            try:
                found += _read(kind, row)
            except SettingsError as problem:
                raise SettingsError(f"{file}: [[{kind}]] number {number}: {problem}") from problem
    return found


def _read(kind: str, row: object) -> list[Correction]:
    """Read one table: an ignored pattern, or one correction for each field that it names."""
    if not isinstance(row, Mapping):
        raise SettingsError("is no table")
    told = {key: value if key == "until" else _text(key, value) for key, value in row.items()}
    subject = told.pop(_TABLES[kind], None)
    reason, author, until = told.pop("reason", None), told.pop("by", "file"), told.pop("until", None)
    if not subject or not reason:
        raise SettingsError(f"needs {_TABLES[kind]} and reason")
    if until is not None and type(until) is not dt.date:
        raise SettingsError("until must be a day such as 2026-12-31, without quotes")
    if kind == "ignore" and not told:
        return [Correction(subject, IGNORED, "", reason, author, until)]
    if not told:
        raise SettingsError(f"corrects nothing; give one of {', '.join(FIELDS)}")
    fields = ((field, value_of(field, value)) for field, value in told.items())
    return [Correction(subject_of(subject), field, value, reason, author, until) for field, value in fields]


def _text(key: str, value: Any) -> str:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if not isinstance(value, str):
        raise SettingsError(f"{key} must be a text")
    return value
