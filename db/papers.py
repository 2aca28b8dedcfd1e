"""What arXiv said of papers, remembered so that each is asked for once."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlite_utils import Database

from db.instants import to_text
from db.saving import clean
from db.transaction import transaction

AGAIN = timedelta(days=7)
"""A number that arXiv did not know is asked for again after so long: it may have been too new."""
TEXT_LENGTH = 10_000


class KnownPaper(NamedTuple):
    """What is remembered of a paper."""

    number: str
    title: str
    abstract: str
    on: date | None
    authors: int | None


def known_papers(database: Database, numbers: Sequence[str]) -> dict[str, KnownPaper]:
    """Return those of the papers that arXiv has told of."""
    sql = """select number, title, coalesce(abstract, ''), published, authors from papers
             where title is not null and number in (select value from json_each(?))"""
    found = database.execute(sql, (json.dumps(list(numbers)),))
    return {row[0]: KnownPaper(row[0], row[1], row[2], row[3] and date.fromisoformat(row[3]), row[4]) for row in found}


def lately_asked(database: Database, numbers: Sequence[str], now: datetime) -> set[str]:
    """Return those of the papers for which arXiv need not be asked now."""
    sql = """select number from papers where number in (select value from json_each(?))
             and (title is not null or asked_at > ?)"""
    return {row[0] for row in database.execute(sql, (json.dumps(list(numbers)), to_text(now - AGAIN)))}


def save_papers(database: Database, asked: Sequence[str], found: Sequence[KnownPaper], at: datetime) -> None:
    """Remember an answer to a question for some numbers; those that are not in it are unknown to arXiv."""
    told = {paper.number: paper for paper in found}
    insert = """insert into papers (number, title, abstract, published, authors, asked_at) values (?, ?, ?, ?, ?, ?)
                on conflict (number) do update set title = excluded.title, abstract = excluded.abstract,
                  published = excluded.published, authors = excluded.authors, asked_at = excluded.asked_at"""
    with transaction(database):
        database.conn.executemany(insert, [_row(number, told.get(number), at) for number in asked])


def _row(number: str, paper: KnownPaper | None, at: datetime) -> tuple[object, ...]:
    if paper is None:
        return (number, None, None, None, None, to_text(at))
    title, abstract = clean(paper.title, TEXT_LENGTH), clean(paper.abstract, TEXT_LENGTH)
    return (number, title, abstract, paper.on and paper.on.isoformat(), paper.authors, to_text(at))
