"""Which hosts belong together: the registrable domain, by the public suffix list (publicsuffix.org).

Only the suffixes of registries count, not those that companies hand out: all of `*.github.io` is one owner's servers,
and is asked and judged as such.
"""

from functools import cache, lru_cache
from ipaddress import ip_address

from publicsuffixlist import PublicSuffixList


@lru_cache(maxsize=4096)
def domain_of(host: str) -> str:
    """Return the registrable domain of a host in lower case; an address or a bare suffix stands for itself."""
    name = host.strip("[]").rstrip(".").lower()
    if _is_address(name):
        return name
    return _suffixes().privatesuffix(name) or name


@cache
def _suffixes() -> PublicSuffixList:
    """The list is parsed where it is first needed: that takes longer than most commands."""
    return PublicSuffixList(only_icann=True)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
