"""All that is known of one link, gathered for a person."""

from typing import NamedTuple

from sqlite_utils import Database

from db.queries import Row, rows


class Story(NamedTuple):
    """A link with its state, and its changes, looks (newest first) and mentions."""

    link: Row
    events: list[Row]
    looks: list[Row]
    intervals: list[Row]
    mentions: list[Row]
    copies: list[Row]
    corrections: list[Row]


def find_link(database: Database, text: str) -> int | None:
    """Return the link that a person means by an address or OWNER/NAME, in any case; None if there is none."""
    bare = text.strip().rstrip("/")
    found = database.execute(
        """select id from links where url in (:text, :bare, lower(:bare), :bare || '/') or lower(name) = lower(:bare)
             or lower(url) in (lower(:bare), lower(:bare) || '/', 'https://' || lower(:bare),
               'https://' || lower(:bare) || '/')
           order by url = :text desc, url in (:bare, :bare || '/') desc, forge = 'github' desc, id limit 1""",
        {"text": text, "bare": bare},
    ).fetchone()
    return None if found is None else int(found[0])


def story(database: Database, link_id: int, *, looks: int) -> Story:
    """Gather the story of one link, with so many of its looks."""
    link = rows(
        database,
        """select l.url, l.kind, l.forge, l.name, l.host, l.moved_to, l.first_seen_at as mentioned_since, s.*
           from links l join link_state s on s.link_id = l.id where l.id = ?""",
        (link_id,),
    )[0]
    events = "select at, kind, old, new, detail from events where link_id = ? order by at desc, id desc"
    history = "select checked_at, signal, reason, http_status, latency_ms from link_history where link_id = ? limit ?"
    stretches = "select health, reason, first_seen_at, last_seen_at from intervals where link_id = ? order by id desc"
    mentions = """
      select e.id as entry_id, e.title, e.date, m.claim, m.artifact, m.sentence, m.file, m.line, m.removed_at
      from mentions m join entries e on e.id = m.entry_id where m.link_id = ? order by m.id"""
    said = "select field, value, machine, reason, author, made_at, ends_at from corrections_now where link_id = ?"
    copies = "select archive, url, taken_at from copies where link_id = ? and url <> '' order by taken_at desc"
    return Story(
        link,
        rows(database, events, (link_id,)),
        rows(database, history, (link_id, looks)),
        rows(database, stretches, (link_id,)),
        rows(database, mentions, (link_id,)),
        rows(database, copies, (link_id,)),
        rows(database, said, (link_id,)),
    )
