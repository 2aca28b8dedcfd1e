"""Which due links are looked at together: what shares a domain or an address is never in two shards (pure)."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from checks.domains import domain_of
from checks.forges import FORGES
from checks.model import ForgeName, Watched

PACK = 100
"""Links of small hosts that go together: an errand costs a millisecond, whatever it holds."""

Host = tuple[str, int]
"""A host and the number of its due links."""
Page = tuple[str, ForgeName | None, list[Watched]]
"""Links that go together, with a host to name them by."""


def parted(hosts: Iterable[Host]) -> tuple[list[Host], list[Host]]:
    """Part hosts into those in a forge's domain, which stay with the coordinator and its tokens, and all others."""
    known = list(hosts)
    kept = {domain_of(host) for host, _ in known if _of_a_forge(host)}
    near: list[Host] = []
    far: list[Host] = []
    for host, number in known:
        (near if domain_of(host) in kept else far).append((host, number))
    return near, far


def groups(hosts: Iterable[Host], addresses: Mapping[str, str]) -> list[list[Host]]:
    """Put together what shares a domain or an address, directly or through others; an unknown address joins nobody."""
    leaders: dict[str, str] = {}

    def leader(one: str) -> str:
        while (above := leaders.setdefault(one, one)) != one:
            leaders[one] = leaders[above]
            one = above
        return one

    known = list(hosts)
    for host, _ in known:
        domain = f"domain {domain_of(host)}"
        if host in addresses:
            leaders[leader(domain)] = leader(f"address {addresses[host]}")
    found: dict[str, list[Host]] = {}
    for host, number in known:
        found.setdefault(leader(f"domain {domain_of(host)}"), []).append((host, number))
    return list(found.values())


def packs(grouped: Iterable[list[Host]]) -> Iterator[list[str]]:
    """Yield shards, the largest first, since they take the longest; small ones share one until it is full."""
    pack: list[str] = []
    size = 0
    for group in sorted(grouped, key=_size, reverse=True):
        if pack and size + _size(group) > PACK:
            yield pack
            pack, size = [], 0
        pack.extend(host for host, _ in group)
        size += _size(group)
    if pack:
        yield pack


def merged(pages: Iterable[Page], limit: int) -> Iterator[Page]:
    """Join pages of neighbours while they hold at most so many links: a batch goes on one errand."""
    name, forge, links = "", None, list[Watched]()
    for host, of, page in pages:
        if links and (forge is not of or len(links) + len(page) > limit):
            yield name, forge, links
            links = []
        name, forge = host, of
        links.extend(page)
    if links:
        yield name, forge, links


def _of_a_forge(host: str) -> bool:
    there = urlsplit(f"https://{host}/one/two")
    return any(forge.target(there) is not None for forge in FORGES)


def _size(group: list[Host]) -> int:
    return sum(number for _, number in group)
