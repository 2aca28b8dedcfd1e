"""The words by which papers say that something of theirs is released, promised, on request, or kept back: tables.

How they are weighed against each other is decided in `checks/claims.py`. Every pattern sees one clause of a sentence
in lower case whose links are hidden behind `LINK`; gaps are bounded, so that all are linear. Rules: claims.md, sections 1 and 6.
"""

import re

from checks.finding import LINK


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.VERBOSE)


URL = rf"{LINK}+"

NO_ARTIFACT = _pattern(
    r"""
    (?:papers?|articles?|manuscripts?|reports?|results?|proceedings|details|findings|outcomes|appendix|supplement\w*)
    (?:\ \w+){0,2}\ (?:will|shall)\b
    """
)
"""Subjects that are published too, but are no artifact."""

# ── Adverbs and states ───────────────────────────────────────────────────────────────────────────

ADVERBS = r"(?:\s(?!not\b)[a-z]+(?:ly)?,?){0,4}?"
OFTEN = r"(?:\s(?:[a-z]+ly|also|soon|then|further|to|be|able|all|both|the|our|an?)\b,?){0,4}?"
"""What may stand between "we will" and its verb."""
SURE = (
    r"(?:(?:publicly|freely|openly|fully)[-\s](?:and\s\w+\s)?(?:avail\w+|accessible|released|shared|open)"
    r"|released?\b|open[- ]?sourc\w+|opened|published|public\b|publici[sz]ed|open[- ]access\w*|made\s(?:public|open)|on\s(?:our\s)?github)"
)
"""States that are said of little else than artifacts."""
LIKELY = r"(?:avail\w+|accessible|provided|shared|online|uploaded|hosted|posted|downloadable|distributed|published|integrated|included|added|here)"
"""States that are said of much else too: they need an artifact, a link or an audience beside them."""
ACTS = r"(?:re-?leas(?:e|ing)|open[- ]?sourc(?:e|ing)|open\s(?:up|sourcing)|publici[sz]e|publish(?:ing)?|opening)"
LIKELY_ACTS = r"(?:shar(?:e|ing)|provid(?:e|ing)|mak(?:e|ing)|upload(?:ing)?|distribut(?:e|ing)|contribut(?:e|ing)|host(?:ing)?|put(?:ting)?|offer(?:ing)?)"  # noqa: E501 - one list
AUDIENCE = _pattern(
    r"""
    \bpublic(?:ly)?\b | \bcommunity\b | \bonline\b | \bgithub\b | \bhugging\ ?face\b | \bopen[- ](?:ly|access|source\w*)\b
    | \b(?:for|to\ facilitate|to\ foster|to\ support|to\ promote)\ (?:future|further|the)?\ ?research | \blicen[cs]e\b
    | \bour\ (?:web\ ?site|project|page|home\ ?page)\b | \bdownload\w*\b | \breproduc\w+
    """
)

# ── Claims ───────────────────────────────────────────────────────────────────────────────────────

FUTURE = (
    rf"\b(?:will|shall|would|'ll|is\sto|are\sto|going\sto|yet\sto|planned\sto|expected\sto|scheduled\sto)\b{ADVERBS}"
)
WE_PROMISE = _pattern(
    rf"""
    \b(?:we|authors)\b(?:\s[a-z]+){{0,3}}?\s(?:will|shall|would|plan|intend|aim|hope|promise|commit|pledge|wish)\b
      {OFTEN}\s{ACTS}
    | \bwe'll{OFTEN}\s{ACTS}
    """
)
"""Promises, even of things that no word here names."""
PROMISED_SURELY = _pattern(
    rf"""
    {FUTURE}\s(?:be|become|get)\b{ADVERBS}\s{SURE}
    | \b(?:committed|commitment|plans?|planned|planning|intend|intention|aim|prepar\w+|scheduled|ready|queued)
      \s(?:to|for|on)\s(?:\w+\s){{0,2}}?(?:{ACTS}|release)
    | \b(?:planned|upcoming|forthcoming|future|pending)\s(?:public\s)?release
    | \bcoming\s(?:very\s)?soon\b | \bnot\s(?:been\s)?(?:yet\s)?(?:released|public|available|open-?sourced)\s?yet\b
    | \bnot\syet\s(?:been\s)?(?:released|public\w*|available|open-?sourced|uploaded|ready)\b
    | \bto\sbe\s(?:released|announced|open-?sourced|published)\b(?!\s(?:by|from|into)) | \bstay\stuned\b | \btb[ad]\b
    | \b(?:release|code|data|dataset|models?)\s(?:is\s|are\s)?(?:pending|forthcoming|in\spreparation|underway)\b | 🚧 | ⏳
    | 敬请期待 | 尚未(?:开源|发布|公开) | (?:将|即将|计划|后续|稍后|尽快|待|会|录用后|接收后|发表后).{{0,16}}(?:开源|发布|公开|放出|上传|上线|开放)
    """
)
"""Promises if an artifact, a name, a link or an audience is named with them."""
PROMISED_LIKELY = _pattern(
    rf"""
    {FUTURE}\s(?:be|become|get)\b{ADVERBS}\s(?:made\s)?{LIKELY}
    | \b(?:will|shall)\b{ADVERBS}\s(?:follow|appear|come|go\slive)\b
    | \b(?:we|authors)\b(?:\s[a-z]+){{0,3}}?\s(?:will|shall|would|plan|intend|promise|commit)\b{OFTEN}\s{LIKELY_ACTS}
    | \b(?:committed|commitment)\sto\s{LIKELY_ACTS}
    | \b(?:released|available|published|public|shared|open-?sourced?|out)\s(?:very\s)?(?:soon|shortly)\b
    | \b(?:avail\w+|released?|public|shared|open-?sourced|accessible)\b(?:\s[a-z]+){{0,2}}?\s(?:upon|after|once|following)\s
      (?!request|reasonable)(?:[a-z]+\s){{0,5}}?(?:accept\w*|publi\w+|review\w*|approval|completion|anonym\w+)
    | \bis\scoming\b | \bin\sthe\s(?:near\s)?future\b(?=.{{0,40}}\brelease)
    """
)
"""The same with weaker words."""
RELEASED_SURELY = _pattern(
    rf"""
    \bwe(?:\s(?!will|shall|would|plan|intend|hope|can|could|do|did|may|not|never)[a-z]+,?){{0,3}}?\s
      (?:re-?lease[ds]?|open[- ]?source[ds]?|publicly\s(?:share|provide)[ds]?|publici[sz]e[ds]?|have\s(?:released|open-?sourced))\b
    | \bwe(?:\s[a-z]+){{0,2}}?\s(?:make|made)\b.{{1,120}}?\s(?:public(?:ly)?|available|open|accessible)\b
    | \bwhich\swe(?:\s[a-z]+){{0,2}}?\s(?:make|release|open-source)\b
    | \b(?:by|and|also|,)\s(?:releasing|open-?sourcing)\s(?:a|an|the|our|all|both)\b
    | \b(?:is|are|was|were|been|being)\b{ADVERBS}\s(?:released|open[- ]?sourced|avail\w+|published|provided|distributed)\b
      (?:\s[a-z]+){{0,4}}?\sunder\b.{{0,40}}\blicen[cs]e
    | \b(?:is|are|has\sbeen|have\sbeen)\b{ADVERBS}\s(?:publicly|freely|openly)[-\s](?:and\s\w+\s)?(?:available|accessible|released|shared)\b
      (?!\s(?:[a-z]+\s)?(?:data|datasets|benchmarks|models|corpora|sources|information)\b)
    | \bopen[- ]?sourced?\s(?:at|on|in|via|here)\b
    | 已(?:经)?.{{0,6}}(?:开源|公开|发布|放出|上线) | (?:均|现|现已|全部)(?:已)?(?:开源|公开|发布)
    """
)
LICENSED = _pattern(r"\bunder\b.{0,40}\blicen[cs]e")
"""Releases of whatever is named: an artifact, a name, or under a licence something that a pronoun stands for."""
RELEASED_LIKELY = _pattern(
    rf"""
    \b(?:is|are|'s|has\sbeen|have\sbeen|was|were)\b{ADVERBS}\s(?:{SURE}|{LIKELY}|{LINK}+|at\b)
    | \bcan\s(?:also\s)?be\s(?:\w+ly\s)?(?:found|accessed|downloaded|obtained|viewed|seen|reached|browsed|reproduced|used)\b
    | \b(?:found|available|accessible|released|hosted|located|provided|obtained|downloaded)\s(?:\w+\s)?(?:at|on|from|in|via|here|under)\b
    | \b(?:see|visit|check|refer\sto|go\sto|find|get|access|download|browse)\b.{{0,80}}?{URL}
    | \bwe(?:\s[a-z]+){{0,2}}?\s(?:provide|share|publish|host|maintain|upload|offer|give|include)[sd]?\b
    | \bavail\w+\b | \breleased?\b | 可在 | 可从 | 见 | 获取 | 开源(?:于|在|地址)? | 发布(?:于|在) | 公开(?:于|在)
    """
)
"""Releases if a link stands with them, or if the authors' own artifact is their subject."""
ON_REQUEST = _pattern(
    r"""
    \b(?:up)?on\s(?:[a-z]+\s){0,3}request\b | \bby\s(?:email|contacting)\b | \bcan\sbe\srequested\b
    | \b(?:contact|e-?mail)\s(?:the|us|corresponding)\b.{0,30}\b(?:for|to\sobtain|to\sget|to\saccess)\b
    | \bapply\s(?:for\saccess|to\saccess)\b | \brequest\saccess\b | 申请获取 | 联系作者
    """
)
REFUSED = _pattern(
    r"""
    \b(?:can|could|will|may|are|is|do|does|did|would)\s?(?:not|n't|never)\s(?:be\s)?(?:able\sto\s)?(?:publicly\s|made\s|currently\s|to\s)*
      (?:share|release|publi|open|available|avail|provide|access|distribut)\w*(?!\w*\syet)
    | \bno\s(?:\w+\s){0,3}(?:is|are)\s(?:\w+ly\s)?available\b | \b(?:unavailable|inaccessible)\b
    """
)
SUPPLEMENT = _pattern(
    r"""\b(?:in|as|with|of|to)\s(?:the\s|our\s|part\sof\s)*(?:the\s)?(?:supplement\w*|appendi\w+|submission|zip)\b | 补充材料"""
)
FOREIGN = _pattern(
    r"""
    \b(?:if|when|whenever|where|since|because|unless|assuming|although\sno|provided\sthat)\b[^,]{0,60}\bavailable\b
    | \breadily\s(?:\w+\s)?available\b | \bavailable\s(?:to\s(?:them|it|the\s(?:agent|model|robot|user)s?)|during|only)\b
    | \bonly\savailable\b | \b(?:recently|previously|newly)\sreleased\b | \bmore\s(?:information|details)\b
    """
)
"""Availability in another sense: of others' things, at run time, or of nothing in particular."""

# ── Labels ───────────────────────────────────────────────────────────────────────────────────────

LABEL_WORD = (
    r"(?:(?:official|source|training|our|the|pytorch|inference|demo|pretrained|pre-trained|github|project|link\sto(?:\sthe)?)\s)*"
    r"(?:codes?|github|repo(?:sitory)?|implementation|software|project(?:[\s-]?(?:page|web[\s-]?site|site|link|home\s?page))?"
    r"|(?:video\s)?results|web[\s-]?(?:site|page)|home[\s-]?page|page|site|demos?|videos?|data(?:[\s-]?sets?)?|benchmarks?|models?|weights|checkpoints?"
    r"|resources?|materials?|hugging\s?face|artifacts?|links?|url|available(?:\sat|\son|\shere)?|downloads?|tool(?:kit|box)?"
    r"|代码(?:地址|链接|仓库)?|源码|项目(?:主页|页面?|地址|链接)?|主页|数据集?|模型|开源地址|链接|仓库|地址)"
)
LABEL = _pattern(
    rf"""
    (?:^|[\s(\[|·•,;/>*_–—-]|(?<=[。；，]))
    {LABEL_WORD}(?:\s?(?:,|and|&|/|\+|以及|和|与)\s?{LABEL_WORD}){{0,3}}
    \s?(?:[:：]|(?:\s?(?:at|on|in|via|here))\b:?)[\s(<\[*"'“‘`]*$
    """
)
"""A label right before a link: "Code:", "Project page:", "Code and data at"."""
PAGE_IS = _pattern(
    rf"""\b(?:pages?|(?:web\s?)?sites?|url|links?|blog|demo|videos?)\s(?:is|are)\s?(?:here)?[\s:(<]{{0,3}}{URL}"""
)
"""Names a page and says nothing of a release: "Our project website is …"."""
OWN = _pattern(
    r"""
    ^\W*(?:and\ |but\ )?(?:(?:all|both|the|our|this|these|its|a|an|any|full|complete|implementation|source|associated|corresponding|collected
    |and|of|testing|training|trained)\s|,\s?)*(?:source\s)?(?:codes?|implementations?|software|data|datasets?|models?|weights|
    benchmarks?|scripts?|checkpoints?|repository|toolkit|library|package|framework)\b
    | \bour\s(?:[\w-]+\s){0,3}?(?:codes?|implementations?|software|data|datasets?|models?|weights|benchmarks?|scripts?|tools?)\b
    """
)
"""A subject that is the authors' own: "The code …", "Our …"."""
