"""The tables: numbered migrations, applied in order and never edited once released.

How rows get in is in `db/store.py`; how they are read, in `db/queries.py` and `db/views.py`.
"""

from enum import StrEnum

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from checks.model import (
    Artifact,
    Claim,
    CodeState,
    EventKind,
    ForgeName,
    Health,
    Kind,
    ReleaseStatus,
    Signal,
)

APPLICATION_ID = 0x6C6B7073
"""`lkps`: marks a SQLite file as ours (PRAGMA application_id)."""

migrations = Migrations("linkpulse")


def one_of(column: str, words: type[StrEnum]) -> str:
    """Return the CHECK that keeps a column to a closed set of words."""
    return f"check ({column} in ({', '.join(repr(word.value) for word in words)}))"


M001 = f"""
create table listings (
  id integer primary key,
  source text not null unique,
  format text not null,
  added_at text not null,
  last_read_at text not null,
  etag text,
  active integer not null default 0  -- 1: re-read at every run
);
create table entries (
  id integer primary key,
  title text not null,
  date text,
  arxiv_id text,
  authors integer,
  organization text,
  claim text not null {one_of("claim", Claim)},
  first_seen_at text not null,
  key text not null unique,          -- what makes two entries one: the arXiv id, else the title in plain letters
  title_key text not null            -- the title in plain letters, for the listings that give no arXiv id
);
create table entry_listings (
  entry_id integer not null references entries(id),
  listing_id integer not null references listings(id),
  position integer not null,
  removed_at text,                   -- null while the listing still holds the entry
  primary key (entry_id, listing_id)
) without rowid;
create table links (
  id integer primary key,
  url text not null unique,
  kind text not null {one_of("kind", Kind)},
  forge text {one_of("forge", ForgeName)},
  name text,                         -- owner/name as first written; null for pages
  host text not null,
  node_id text,                      -- the forge's own identity; null until its API told it
  moved_to text,
  first_seen_at text not null
);
create table mentions (
  id integer primary key,
  entry_id integer not null references entries(id),
  listing_id integer not null references listings(id),
  link_id integer references links(id),  -- null: a promise without a link
  url text,                              -- as written
  claim text not null {one_of("claim", Claim)},
  artifact text not null {one_of("artifact", Artifact)},
  sentence text not null,
  promised_by text,
  condition text,
  origin text not null,
  file text not null,
  line integer,
  "column" integer,
  rule_version integer not null,
  first_seen_at text not null,
  removed_at text                        -- null while the listing still says it
);
create table runs (
  id integer primary key,
  started_at text not null,
  finished_at text,                      -- null: still running, or killed
  outcome text,
  checked integer not null default 0,
  blind_seconds real not null default 0
);
create table checks (
  run_id integer not null references runs(id),
  link_id integer not null references links(id),
  checked_at text not null,
  signal text not null {one_of("signal", Signal)},
  reason text not null,
  http_status integer,
  latency_ms integer,
  attempts integer not null,
  primary key (run_id, link_id)
) without rowid;
create table intervals (
  id integer primary key,
  link_id integer not null references links(id),
  health text not null {one_of("health", Health)},
  reason text,
  first_seen_at text not null,
  last_seen_at text                      -- null while it goes on
);
create table link_state (
  link_id integer primary key references links(id),
  health text not null {one_of("health", Health)},
  reason text,
  since text,
  first_ok_at text,                      -- null: never seen answering
  last_ok_at text,
  last_checked_at text,
  next_check_at text,                    -- null: due now
  fail_count integer not null default 0,
  fail_first_at text,
  fail_reason text,                      -- the slowest rule of the row of failures
  confirm_at text,
  ok_first_at text,                      -- the first good look of a dead link
  withheld_first_at text,
  http_status integer,
  final_url text,
  flags text not null default '',        -- words with a blank between them
  code_state text not null default 'unknown' {one_of("code_state", CodeState)},
  code_evidence text,
  stars integer,
  stars_30d integer,
  archived integer,
  pushed_at text,
  head_oid text,
  ever_present integer not null default 0,
  spark_30 text not null default ''      -- the last 30 looks, oldest first
);
create table repo_snapshots (
  link_id integer not null references links(id),
  taken_at text not null,
  stars integer,
  forks integer,
  archived integer,
  pushed_at text,
  head_oid text,
  code_state text not null {one_of("code_state", CodeState)},
  code_files text,
  license text,
  language text,
  release_tag text,
  rule_version integer not null,
  primary key (link_id, taken_at)
) without rowid;
create table entry_status (
  entry_id integer primary key references entries(id),
  status text not null {one_of("status", ReleaseStatus)},
  since text not null,
  link_id integer references links(id),
  overdue_at text
);
create table events (
  id integer primary key,
  at text not null,
  kind text not null {one_of("kind", EventKind)},
  run_id integer references runs(id),
  link_id integer references links(id),
  entry_id integer references entries(id),
  old text,
  new text,
  detail text
);
create table host_days (
  host text not null,
  day text not null,
  checks integer not null,
  ok integer not null,
  primary key (day, host)
) without rowid;
create table run_states (
  run_id integer not null references runs(id),
  health text not null,
  links integer not null,
  primary key (run_id, health)
) without rowid;
create table hosts (
  host text primary key,
  blocked_until text not null,
  reason text not null,
  updated_at text not null
) without rowid;
create table copies (
  id integer primary key,
  link_id integer not null references links(id),
  archive text not null,
  url text not null,
  taken_at text,
  found_at text not null
);
create table corrections (
  id integer primary key,
  link_id integer references links(id),
  mention_id integer references mentions(id),
  field text not null,
  value text not null,
  reason text not null,
  made_at text not null,
  ends_at text
);
create table outbox (
  id integer primary key,
  event_id integer not null references events(id),
  channel text not null,
  next_try_at text not null,
  tries integer not null default 0,
  delivered_at text,
  unique (event_id, channel)
);
create index mentions_entry on mentions(entry_id, listing_id);
create index mentions_link on mentions(link_id) where removed_at is null;
create index mentions_listing on mentions(listing_id);
create index mentions_claim on mentions(claim, artifact);
create index entry_listings_listing on entry_listings(listing_id);
create index entries_title on entries(title_key);
create index entries_date on entries(date);
create index entries_claim on entries(claim);
create index entries_organization on entries(organization);
create index links_host on links(host, id);
create index links_kind on links(kind);
create index links_forge on links(forge);
create unique index intervals_open on intervals(link_id) where last_seen_at is null;
create index intervals_link on intervals(link_id, first_seen_at);
create index intervals_health on intervals(health, first_seen_at);
create index link_state_health on link_state(health, since);
create index link_state_since on link_state(since);
create index link_state_code on link_state(code_state);
create index link_state_archived on link_state(archived);
create index entry_status_status on entry_status(status, since);
create index entry_status_link on entry_status(link_id);
create index events_at on events(at);
create index events_kind on events(kind, at);
create index events_link on events(link_id, at);
create index events_entry on events(entry_id, at);
create index events_run on events(run_id);
create index runs_started on runs(started_at);
"""


@migrations()
def m001_all_tables(database: Database) -> None:
    """Create every table with all of its columns."""
    for statement in M001.split(";\n"):
        if statement.strip():
            database.execute(statement)
    for table, column in (("entries", "title"), ("mentions", "sentence"), ("links", "url")):
        database.table(table).enable_fts([column], create_triggers=True, tokenize="porter")
        _search_changed_text_only(database, table, column)


def _search_changed_text_only(database: Database, table: str, column: str) -> None:
    """Let only a change of the searched text touch its index, not one of any column beside it."""
    trigger = database.execute("select sql from sqlite_master where name = ?", (f"{table}_au",)).fetchone()[0]
    database.execute(f"drop trigger {table}_au")
    database.execute(trigger.replace("AFTER UPDATE ON", f"AFTER UPDATE OF {column} ON"))


@migrations()
def m002_papers(database: Database) -> None:
    """Remember what arXiv said of papers that a listing names by number only: each is asked for once."""
    database.execute(
        """create table papers (
          number text primary key,
          title text,                            -- null: arXiv does not know the number
          abstract text,
          published text,
          authors integer,
          asked_at text not null
        ) without rowid"""
    )


@migrations()
def m003_content_type(database: Database) -> None:
    """Remember what each link first showed, to tell a page that became something else."""
    database.execute("alter table link_state add column content_type text")


@migrations()
def m004_ignored_links(database: Database) -> None:
    """Let people have links left alone: `corrections` says which and why, `ignored_links` what that comes to now."""
    database.execute("alter table corrections add column author text not null default ''")
    database.execute("create table ignored_links (link_id integer primary key references links(id))")


@migrations()
def m005_followed(database: Database) -> None:
    """Remember the papers that somebody waits for."""
    database.execute(
        "create table followed (entry_id integer primary key references entries(id), followed_at text not null)"
    )


@migrations()
def m006_overruled(database: Database) -> None:
    """Let people know better: `overruled` says what corrections come to now, beside what the machine says."""
    for column in ("subject", "source"):
        database.execute(f"alter table corrections add column {column} text")  # source null: said by a command
    database.execute("update corrections set subject = value, value = '' where field = 'ignored'")
    database.execute(
        """create table overruled (
          correction_id integer primary key references corrections(id) on delete cascade,
          link_id integer references links(id),
          entry_id integer references entries(id),
          field text not null,
          value text not null,
          machine text                           -- null: the machine says nothing of it
        )"""
    )
    database.execute("create unique index overruled_link on overruled(link_id, field) where link_id is not null")
    database.execute("create unique index overruled_entry on overruled(entry_id, field) where entry_id is not null")


@migrations()
def m007_sought(database: Database) -> None:
    """Remember where promised code was looked for beside its listing, and which mentions were found there."""
    database.execute("alter table mentions add column sought_at text")  # null: its listing says it
    database.execute("update mentions set origin = 'listing' where origin = 'text'")
    database.execute(
        """create table sought (
          entry_id integer primary key references entries(id),
          asked_at text not null,
          next_at text not null
        )"""
    )


@migrations()
def m008_downloads(database: Database) -> None:
    """Remember how often a model or data set was fetched of late, as its forge tells it; null: it does not."""
    database.execute("alter table link_state add column downloads integer")


@migrations()
def m009_run_releases(database: Database) -> None:
    """Count at the end of each run what has become of the claims of papers: a trend needs its past."""
    database.execute(
        """create table run_releases (
          run_id integer primary key references runs(id),
          claimed integer not null,
          promised integer not null,
          released integer not null,             -- of those promised
          overdue integer not null
        )"""
    )


@migrations()
def m010_before(database: Database) -> None:
    """Remember of each event the last look before it: a release happened between the two, at no one instant."""
    database.execute("alter table events add column before_at text")  # null: no look before it, or none of its kind
    database.execute(
        """update events set before_at = (
             select max(c.checked_at) from runs r cross join checks c on c.run_id = r.id
             where c.link_id = events.link_id and r.id < events.run_id and c.signal in ('alive', 'moved', 'gone'))
           where kind = 'code_released'"""
    )


_FIRST = """(select m.entry_id from mentions m where m.link_id = {0} and m.removed_at is null order by m.id limit 1)"""


@migrations()
def m011_first_paper(database: Database) -> None:
    """Keep beside each link the paper that mentions it first: every list asks for it, of every link.

    Triggers keep it, so that no writer can forget to. Null: no listing holds the link now.
    """
    database.execute("alter table link_state add column entry_id integer")
    database.execute(f"update link_state set entry_id = {_FIRST.format('link_state.link_id')}")
    for when, row in (("insert", "new"), ("update of removed_at, link_id, entry_id", "new"), ("delete", "old")):
        database.execute(
            f"""create trigger mentions_first_{when.split()[0]} after {when} on mentions begin
              update link_state set entry_id = {_FIRST.format(f"{row}.link_id")} where link_id = {row}.link_id;
            end"""
        )
    database.execute("create index entries_made on entries(coalesce(date, first_seen_at), id)")


@migrations()
def m012_standing_mentions(database: Database) -> None:
    """Let pages ask for the mentions of a paper or a link without reading their sentences."""
    columns = "entry_id, claim, artifact, link_id"
    database.execute(f"create index mentions_standing on mentions({columns}) where removed_at is null")
    database.execute("create index mentions_listed on mentions(listing_id, link_id) where removed_at is null")
    database.execute("create index mentions_ever on mentions(link_id, entry_id)")
    promised = "entry_id, link_id, listing_id, removed_at, first_seen_at"
    database.execute(f"create index mentions_promised on mentions({promised}) where claim = 'promised'")


@migrations()
def m013_validators(database: Database) -> None:
    """Remember what each page gave to ask for its changes by, so that it need not be sent again."""
    for column in ("validator", "read_at"):
        database.execute(f"alter table link_state add column {column} text")  # null: it is read whole


@migrations()
def m014_read_by(database: Database) -> None:
    """Remember by which rules a listing was read: others may find in it what these did not."""
    database.execute("alter table listings add column read_by text")  # null: it is read whole


@migrations()
def m015_languages(database: Database) -> None:
    """Remember what a repository's programs are written in, the largest language first."""
    database.execute("alter table repo_snapshots add column languages text")  # null: never told; empty: it has none


NAMES = frozenset(
    {
        "m001_all_tables",
        "m002_papers",
        "m003_content_type",
        "m004_ignored_links",
        "m005_followed",
        "m006_overruled",
        "m007_sought",
        "m008_downloads",
        "m009_run_releases",
        "m010_before",
        "m011_first_paper",
        "m012_standing_mentions",
        "m013_validators",
        "m014_read_by",
        "m015_languages",
    }
)
"""Every migration that this program knows: a database with others was written by a newer one."""
