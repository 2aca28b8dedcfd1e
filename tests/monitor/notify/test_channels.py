"""Channels are read from an owner's configuration, and what is wrong with one is said without its secrets."""

import pytest

from checks.errors import SettingsError
from monitor.notify.channels import Channel, ChannelKind, channels_from
from monitor.settings import settings_from

HOOK = {"kind": "webhook", "url": "https://hooks.acme.test/s3cr3t", "secret": "$HOOK_SECRET"}


def test_a_channel_may_take_its_values_from_variables():
    [channel] = channels_from({"team": HOOK}, {"HOOK_SECRET": "whsec_Zm94"})
    assert channel == Channel("team", ChannelKind.WEBHOOK, "https://hooks.acme.test/s3cr3t", "whsec_Zm94")


def test_a_channel_shows_no_secret_when_it_is_printed():
    [channel] = channels_from({"team": HOOK}, {"HOOK_SECRET": "fox"})
    assert "s3cr3t" not in repr(channel)
    assert "fox" not in repr(channel)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("https://hooks.acme.test", "needs kind and url"),
        ({"kind": "webhook"}, "needs kind and url"),
        ({**HOOK, "colour": "red"}, "unknown key 'colour'"),
        ({**HOOK, "kind": "pigeon"}, "kind must be one of webhook, slack, discord, apprise"),
        ({**HOOK, "url": 7}, "url must be a text"),
        ({**HOOK, "url": "ftp://s3cr3t"}, "must be an address that begins with https://"),
        ({**HOOK, "url": "$NOWHERE"}, "no such variable is set"),
        ({**HOOK, "followed": "yes"}, "followed must be true or false"),
        ({**HOOK, "kind": "slack"}, "only a webhook is signed"),
    ],
)
def test_a_mistake_is_named_with_its_channel(told, said):
    with pytest.raises(SettingsError, match=r"\[notify.team\]") as caught:
        channels_from({"team": told}, {"HOOK_SECRET": "fox"})
    assert said in str(caught.value)
    assert "s3cr3t" not in str(caught.value)


def test_channels_stand_in_a_configuration_and_never_in_one_that_was_merely_found(tmp_path):
    config = tmp_path / "linkpulse.toml"
    config.write_text('[notify.team]\nkind = "slack"\nurl = "https://hooks.acme.test/x"\n')
    assert [channel.name for channel in settings_from({}, {}, config=config).notify] == ["team"]
    with pytest.raises(SettingsError, match="merely found"):
        settings_from({}, {}, found=config)
