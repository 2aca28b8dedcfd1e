"""What a listing holds gets in once, whatever it looks like, and what it no longer holds is kept as gone."""

import itertools
from datetime import date

import pytest

from checks.model import Artifact, Claim, Kind, Target
from db.queries import known_listing
from db.saving import BATCH, clean
from db.store import Saved

LATER = "2026-04-21T12:00:00Z"


@pytest.fixture
def dump(kept):
    return lambda: [kept.all(f"select * from {name} order by 1, 2") for name in kept.counts() if name != "listings"]


def test_reading_again_changes_nothing(kept, say, dump):
    entries = [
        say.entry("One", say.mention(say.repo()), say.mention(None, Claim.PROMISED), say.mention(None, Claim.PROMISED)),
        say.entry("Two", say.mention(say.page()), say.mention(say.repo()), position=2, arxiv_id="2604.00001"),
    ]
    assert kept.read(*entries) == Saved(entries=2, new_entries=2, mentions=5, links=2, new_links=2)
    before = dump()
    assert kept.read(*entries, at=say.noon + say.day) == Saved(entries=2, mentions=5, links=2)
    assert dump() == before
    assert kept.one("select added_at, last_read_at from listings") == ("2026-04-20T12:00:00Z", LATER)


def test_a_vanished_mention_is_kept_as_removed_and_comes_back_as_itself(kept, say):
    both = say.entry("One", say.mention(say.repo()), say.mention(say.page()))
    one = say.entry("One", say.mention(say.repo()))
    states = []
    for days, entry in enumerate((both, one, both)):
        kept.read(entry, at=say.noon + days * say.day)
        states.append(kept.all("select id, first_seen_at, removed_at from mentions order by id"))
    first = "2026-04-20T12:00:00Z"
    assert states == [
        [(1, first, None), (2, first, None)],
        [(1, first, None), (2, first, LATER)],
        [(1, first, None), (2, first, None)],
    ]


def test_a_vanished_entry_is_kept_and_its_link_is_no_longer_watched(kept, say):
    kept.hold(say.repo(), say.page())
    kept.hold(say.repo(), at=say.noon + say.day)
    assert kept.all("select url from links_now") == [(say.repo().url,)]
    assert kept.all("select entry_id, removed_at from entry_listings") == [(1, None), (2, LATER)]
    assert kept.one("select count(*) from links") == 2


def test_what_a_sentence_says_now_replaces_what_was_read_in_it_before(kept, say):
    kept.read(say.entry("One", say.mention(say.repo(), Claim.RELEASED)))
    kept.read(say.entry("One", say.mention(say.repo(), Claim.PROMISED, promised_by=date(2026, 9, 1))))
    assert kept.all("select claim, promised_by, removed_at from mentions") == [("promised", "2026-09-01", None)]


def paper(say, known):
    more = {name: value for name, value in known.items() if name != "title"}
    return say.entry(known["title"], say.mention(say.repo()), **more)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"arxiv_id": "2604.01234"}, {"title": "Another wording", "arxiv_id": "2604.01234"}),
        ({}, {"title": "a  FOX, in: the (snow)!"}),
        ({"title": "\N{LATIN SMALL LIGATURE FI}ne \N{FULLWIDTH LATIN CAPITAL LETTER F}oxes"}, {"title": "Fine foxes"}),
        ({"title": "Straße"}, {"title": "STRASSE"}),
        ({"arxiv_id": "2604.01234"}, {}),
        ({}, {"arxiv_id": "2604.01234"}),
    ],
    ids=["arxiv", "case and punctuation", "compatibility", "folding", "id first", "id later"],
)
def test_the_same_paper_in_two_listings_is_one_entry(kept, say, one, other):
    for round_ in range(2):
        for source, known in (("a.md", one), ("b.md", other)):
            kept.read(paper(say, {"title": "A Fox in the Snow"} | known), source=source)
            assert kept.one("select count(*) from entries") == 1, round_
    assert kept.one("select count(*) from mentions where removed_at is null") == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"arxiv_id": "2604.00001"}, {"arxiv_id": "2604.00002"}),
        ({"title": "A Fox"}, {"title": "A Foxglove"}),
        ({"title": "狐"}, {"title": "雪"}),
    ],
)
def test_different_papers_stay_two(kept, say, one, other):
    for known in (one, other):
        kept.read(paper(say, {"title": "Report"} | known))
    assert kept.one("select count(*) from entries") == 2


@pytest.mark.parametrize("title", ["", "?!", "\x00"])
def test_entries_without_a_title_are_told_apart_by_what_they_hold(kept, say, title):
    entries = [say.entry(title, say.mention(say.repo(name))) for name in ("redfox/a", "redfox/b")]
    kept.read(*entries)
    kept.read(*entries)
    assert kept.one("select count(*) from entries") == 2


def test_a_listing_that_knows_more_fills_in_what_was_missing_and_takes_nothing_away(kept, say):
    kept.read(say.entry("One", day=None, organization="Acme"), source="a.md")
    kept.read(say.entry("One", authors=3, organization="Lanternlab", arxiv_id="2604.1"), source="b.md")
    kept.read(say.entry("One", day=None), source="c.md")
    found = kept.one("select date, authors, organization, arxiv_id from entries")
    assert found == ("2026-04-01", 3, "Acme", "2604.1")


@pytest.mark.parametrize(
    ("claims", "together"),
    [
        (("released", "promised"), "mixed"),
        (("promised", "none"), "promised"),
        (("none", "released"), "released"),
        (("none", "none"), "none"),
    ],
)
def test_two_listings_claim_together_whichever_is_read_last(kept, say, claims, together):
    for _, (source, claim) in itertools.product(range(2), zip(("a.md", "b.md"), claims, strict=True)):
        kept.read(say.entry("One", say.mention(say.repo(), Claim(claim)), claim=Claim(claim)), source=source)
    assert kept.one("select claim from entries") == together
    kept.read(say.entry("One", say.mention(say.repo(), Claim(claims[0])), claim=Claim(claims[0])), source="a.md")
    assert kept.one("select claim from entries") == together


def test_removing_a_listing_unwatches_only_what_no_other_holds(kept, say):
    kept.hold(say.repo(), say.page(), source="a.md")
    kept.hold(say.repo(), source="b.md")
    assert kept.store.remove_listing("a.md", say.noon + say.day)
    assert kept.all("select url from links_now") == [(say.repo().url,)]
    assert kept.one("select count(*) from mentions where removed_at = ?", LATER) == 2
    assert not kept.store.remove_listing("a.md", say.noon + 2 * say.day)
    assert not kept.store.remove_listing("unknown.md", say.noon)
    kept.hold(say.repo(), say.page(), source="a.md", at=say.noon + 3 * say.day)
    assert kept.one("select count(*) from links_now") == 2


def test_a_listing_keeps_what_a_later_reading_does_not_tell(kept, say):
    listing = kept.store.save_listing("a.md", "markdown", say.noon, active=True)
    kept.store.trust_listing(listing, '"1"', "these rules")
    kept.store.save_listing("a.md", "html", say.noon + say.day)
    assert kept.one("select format, active, etag, last_read_at from listings") == ("html", 1, '"1"', LATER)


def test_a_listing_is_trusted_only_as_long_as_it_is_there_and_read_in_the_same_way(kept, say):
    def known(read_by="these rules"):
        return known_listing(kept.database, "a.md", read_by).etag

    listing = kept.store.save_listing("a.md", "markdown", say.noon)
    assert known() is None
    kept.store.trust_listing(listing, '"1"', "these rules")
    assert (known(), known("others")) == ('"1"', None)
    kept.store.remove_listing("a.md", say.noon)
    assert known() is None


HOSTILE = "a\x00b\x1b[31m\ud800\u202ec\u2066d\x85e\tf\ng"


def test_hostile_text_is_cleaned_wherever_it_stands(kept, say):
    target = Target(Kind.REPO, f"https://github.com/x/{HOSTILE}", say.repo().forge, f"x/{HOSTILE}")
    entry = say.entry(
        HOSTILE,
        say.mention(target, sentence=HOSTILE, condition=HOSTILE, place=say.mention(None).place.__class__(HOSTILE)),
        organization=HOSTILE,
        arxiv_id=HOSTILE,
    )
    for _ in range(2):
        kept.read(entry, source=HOSTILE)
    tidy = "a�b�[31m��c�d�e\tf\ng"
    assert kept.all("select title, organization, arxiv_id from entries") == [(tidy,) * 3]
    assert kept.all("select sentence, condition, file from mentions") == [(tidy,) * 3]
    assert kept.all("select url, name from links") == [(f"https://github.com/x/{tidy}", f"x/{tidy}")]
    assert kept.all("select source from listings") == [(tidy,)]
    assert kept.store.remove_listing(HOSTILE, say.noon)


def test_endless_text_is_cut(kept, say):
    kept.read(say.entry("long " * 2000, say.mention(say.repo(), sentence="s" * 10_000)))
    kept.read(say.entry("long " * 2000, say.mention(say.repo(), sentence="s" * 10_000)))
    assert kept.all("select length(title) from entries") == [(500,)]
    assert kept.all("select length(sentence) from mentions") == [(2000,)]


def test_clean_leaves_ordinary_text_alone():
    text = "Füchse 狐 🦊 \N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}"
    assert clean(text, 100) == text


@pytest.mark.parametrize("kind", sorted(Kind))
def test_whatever_was_asked_for_is_a_link(kept, say, kind):
    kept.read(say.entry("One", say.mention(Target(kind, "https://acme.example/"))))
    assert kept.one("select kind from links") == kind


def test_a_promise_without_a_link_is_a_mention(kept, say):
    kept.read(say.entry("One", say.mention(None, Claim.PROMISED, Artifact.DATA)))
    assert kept.all("select link_id, url, claim, artifact from mentions") == [(None, None, "promised", "data")]


def test_entries_are_taken_in_batches(kept, say):
    """At the time the second batch is asked for, another reader sees the first one."""
    seen = []

    def entries():
        for number in range(BATCH + 1):
            if number == BATCH:
                assert not kept.database.conn.in_transaction
                seen.append(kept.one("select count(*) from entries"))
            yield say.entry(f"Paper {number}", say.mention(say.repo()), position=number)

    listing = kept.store.save_listing("list.md", "markdown", say.noon)
    saved = kept.store.save_entries(listing, entries(), say.noon, rule_version=1)
    assert (saved.entries, saved.links, seen) == (BATCH + 1, 1, [BATCH])


def test_a_listing_that_breaks_off_takes_nothing_away(kept, say):
    kept.hold(say.repo(), say.page())

    def broken():
        yield say.entry("Paper 1", say.mention(say.repo()))
        raise EOFError

    with pytest.raises(EOFError):
        kept.store.save_entries(1, broken(), say.noon, rule_version=1)
    assert kept.one("select count(*) from links_now") == 2
