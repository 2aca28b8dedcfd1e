"""Links of one host that are led to one place are counted, each path once."""

from checks.probers.crowds import Crowds


def test_each_path_of_a_host_counts_once() -> None:
    crowds = Crowds()
    urls = ["https://acme.test/red", "https://acme.test/red/", "https://acme.test/blue", "https://acme.test/arctic"]
    assert [crowds.led(url, "https://foxes.test/") for url in urls] == [1, 1, 2, 3]


def test_other_hosts_and_other_places_are_other_crowds() -> None:
    crowds = Crowds()
    crowds.led("https://acme.test/red", "https://foxes.test/")
    assert crowds.led("https://owls.test/barn", "https://foxes.test/") == 1
    assert crowds.led("https://acme.test/blue", "https://foxes.test/blue") == 1


def test_who_only_changes_its_scheme_is_led_nowhere() -> None:
    crowds = Crowds()
    assert [crowds.led(f"http://acme.test/?p={n}", f"https://acme.test/?p={n}") for n in range(4)] == [1, 1, 1, 1]


def test_a_crowd_is_counted_no_further_than_it_matters() -> None:
    crowds = Crowds()
    assert [crowds.led(f"https://acme.test/{n}", "https://foxes.test/") for n in range(9)][-1] == 3
