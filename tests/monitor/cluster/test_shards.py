"""Which hosts go together: a domain or an address is in one shard, and forges stay at home."""

from checks.model import Health, Kind, Link, LinkState, Watched
from monitor.cluster.shards import PACK, groups, merged, packs, parted


def page(host, *numbers):
    return (
        host,
        None,
        [Watched(Link(n, f"https://{host}/{n}", Kind.PAGE, host), LinkState(Health.UP)) for n in numbers],
    )


def test_forges_and_all_of_their_domain_stay_with_the_coordinator():
    hosts = [(host, 1) for host in ("acme.example", "github.com", "gitlab.fox.org", "www.fox.org", "redfox.github.io")]
    near, far = parted(hosts)
    assert [host for host, _ in near] == ["github.com", "gitlab.fox.org", "www.fox.org"]
    assert [host for host, _ in far] == ["acme.example", "redfox.github.io"]


def test_hosts_of_one_domain_are_one_group():
    hosts = [("a.fox.org", 1), ("owl.net", 2), ("b.fox.org", 3)]
    assert groups(hosts, {}) == [[("a.fox.org", 1), ("b.fox.org", 3)], [("owl.net", 2)]]


def test_domains_that_share_an_address_are_one_group_through_others_too():
    hosts = [("a.fox.org", 1), ("owl.net", 1), ("b.fox.org", 1), ("elk.net", 1), ("hen.net", 1)]
    addresses = {"a.fox.org": "1.1.1.1", "owl.net": "1.1.1.1", "b.fox.org": "2.2.2.2", "elk.net": "2.2.2.2"}
    assert groups(hosts, addresses) == [hosts[:4], hosts[4:]]


def test_large_groups_come_first_and_small_ones_share_a_shard():
    grouped = [
        [("small.net", 1)],
        [("large.net", PACK), ("large.org", 5)],
        [("middle.net", PACK - 1)],
        [("tiny.net", 1)],
    ]
    assert list(packs(grouped)) == [["large.net", "large.org"], ["middle.net", "small.net"], ["tiny.net"]]


def test_pages_of_neighbours_are_joined_up_to_a_limit():
    joined = list(merged([page("a.net", 1, 2), page("b.net", 3), page("c.net", 4, 5)], 3))
    assert [[watched.link.id for watched in links] for _, _, links in joined] == [[1, 2, 3], [4, 5]]
