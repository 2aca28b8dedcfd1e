"""The words by which papers say that something of theirs is released, promised, on request, or kept back: tables.

How they are weighed against each other is decided in `checks/claims.py`. Every pattern sees one clause of a sentence,
in lower case, with its links hidden behind `LINK`; gaps are bounded, so that all are linear. The rules behind them
stand in claims.md, sections 1 and 6.
"""

import re

from checks.finding import LINK


def _any(*alternatives: str) -> re.Pattern[str]:
    """Join alternatives; a blank stands for the white space and the removed markup between two words."""
    return re.compile("|".join(alternatives).replace(" ?", r"\s?").replace(" ", r"\s{1,8}"))


# What may stand between an auxiliary and its state: "will [soon be made publicly] available".
ADVERBS = r"(?: (?!not\b)[a-z-]+,?){0,4}?"
# What may stand between "we will" and its verb.
OFTEN = r"(?: (?:[a-z]+ly|also|soon|then|further|to|be|able|all|both|the|our|an?)\b,?){0,4}?"
# States that are said of little else than artifacts …
SURE = (
    r"(?:(?:public(?:al)?ly|freely|openly|fully)[-\s](?:and \w+ )?(?:ava\w+|accessible|released|shared|open)"
    r"|released?\b|open[-\s]?sourc\w+|opened|published|public\b|publici[sz]ed|open[-\s]access\w*"
    r"|made (?:public|open)|open to (?:the )?(?:\w+ )?(?:public|community|everyone|all)|on (?:our )?github)"
)
# … and of much else too: they need an artifact, a link or an audience beside them.
LIKELY = (
    r"(?:avail\w+|avali\w+|accessible|provided(?! with)|shared|online|uploaded|hosted|posted|downloadable|distributed"
    r"|published|deposited|archived|integrated|included|added|here|put online|out\b(?! of))"
)
ACTS = r"(?:re-?leas(?:e|ing)|open[-\s]?sourc(?:e|ing)|open up|opening|publici[sz]e|publish(?:ing)?)"
LIKELY_ACTS = r"(?:shar|provid|mak|upload|distribut|contribut|host|put|offer)(?:e|t?ing)?\b"
HERE = r"(?:released|public\w*|available|open-?sourced|uploaded|ready)\b"
FUTURE = (
    rf"\b(?:will|shall|would|'ll|is to|are to|going to|yet to|planned to|expected to|scheduled to)\b{ADVERBS}"
    r" (?:be|become|get)\b"
)
DO = r"(?: (?:[a-z]+ly|also|then|now|hereby|further|have|here|both)\b,?){0,3}?"
MAY_NOT = r"\b(?:can|could|will|may|are|is|do|does|did|would)(?: not|n't| never|not)\b"

# ── Promises ─────────────────────────────────────────────────────────────────────────────────────

WE_PROMISE = _any(
    r"\b(?:we|authors)\b(?: [a-z]+){0,3}? (?:will|shall|would|plan|intend|aim|hope|promise|commit|pledge|wish"
    r"|are (?:going|about|planning|preparing|working))\b"
    rf"{OFTEN} {ACTS}",
    rf"\bwe['’]ll{OFTEN} {ACTS}",
    r"\bwe(?:['’]re| are)(?: [a-z]+ly| still)? (?:working|about|going|planning|preparing)(?: on| towards?)?"
    rf"{OFTEN} {ACTS}",
)
"""Promises, even of things that no word here names."""
PROMISED_SURELY = _any(
    rf"{FUTURE}{ADVERBS} {SURE}",
    r"\b(?:committed|commitment|plans?|planned|planning|intend|intention|aim|prepar\w+|scheduled|ready|queued)"
    rf" (?:to|for|on) (?:\w+ ){{0,2}}?(?:{ACTS}|release)",
    rf"\bprepar\w+ (?:\w+ ){{1,4}}?for (?:\w+ )?(?:{ACTS}|release)",
    r"\brelease\b(?: [a-z]+){0,5}? (?:is|are) (?:planned|scheduled|expected|underway|pending)\b",
    r"\b(?:planned|upcoming|forthcoming|future|pending) (?:public )?release\b",
    r"\bcoming (?:very )?soon\b|\( ?(?:very )?soon ?\)",
    r"[:：(\[] ?(?:soon|pending|planned|promised|forthcoming|upcoming|wip|work in progress|in progress"
    r"|to (?:appear|come|follow)|coming (?:in|by|later|next|this))\b",
    r"\b(?:awaiting|waiting for) (?:[a-z]+ ){0,3}?release\b|\b(?:codes?|release) (?:is |was |has been )?promised\b",
    rf"\bnot (?:yet (?:been )?|been yet ){HERE}|\bnot (?:been )?{HERE} yet\b",
    r"\bto be (?:released|announced|open-?sourced|opened|published)\b(?! (?:by|from|into))",
    r"\bstay tuned\b|\b(?:is|are) (?:still )?(?:in preparation|underway|forthcoming)\b",
    r"\b(?:codes?|data|datasets?|models?|weights|release) to follow\b\W*$",
    r"\btb[ad]\b",
    r"\b(?:release|code|data|dataset|models?) (?:is |are )?(?:pending|forthcoming|in preparation|underway)\b",
    r"🚧|⏳|敬请期待|(?:整理|准备|筹备)中|尚未(?:开源|发布|公开)",
    r"(?:将|计划|后续|稍后|尽快|待|会|(?:录用|接收|发表)后).{0,16}(?:开源|发布|公开|放出|上传|上线|开放)",
)
"""Promises if an artifact, a name, a link or an audience is named with them."""
PROMISED_LIKELY = _any(
    rf"{FUTURE}{ADVERBS} (?:made )?(?:{LIKELY}|(?:found|obtained|accessed|downloaded)\b)",
    r"\b(?:releas|shar|publish|open-?sourc|upload)ing\b.{0,60}\b(?:soon|shortly|in the (?:coming|next|near) [a-z]+)\b",
    rf"\b(?:will|shall)\b{ADVERBS} (?:follow|appear|come|go live)\b",
    r"\b(?:we|authors)\b(?: [a-z]+){0,3}? (?:will|shall|would|plan|intend|promise|commit)\b"
    rf"{OFTEN} {LIKELY_ACTS}",
    rf"\b(?:committed|commitment) to {LIKELY_ACTS}",
    r"\b(?:released|available|published|public|shared|open-?sourced?|out) (?:very )?(?:soon|shortly)\b",
    r"\b(?:avail\w+|released?|public|shared|open-?sourced|accessible)\b(?: [a-z]+){0,2}? (?:upon|after|once|following) "
    r"(?:[a-z]+ ){0,5}?(?:accept\w*|publication|review\w*|approval|completion|anonym\w+)",
    r"\bis coming\b|\b(?:is|are) to (?:appear|follow|come)\b",
)
"""The same with weaker words."""
ELLIPTIC = _any(r"^\W*(?:and|but|which) (?:(?:it|they|these|this|both|all) )?(?:will|shall|would|is|are)\b")
"""A clause whose subject stands before it: "… and will be released"."""
NO_ARTIFACT = _any(
    r"\b(?:papers?|articles?|manuscripts?|reports?|results?|proceedings|details|findings|outcomes|appendix|supplement\w*)"
    r"(?: \w+){0,2} (?:will|shall)\b"
)
"""Subjects that are published too, but are no artifact."""

# ── Releases ─────────────────────────────────────────────────────────────────────────────────────

RELEASED_SURELY = _any(
    rf"\bwe{DO} "
    r"(?:re-?lease[ds]?|open[-\s]?source[ds]?|publicly (?:share|provide)[ds]?|publici[sz]e[ds]?)\b",
    rf"\bwe(?:['’]re| are){DO} (?:re-?leasing|open[-\s]?sourcing)\b|\bwe{DO} opened(?: up)? (?:the|our|all|its)\b",
    rf"\bwe{DO} (?:share|publish|provide|offer)\b.{{1,80}}? under\b.{{0,40}}\blicen[cs]e",
    r"\bwe(?: [\w-]+,?){1,4} and (?:release|open-?source)\b",
    rf"\bwe{DO} (?:make|made)\b.{{1,120}}? (?:public(?:ly)?|available|open|accessible)\b",
    r"\bwhich we(?: [a-z]+){0,2}? (?:make|release|open-source)\b",
    r"\b(?:by|and|also|,) (?:releasing|open-?sourcing) (?:an?|the|our|all|both)\b",
    rf"\b(?:is|are|was|were|been|being)\b{ADVERBS} "
    r"(?:released|open[-\s]?sourced|avail\w+|published|provided|distributed)\b"
    r"(?: [a-z]+){0,4}? under\b.{0,40}\blicen[cs]e",
    rf"\b(?:is|are|has been|have been)\b{ADVERBS} (?:publicly|freely|openly)[-\s](?:and \w+ )?"
    r"(?:available|accessible|released|shared)\b"
    r"(?! (?:[a-z]+ )?(?:data|datasets|benchmarks|models|corpora|sources|information)\b)",
    r"\bopen[-\s]?sourced? (?:at|on|in|via|here)\b",
    r"已(?:经)?.{0,6}(?:开源|公开|发布|放出|上线)|(?:均|现|现已|全部)(?:已)?(?:开源|公开|发布)"
    r"|(?:开源|公开|发布)了",
)
"""Releases of an artifact, or of what bears a name; under a licence, of whatever a pronoun stands for."""
HAS_BEEN = _any(
    r"\b(?:has|have) (?:now |just |already |also )?been (?:\w+ly )?(?:released|open-?sourced|made public)\b"
)
"""Releases of the authors' own artifacts, for whomever: the perfect tense speaks of what is done."""
LICENSED = _any(r"\bunder\b.{0,40}\blicen[cs]e")
RELEASED_LIKELY = _any(
    rf"\b(?:is|are|'s|ha(?:s|ve) (?:now |already )?been|was|were)\b{ADVERBS} (?:{SURE}|{LIKELY}|{LINK}|at\b)",
    r"\bcan (?:also )?be (?:\w+ly )?"
    r"(?:found|accessed|downloaded|obtained|viewed|seen|reached|browsed|reproduced|used|installed|cloned)\b",
    r"\b(?:found|available|accessible|released|hosted|located|provided|obtained|downloaded|shown|implemented) (?:\w+ )?"
    r"(?:at|on|from|in|via|here|under)\b",
    r"\baccompan(?:y|ies) (?:this|our|the) (?:paper|work|article)\b",
    r"\bwe(?: [a-z]+){0,2}? (?:provide|share|publish|host|maintain|upload|offer|give|include)[sd]?\b",
    r"\bavail\w+\b|\breleased?\b",
    r"可在|可从|见|获取|开源(?:于|在|地址)?|发布(?:于|在)|公开(?:于|在)",
)
"""Releases if a link stands with them, or if the authors' own artifact is their subject."""
ARCHIVE = r"(?:github|gitlab|codeberg|zenodo|figshare|dryad|osf|pypi|hugging ?face)\b"
POINTS_AT = _any(
    rf"\b(?:see|visit|check|refer to|go to|find|get|access|download|browse|inspect|explore)\b.{{0,80}}?{LINK}",
    rf"\bon {ARCHIVE}\W{{0,4}}{LINK}",
)
"""Releases if an artifact is named: "Visit … for the code"."""
OWN_NOUN = (
    r"(?:codes?|implementations?|software|data|datasets?|models?|weights|benchmarks?|scripts?|tools?|checkpoints?"
    r"|repository|toolkit|library|package|framework|corpus|corpora|simulators?|pipelines?|annotations|lexicons?)\b"
)
OWN = _any(
    r"^(?:(?:to|for|in|with) [^,;.]{3,60}, |[^:;.]{1,60}: )?\W*"
    r"(?:(?:and|but|all|both|the|our|this|these|its|an?|any|full|complete|implementation|source|associated|of"
    rf"|corresponding|collected|testing|training|trained)\b,? ){{0,6}}{OWN_NOUN}",
    rf"\bour (?:[\w-]+ ){{0,3}}?{OWN_NOUN}",
)
"""A subject that is the authors' own: "The code …", "Our …", perhaps behind "To help others, …" or "Red Fox: …"."""
AUDIENCE = _any(
    r"\bpublic(?:ly)?\b|\bcommunity\b|\bonline\b|\bgithub\b|\bhugging ?face\b|\bopen[-\s](?:ly|access|source\w*)\b",
    r"\b(?:for|to facilitate|to foster|to support|to promote) (?:(?:future|further|the) )?research|\blicen[cs]e\b",
    r"\bour (?:web ?site|project|page|home ?page)\b|\bdownload\w*\b|\breproduc\w+",
    rf"\b(?:on|to|at|via) {ARCHIVE}",
)
"""For whom something is released, or where."""
PAGE_IS = _any(
    r"\b(?:pages?|(?:web ?)?sites?|url|links?|blog|demo|videos?) (?:is|are)(?: here)?[\s:(<]{0,8}" + LINK,
)
"""Names a page and says nothing of a release: "Our project website is …"."""

# ── Neither ──────────────────────────────────────────────────────────────────────────────────────

ON_REQUEST = _any(
    r"\b(?:up)?on (?:[a-z]+ ){0,3}request\b|\bby (?:e-?mail|contacting)\b|\bcan be requested\b|\brequest access\b",
    r"\b(?:contact|e-?mail) (?:the|us|corresponding)\b.{0,30}\b(?:for|to obtain|to get|to access)\b",
    r"\bapply (?:for access|to access)\b|\bask (?:the |its )?authors\b|申请获取|联系作者",
    r"\baccess\b.{0,40}\b(?:granted|given)\b.{0,20}\b(?:after|upon|on|to)\b",
    r"\b(?:after|by|upon) signing (?:an?|the|our) (?:\w+ ){0,3}?(?:agreement|form|licen[cs]e)\b",
)
REFUSED = _any(
    rf"{MAY_NOT}(?: (?:be|able|to|publicly|made|currently|yet)){{0,4}} "
    r"(?:share|release|publi|open|available|avail|provide|access|distribut)\w*",
    r"\bno (?:\w+ ){0,3}(?:is|are) (?:\w+ly )?available\b|\b(?:unavailable|inaccessible)\b",
)
SUPPLEMENT = _any(
    r"\b(?:in|as|with|of|to) (?:(?:the|our|part of) ){0,3}(?:supplement\w*|appendi\w+|submission|zip)\b|补充材料"
)
"""A copy for reviewers is no release."""
FOREIGN = _any(
    r"\b(?:if|when|whenever|where|since|because|unless|assuming|although no|provided that)\b[^,]{0,60}\bavailable\b",
    r"\breadily (?:\w+ )?available\b|\bonly available\b",
    r"\bavailable (?:to (?:them|it|the (?:agent|model|robot|user)s?)|during|only)\b",
    r"\b(?:at|during) (?:run|test|inference|training|deployment|evaluation)(?: ?time)?\b|\bonly (?:after|when|if)\b",
    r"\b(?:recently|previously|newly) released\b|\bmore (?:information|details)\b",
)
"""Availability in another sense: of others' things, at run time, or of nothing in particular."""

# ── Labels ───────────────────────────────────────────────────────────────────────────────────────

LABEL_WORD = (
    r"(?:(?:official|source|training|our|the|pytorch|inference|demo|pre-?trained|github|project|link to(?: the)?)\s)*"
    r"(?:codes?|github|repo(?:sitory)?|implementation|software|(?:video )?results"
    r"|project(?:[-\s]?(?:page|web[-\s]?site|site|link|home ?page))?|web[-\s]?(?:site|page)|home[-\s]?page|page|site"
    r"|demos?|videos?|data(?:[-\s]?sets?)?|benchmarks?|models?|weights|checkpoints?|resources?|materials?|hugging ?face"
    r"|artifacts?|links?|url|available(?: (?:at|on|here))?|downloads?|tool(?:kit|box)?"
    r"|(?:代码|源码)(?:地址|链接|仓库)?|项目(?:主页|页面?|地址|链接)?|主页|数据集?|模型|开源地址|链接|仓库|地址)"
)
LABEL = _any(
    r"(?:^|[\s(\[|·•,;/>*_–—-]|(?<=[。；，]))"
    + LABEL_WORD
    + rf"(?:\s?(?:,|and|&|/|\+|以及|和|与)\s?{LABEL_WORD}){{0,3}}"
    + r"[)\]】]{0,2}\s?(?:[:：](?:\s?[^\s:]{1,40}:)?|\b(?:at|on|in|via|here):?)$"
)
"""What ends in a label: "Code:", "[code]:", "Project page:", "Code and data at"; "Code: redfox:" says its name too."""
LABEL_ENDS = (":", "：", "at", "on", "in", "via", "here")
