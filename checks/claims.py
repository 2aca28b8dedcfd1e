"""What a sentence says of a paper's own artifacts: released, promised, on request or nothing: tense decides.

Words and patterns stand in `checks/claim_words.py`; where sentences end, in `checks/sentences.py`. Pure.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from checks import claim_words as words
from checks.claim_nouns import artifacts_in, names_other
from checks.deadlines import condition_in, date_in
from checks.finding import LINK, find_urls, hide
from checks.model import Artifact, Claim, Kind, Mention

RULE_VERSION = 2
"""Counts up with every change of a rule, so that a changed judgement is told from a changed world."""

SAID = re.compile(
    r"avail|avali|releas|open-? ?sourc|open(?: to|ed)|publi|soon|access|shar[ei]|upload|host|request|tb[ad]\b|tuned"
    r"|follow|coming|prepar|contact|pending|forthcoming|contribut|make|download|distribut|maintain|provid"
    r"|announc|online|\bout\b|deposit|archived|promised|await|waiting for|to (?:appear|come)\b|\bwip\b|in progress"
    r"|planned|ask (?:the|its|auth)|signing|e-?mail"
    r"|on (?:github|zenodo|pypi)|🚧|⏳|[开发公获联申整准筹敬]"
)
"""A sentence without a link and without any of these claims nothing: most sentences are told by this alone."""
SAYING = (
    "releas", "avail", "publi", "open", "soon", "access", "shar", "upload", "host", "request", "tba", "tbd", "tuned",
    "follow", "coming", "prepar", "contact", "pending", "contribut", "make", "download", "distribut", "maintain",
    "provid", "announc", "online", "out", "deposit", "archived", "promised", "await", "waiting for", "to appear",
    "to come", "wip", "in progress", "planned", "ask the", "ask its", "ask auth", "signing", "mail", "github", "zenodo",
    "pypi", "🚧", "⏳", "开", "发", "公", "获", "联", "申", "整", "准", "筹", "敬",
)  # fmt: skip
"""A part of every word that SAID knows: searching for plain texts is ten times as quick as for a pattern."""
POINTED = re.compile(
    r"\b(?:at|see|found|visit|check|refer|find|get|via|under|browse|inspect|explore|shown|obtained|implemented|accompan(?:y|ies)"
    r"|can be)\b"
    rf"|\bis {LINK}|[见可]"
)
"""Words that lead to a link without saying that anything is released."""
TRIGGER = re.compile(rf"{LINK}|{SAID.pattern.replace('releas', 'releas(?!e of)')}")
BREAKS = re.compile(
    r";|,?\s(?:but|while|whereas|although|and)\s(?=[^.;]{0,60}?\b(?:is|are|was|were|has|have|will|shall|can|may|we)\b)"
    r"|[.!?]\s|(?<=\w),\s(?=(?:we|our|the|code|data)\b(?!,|\sand\b))|[；，]"
    rf"|(?<={LINK})[^\w{LINK}]{{1,12}}(?=[\w\s/()-]{{1,40}}(?:: [\w\s]{{1,20}})?[)\]]{{0,2}}[:：]\s?{LINK})"
)
PARTS = re.compile(r"\b(training|inference|evaluation|testing|preprocessing)(?=\s(?:code|script|pipeline))")
MARKUP = re.compile(r"\\(?:textbf|textit|emph|texttt|url|href|footnote|underline)\b|[{}*_`\\$]")

LONGEST_NAME = 40
"""Characters of a clause that may be part of an enumeration ("The data, code, and models will be released")."""
LONGEST_LABEL = 80
SEMICOLONS = ";；"
WORDED = re.compile(r"[^\W\d]")
OPENING = " \n(<[*\"'“‘`"
"""What may stand between a label and its link."""
LINKS = re.compile(f"{LINK}+")
WEIGHT = (Claim.ON_REQUEST, Claim.PROMISED, Claim.RELEASED)
"""When one artifact is said to be several things, the first of these counts."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of a sentence, in lower case for the tables of words and as written for names.

    The sentence around it, in lower case, tells what an elliptic clause speaks of and for whom something is meant.
    """

    lower: str
    written: str
    artifacts: tuple[Artifact, ...]
    sentence: str

    @property
    def speaks_of_a_link(self) -> bool:
        """Tell whether a link and words stand here: if they claim nothing, they are no part of the claims beside."""
        return LINK in self.lower and WORDED.search(self.lower) is not None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one part of a sentence claims; `start` and `end` are offsets in the sentence.

    `artifacts` are all that it names, the leading one first; empty: it names none of a known sort.
    """

    start: int
    end: int
    claim: Claim
    artifacts: tuple[Artifact, ...] = ()
    promised_by: date | None = None
    condition: str | None = None

    @property
    def artifact(self) -> Artifact:
        """The artifact that the claim is named by."""
        return self.artifacts[0] if self.artifacts else Artifact.UNKNOWN


def statements(sentence: str, said_on: date | None = None) -> tuple[Statement, ...]:
    """Return the claims of a sentence in order, none if it makes none; `said_on` gives dates without a year theirs."""
    return hidden_statements(hide(sentence, find_urls(sentence)), said_on)


def hidden_statements(hidden: str, said_on: date | None = None) -> tuple[Statement, ...]:
    """Do what `statements` does, for a sentence whose links are hidden already."""
    if not may_claim(hidden):
        return ()
    written = MARKUP.sub(lambda mark: " " * len(mark[0]), hidden)
    lower = _lower(written)
    found: list[Statement] = []
    apart = True
    for start, end in _clauses(lower):
        artifacts = artifacts_in(lower[start:end], written[start:end])
        clause = _Clause(lower[start:end], written[start:end], artifacts, lower)
        part = Statement(start, end, _claim_of(clause), artifacts)
        follows_another, apart = apart, part.claim is Claim.NONE and clause.speaks_of_a_link
        if follows_another or apart or _stands_apart(found[-1], part, lower):
            found.append(part)
        else:
            found[-1] = _joined(found[-1], part)
    return tuple(_with_terms(one, hidden, said_on) for one in found if one.claim is not Claim.NONE)


def may_claim(hidden: str) -> bool:
    """Tell whether a text, its links hidden, holds a link or a word that claims are made of; most hold neither."""
    if LINK in hidden:
        return True
    lower = _lower(hidden)
    for part in SAYING:
        if part in lower:
            return SAID.search(lower) is not None
    return False


def entry_claim(mentions: Iterable[Mention]) -> Claim:
    """Sum up an entry: `mixed` if something is released and something else promised; on request alone counts as none.

    Only what is watched counts: repositories, pages and claims without a link. A release without a link says nothing
    beside a promise of the same sort of artifact: one artifact with both tenses is promised; and a project page is not
    the code that is promised.
    """
    watched = [one for one in mentions if one.target is None or one.target.kind in {Kind.REPO, Kind.PAGE}]
    promised = {one.artifact for one in watched if one.claim is Claim.PROMISED}
    released = [one for one in watched if one.claim is Claim.RELEASED]
    if promised and any(_says_more(one, promised) for one in released):
        return Claim.MIXED
    return Claim.PROMISED if promised else Claim.RELEASED if released else Claim.NONE


def _says_more(released: Mention, promised: Collection[Artifact]) -> bool:
    """Tell whether a release says anything beside promises."""
    if released.artifact is Artifact.PROJECT:
        return all(one is Artifact.PROJECT for one in promised)
    return released.target is not None or released.artifact not in promised


def _clauses(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what may carry a claim of its own; together they cover the sentence.

    A subject without its verb ("The data, the code and") goes with what follows.
    """
    start = 0
    for found in BREAKS.finditer(plain):
        if TRIGGER.search(plain, start, found.start()):
            yield start, found.start()
            start = found.start()
    yield start, len(plain)


def _joined(last: Statement, clause: Statement) -> Statement:
    """Go on with the clause before: this one claims nothing, says the same, or is about the same thing."""
    claims = {last.claim, clause.claim}
    claim = next((one for one in WEIGHT if one in claims), Claim.NONE)
    return Statement(last.start, clause.end, claim, _named_by(last, clause))


def _named_by(last: Statement, clause: Statement) -> tuple[Artifact, ...]:
    """Join what both name; a clause of many words that claims nothing speaks of other things."""
    named = {
        artifact
        for one in (last, clause)
        if one.claim is not Claim.NONE or one.end - one.start < LONGEST_NAME
        for artifact in one.artifacts
    }
    return tuple(artifact for artifact in Artifact if artifact in named)


def _stands_apart(last: Statement, clause: Statement, lower: str) -> bool:
    """Tell whether two clauses claim something of different artifacts; one that names none speaks of the other's.

    A semicolon parts the second from what claims nothing before; code for evaluation is not the code for training.
    """
    if not clause.artifacts:
        return False
    if Claim.NONE in {last.claim, clause.claim}:
        return last.claim is Claim.NONE and lower[clause.start] in SEMICOLONS
    if set(clause.artifacts).isdisjoint(last.artifacts):
        return last.claim is not clause.claim or bool(last.artifacts)
    return _are_parts(lower[last.start : last.end], lower[clause.start : clause.end])


def _are_parts(one: str, other: str) -> bool:
    """Tell whether two texts name different parts of the code."""
    first, second = set(PARTS.findall(one)), set(PARTS.findall(other))
    return bool(first and second) and first.isdisjoint(second)


def _claim_of(clause: _Clause) -> Claim:
    """Weigh the words of one clause."""
    lower = clause.lower
    if _labelled(lower):
        return Claim.PROMISED if _promises(clause) else Claim.RELEASED
    if not (SAID.search(lower) or (LINK in lower and POINTED.search(lower))):
        return Claim.NONE
    if words.ON_REQUEST.search(lower) and (words.RELEASED_LIKELY.search(lower) or _names_own(clause)):
        return Claim.ON_REQUEST
    if words.REFUSED.search(lower) and not words.PROMISED_SURELY.search(lower):
        return Claim.NONE
    if _promises(clause):
        return Claim.PROMISED
    return Claim.RELEASED if _releases(clause) else Claim.NONE


def _promises(clause: _Clause) -> bool:
    lower = clause.lower
    if words.NO_ARTIFACT.search(lower) and not clause.artifacts:
        return False
    if words.WE_PROMISE.search(lower):
        return True
    surely = words.PROMISED_SURELY.search(lower) is not None
    if not surely and (not words.PROMISED_LIKELY.search(lower) or words.FOREIGN.search(lower)):
        return False
    return _names_own(clause) or LINK in lower or words.AUDIENCE.search(lower) is not None


def _releases(clause: _Clause) -> bool:
    lower = clause.lower
    if words.FOREIGN.search(lower) or (words.SUPPLEMENT.search(lower) and LINK not in lower):
        return False
    if words.RELEASED_SURELY.search(lower):
        return _names_own(clause) or LINK in lower or words.LICENSED.search(lower) is not None
    if words.POINTS_AT.search(lower) and _names_own(clause):
        return True
    if not words.RELEASED_LIKELY.search(lower):
        return False
    if LINK in lower:
        return words.PAGE_IS.search(lower) is None
    told = words.AUDIENCE.search(clause.sentence) or words.HAS_BEEN.search(lower)
    return told is not None and words.OWN.search(lower) is not None


def _labelled(clause: str) -> bool:
    """Tell whether a label such as "Code:" stands right before a link of the clause."""
    before = (clause[max(0, link.start() - LONGEST_LABEL) : link.start()] for link in LINKS.finditer(clause))
    return any(_is_label(text.rstrip(OPENING)) for text in before)


def _is_label(text: str) -> bool:
    return text.endswith(words.LABEL_ENDS) and words.LABEL.search(text) is not None


def _names_own(clause: _Clause) -> bool:
    if clause.artifacts or names_other(clause.lower, clause.written):
        return True
    return words.ELLIPTIC.search(clause.lower) is not None and bool(artifacts_in(clause.sentence, ""))


def _lower(text: str) -> str:
    """Return the text in lower case and of the same length, so that offsets stay true."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _with_terms(one: Statement, hidden: str, said_on: date | None) -> Statement:
    """Add what a promise waits for; the words may stand in the clause or elsewhere in its sentence."""
    if one.claim is not Claim.PROMISED:
        return one
    near = hidden[one.start : one.end]
    return Statement(
        one.start, one.end, one.claim, one.artifacts, date_in(near, said_on), condition_in(near) or condition_in(hidden)
    )
