"""Credentials that people leave in URLs: telling them, and masking them before anything is stored or shown."""

import re

SECRET_NAMES = re.compile(
    r"(?:[\w-]+[-_])?(?:token|api[-_]?key|secret|password|passwd|pwd|signature|credentials?|security[-_]?token)"
    r"|key|sig|auth|pass|access[-_]?key|private[-_]?key|authkey|apikey|jwt|sas|bearer|session(?:id)?",
    re.IGNORECASE,
)
"""Names of parameters whose value opens something; `X-Amz-Signature` and `access_token` are among them."""
SECRET_VALUES = re.compile(r"(?:gh[opusr]_|github_pat_|glpat-|hf_|sk-|xox[abp]-|AKIA)[\w-]{12,}|\*\*\*")
"""Tokens that are known by their first letters, under whatever name; and what `masked` has left of one."""
MASK = "***"

USER = re.compile(r"^([a-z][a-z0-9+.-]{0,20}://)([^/?#@]*)@", re.IGNORECASE)
PARAMETER = re.compile(r"(?<=[?&;#])([^=&;#?]{1,64})=([^&;#]*)")
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{0,20}://\S+", re.IGNORECASE)
HARMLESS_USERS = frozenset({"git", ""})


def has_secret(url: str) -> bool:
    """Tell whether a URL holds a credential: a user before the host, a parameter named like one, a known token."""
    user = USER.match(url)
    if user and user[2] not in HARMLESS_USERS:
        return True
    return any(_is_secret(name, value) for name, value in PARAMETER.findall(url))


def masked(url: str) -> str:
    """Return the URL with every credential replaced by `***`; it still counts as holding one."""
    url = USER.sub(lambda user: user[0] if user[2] in HARMLESS_USERS else f"{user[1]}{MASK}@", url)
    return PARAMETER.sub(lambda found: f"{found[1]}={MASK}" if _is_secret(*found.groups()) else found[0], url)


def masked_text(text: str) -> str:
    """Return a text with every credential in its URLs replaced by `***`."""
    return ADDRESS.sub(lambda address: masked(address[0]), text)


def _is_secret(name: str, value: str) -> bool:
    return bool(value) and bool(SECRET_NAMES.fullmatch(name) or SECRET_VALUES.search(value))
