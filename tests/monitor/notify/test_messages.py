"""One digest in the shape of each channel; strangers' titles stay text in all of them."""

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.formats import APART, Item, Section
from monitor.notify.channels import Channel, ChannelKind
from monitor.notify.messages import message, subject, text

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
FOX = Item("1", "Red <Fox> & *Friends* @everyone", "https://github.com/acme/redfox", "none → present", "2026-04-20")
RELEASED = [Section("code_released", "Released", (FOX,), 1)]


def sent(kind, sections=RELEASED, secret=None):
    return message(Channel("team", kind, "https://hooks.acme.test/", secret), sections, "msg_1", NOON)


def test_a_webhook_gets_the_news_as_data():
    body = json.loads(sent(ChannelKind.WEBHOOK).body)
    assert (body["id"], body["timestamp"]) == ("msg_1", "2026-04-20T12:00:00+00:00")
    [news] = body["data"]["news"]
    assert (news["kind"], news["url"], news["title"]) == ("code_released", FOX.url, FOX.title)


@pytest.mark.parametrize(("secret", "key"), [("whsec_Zm94", b"fox"), ("fox", b"fox"), ("whsec_%", b"whsec_%")])
def test_a_webhook_is_signed_as_the_standard_says(secret, key):
    made = sent(ChannelKind.WEBHOOK, secret=secret)
    signed = f"{made.headers['webhook-id']}.{made.headers['webhook-timestamp']}.".encode() + made.body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert made.headers["webhook-signature"] == f"v1,{expected}"


def test_a_webhook_without_a_secret_bears_no_signature():
    assert "webhook-signature" not in sent(ChannelKind.WEBHOOK).headers


def test_slack_gets_a_linked_line_that_mentions_nobody():
    said = json.loads(sent(ChannelKind.SLACK).body)["text"]
    assert "<https://github.com/acme/redfox|Red &lt;Fox&gt; &amp; *Friends* @everyone>" in said
    assert said.startswith("linkpulse: 1 released\n")


def test_discord_gets_plain_text_that_mentions_nobody():
    body = json.loads(sent(ChannelKind.DISCORD).body)
    assert body["allowed_mentions"] == {"parse": []}
    assert r"Red \<Fox\> & \*Friends\* \@everyone" in body["content"]
    assert "<https://github.com/acme/redfox>" in body["content"]


@pytest.mark.parametrize(
    ("kind", "key", "most"), [(ChannelKind.SLACK, "text", 4000), (ChannelKind.DISCORD, "content", 2000)]
)
def test_a_long_digest_is_cut_between_lines_and_says_so(kind, key, most):
    many = [Section("died", "Died", (FOX,) * 200, 200)]
    said = json.loads(sent(kind, many).body)[key]
    assert len(said) <= most
    kept = said.count("Died:")
    assert said.endswith(f"… and {200 - kept} more")


def test_plain_text_has_a_line_for_each_piece_of_news():
    line = f"Released: Red <Fox> & *Friends* @{APART}everyone (none → present) https://github.com/acme/redfox"
    assert text(RELEASED) == line
    assert subject(RELEASED) == "linkpulse: 1 released"


@pytest.mark.parametrize("called", ["@everyone", "<@42>", "<!channel>", "<#42>", "@ada@acme.test"])
def test_plain_text_calls_nobody_on_whatever_service_and_is_one_line(called):
    said = text([Section("died", "Died", (replace(FOX, title=f"Red Fox\nDied: {called}"),), 1)])
    assert called not in said
    assert said.replace(APART, "").count(called) == 1
    assert "\n" not in said
