"""What the release status of a paper rests on."""

from datetime import date

from checks.model import (
    Artifact,
    Claim,
    ClaimEvidence,
    CodeState,
    EntryEvidence,
    Health,
    Kind,
    ReleaseStatus,
    StatusRuling,
)
from db.evidence import PAGE, bare_promises, entry_evidence, evidence_of


def by_entry(kept):
    return {evidence.entry_id: evidence for evidence in entry_evidence(kept.database)}


def test_a_repository_and_a_bare_promise_are_gathered_under_their_paper(kept, say):
    promise = say.mention(None, Claim.PROMISED, Artifact.DATA, promised_by=date(2026, 9, 1))
    kept.read(say.entry("One", say.mention(say.repo()), promise), say.entry("No claims", position=2))
    link = kept.link(say.repo())
    kept.run(say.seen(link, facts=say.facts(), code=CodeState.PRESENT))
    kept.store.save_rulings(None, [StatusRuling(1, ReleaseStatus.RELEASED, link.id)], say.noon)
    repository = ClaimEvidence(
        Claim.RELEASED,
        Artifact.CODE,
        link_id=link.id,
        kind=Kind.REPO,
        health=Health.UP,
        code=CodeState.PRESENT,
        ever_present=True,
    )
    bare = ClaimEvidence(Claim.PROMISED, Artifact.DATA, promised_by=date(2026, 9, 1))
    expected = EntryEvidence(1, date(2026, 4, 1), say.noon, (repository, bare), ReleaseStatus.RELEASED)
    assert by_entry(kept) == {1: expected}
    assert list(evidence_of(kept.database, [1, 2])) == [expected]


def test_a_page_that_once_answered_was_once_there(kept, say):
    [page] = kept.hold(say.page())
    assert not by_entry(kept)[1].claims[0].ever_present
    kept.run(say.seen(page))
    kept.run(say.seen(page, say.noon + say.day, Health.DEAD, first_ok_at=say.noon))
    assert by_entry(kept)[1].claims[0].ever_present


def test_a_dead_link_whose_last_look_was_good_is_answering(kept, say):
    [link] = kept.hold(say.repo())
    kept.run(say.seen(link, health=Health.DEAD, ok_first_at=say.noon))
    assert by_entry(kept)[1].claims[0].answering


def test_what_a_listing_no_longer_says_is_no_evidence(kept, say):
    kept.read(say.entry("One", say.mention(say.repo()), say.mention(None, Claim.PROMISED)))
    kept.read(say.entry("One", say.mention(say.repo())))
    assert [claim.claim for claim in by_entry(kept)[1].claims] == [Claim.RELEASED]
    kept.read()
    assert by_entry(kept) == {}


def test_more_papers_than_a_page_are_all_gathered_once(kept, say):
    entries = [
        say.entry(f"Paper {n}", say.mention(say.repo()), say.mention(None, Claim.PROMISED), position=n)
        for n in range(2 * PAGE + 1)
    ]
    kept.read(*entries)
    kept.database.execute("delete from mentions where entry_id between 200 and 800")
    gathered = [(evidence.entry_id, len(evidence.claims)) for evidence in entry_evidence(kept.database)]
    assert gathered == [(n, 2) for n in (*range(1, 200), *range(801, 2 * PAGE + 2))]


def test_papers_that_promise_without_a_link_are_found_with_all_they_say(filled):
    found = bare_promises(filled.database, 1)
    assert list(found) == [8]
    assert [claim.link_id for claim in found[8].claims] == [None]
    assert bare_promises(filled.database, 2) == {}
