"""What a README still promises and what it offers: the words that tell a part of a release from the whole.

Nothing is said here about files, nor about a paper's own claims (`checks/claims.py`). Patterns: claims.md, section 6 B.
"""

import re
from enum import Enum, auto
from functools import lru_cache

from checks.readme import BARE, Line, sentences

SHORT = 5
"""A promise of so few words gets its meaning from its heading."""


class Topic(Enum):
    """What a promise is about.

    `core`: what makes a release whole. `code`: the program itself, a promise that is kept once programs are here.
    `side`: what a release is whole without. `none`: nothing that a word names.
    """

    CORE = auto()
    CODE = auto()
    SIDE = auto()
    NONE = auto()


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


FIRM = _words(
    r"""
    \b(?:will|shall|going\ to|plan(?:s|ning|ned)?\ to|aim\ to|(?:yet\ )?to\ be)\b(?:\ [\w-]+){0,4}?
        \ (?:releas|open[-\ ]?sourc|publish|upload)\w*
    | \bnot\ yet\ (?:been\ )?(?:releas|open|publi|upload|available|here|included|ready)\w*
    | \bnot\ (?:been\ )?(?:released|uploaded|available|here|included|public|ready)\ yet\b
    | \b(?:upon|after|once)\b(?:\ [\w-]+){0,4}\ (?:acceptance|publication|accepted|published)\b
    | 即将.{0,8}(?:开源|发布|公开|上线|放出|开放) | 将.{0,12}(?:开源|公开|发布|开放)
    | (?:尽快|后续|待|稍后|接收后|录用后).{0,6}(?:开源|公开|发布|放出|上传)
    """
)
"""Says that something will be released, or is not there yet."""
LOOSE = _words(
    r"""
    \bsoon\b(?!\ as\ (?!possible)) | \bforthcoming\b | \bstay\ tuned\b | \bin\ preparation\b | 敬请期待 | 即将推出
    | \bwill\ follow(?=\W*$|\ (?:soon|later|shortly|as\ soon)\b)
    | \bwill\ be\b(?:\ [\w-]+){0,3}?\ (?:available|public|provided|shared|added|posted|online)\b
    """
)
"""Says that something is to come; only its noun, or its heading, tells whether that matters."""
CONDITION = _words(r"\b(?:upon|after|once|when|as\ soon\ as)\b.*")
"""When a promise is to be kept: its nouns are not what is promised."""
TELLING = (
    "will", "shall", "going to", "plan", "aim", "to be", "not", "upon", "after", "once", "soon", "forthcoming", "tuned",
    "preparation", "将", "尽快", "后续", "待", "稍后", "接收后", "录用后",
)  # fmt: skip
"""What every promise, firm or loose, holds one of: most sentences of a README hold none and need no closer look."""
BY_READERS = _words(r"\byou(?:\ \w+)?\ (?:plan|aim|intend|going)\b")
"""What others may do one day."""
REFUSAL = _words(r"\bno\b | \bnot\ be\b | \bnever\b | \bwon.?t\b | \bcannot\b")
EXTRA = _words(
    r"""
    \b(?:more|others?|additional|another|newer|further|extra|new\ versions?|version\ \d+|v\d+
    |next\ (?:version|release|model|generation)s?)\b | 更多 | 其他
    """
)
"""Beyond what is here already."""
SIDE = _words(
    r"""
    \b(?:papers?|arxiv|pre-?prints?|citations?|bibtex|references?|docs?|documentations?|readme|tutorials?|guides?
    |instructions?|guidelines?|examples?|demos?|videos?|posters?|slides|blogs?|web\ ?sites?|pages?|details|commands?
    |leaderboard|colab|docker|api|gui|features?|support\w*|appendix
    |how\ to|usage|install\w*|getting\ started|quick\ ?start)\b
    | ^\w+ing\ (?:the|an?)\b | 论文 | 文档 | 教程 | 示例
    """
)
CORE = _words(
    r"""
    \b(?:weights?|check-?points?|ckpts?|models?|data\ ?sets?|data|benchmarks?|corpus|annotations?|logs
    |(?:pre-?|fine-?)?train(?:ing|ed)?|evaluations?|inference|remaining|the\ rest|parts?|modules|full)\b
    | 数据 | 权重 | 模型 | 训练 | 评测
    """
)
CODE = _words(r"\b(?:codes?|implementations?|scripts?|source|repo(?:sitory)?|framework|project)\b | 代码 | 源码")
JOINED = _words(r"\band\b | & | 和 | 及")
OURS = _words(r"\bwe\b | \bour\b")

TO_DO = _words(r"\bto-?\ ?dos?\b | \broad\ ?map\b | \bplans?\b | \bchecklist\b | 计划")
OPEN_BOX = re.compile(r"^\W{0,6}\[ ?\]|^\W{0,4}(?:⬜|☐|🔲)")
DONE = re.compile(r"^\W{0,6}\[[xX✓✔]\]|✅|☑|✔|~~")
ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(?=\w)")
URL = re.compile(r"https?://[^\s<>()\[\]]{1,400}")
AT_RUN_TIME = _words(r"` | \w/\w | \b(?:folder|director(?:y|ies)|automatically|by\ default|outputs?|when\ you)\b")
"""Marks of a sentence on what a program will do, not its authors."""

OFFER = _words(r"\b(?:can\ (?:now\ )?be|download\w*|available|you\ can|released|get)\b | (?:\bhere\b|下载)")
REACHED = re.compile(r"`[^`]+`|\]\(|https?://|\]\[")


def open_promise(readme: str, *, program_here: bool) -> str | None:
    """Return the first sentence that promises what a whole release needs and what is still missing, or None.

    `program_here`: the program itself stands beside this README, so that "code soon" is stale. News are stale as well
    where another line of news is newer.
    """
    lines = list(sentences(readme))
    newest = max((line.date for line in lines if line.date), default=None)
    for line in lines:
        topic = _promised(line)
        stale = line.date not in (None, newest)
        if (topic is Topic.CORE and not stale) or (topic is Topic.CODE and not program_here):
            return line.text.strip()
    return None


def offers(readme: str) -> bool:
    """Tell whether a README says where data or weights can be had now: with a link, a path or a command."""
    return any(
        _promised(line) is Topic.NONE
        for line in sentences(readme)
        if OFFER.search(line.text) and REACHED.search(line.text) and CORE.search(line.text)
    )


def _promised(line: Line) -> Topic:
    """What one sentence promises; `none` when it promises nothing, nothing that a word names, or what is done."""
    topic = _said_to_come(line)
    return Topic.NONE if topic is not Topic.NONE and DONE.search(line.text) else topic


def _said_to_come(line: Line) -> Topic:
    text = " ".join(URL.sub("", line.text).replace("*", "").replace("_", " ").split())
    if OPEN_BOX.search(line.text) or (_is_to_do(line.heading) and ITEM.search(line.text)):
        return _topic(text)
    if BARE.match(text):
        return _topic_above(line)
    if any(map(BARE.match, _cells(text))):
        named = _topic(text)
        return _topic(line.heading) if named is Topic.NONE else named
    if not _may_promise(text):
        return Topic.NONE
    return next(
        (topic for clause in _clauses(text) if (topic := _of_clause(clause, text, line)) is not Topic.NONE), Topic.NONE
    )


@lru_cache(maxsize=64)  # one heading stands above many lines
def _is_to_do(heading: str) -> bool:
    return TO_DO.search(heading) is not None


def _may_promise(text: str) -> bool:
    return any(map(text.lower().__contains__, TELLING))


def _of_clause(clause: str, text: str, line: Line) -> Topic:
    firm = FIRM.search(clause)
    if REFUSAL.search(clause) or BY_READERS.search(clause):
        return Topic.NONE
    if not firm and (not LOOSE.search(clause) or AT_RUN_TIME.search(clause)):
        return Topic.NONE
    for near in (clause, text):
        if (topic := _topic(CONDITION.sub("", near))) is not Topic.NONE:
            return topic
    if firm and OURS.search(clause):
        return Topic.CORE
    return _topic_above(line) if len(text.split()) <= SHORT else Topic.NONE


def _topic_above(line: Line) -> Topic:
    """What a promise without a noun is about: its lead or its heading, of whatever name, stands for what is missing."""
    above = line.lead or line.heading
    if not above:
        return Topic.CODE
    topic = _topic(above)
    return Topic.CORE if topic is Topic.NONE else topic


def _topic(text: str) -> Topic:
    """What a text is about; a side issue named beside the thing itself does not hide it ("code and other material")."""
    core = CORE.search(text)
    noun = core or CODE.search(text)
    aside, extra = SIDE.search(text), EXTRA.search(text)
    if (aside or extra) and not (noun and JOINED.search(text)):
        return Topic.SIDE
    if extra and noun and extra.start() < noun.start():
        return Topic.SIDE
    if noun is None:
        return Topic.NONE
    return Topic.CORE if core else Topic.CODE


def _cells(text: str) -> list[str]:
    """Return the cells of a table's row; of anything else none."""
    return text.split("|") if text.startswith("|") else []


def _clauses(text: str) -> list[str]:
    return re.split(r"[,;!?，；。！？]|\.\s|:\s", text)
