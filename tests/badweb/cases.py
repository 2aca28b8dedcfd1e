"""The 64 bad inputs and servers, as one table: number, name, what it does, and the verdict that is right.

Numbers and names are those of verdicts.md, section 10. A number may have several rows: it is survived when all are.
"""

from checks.model import Fault, Flag, Reason, Signal
from tests.badweb import name_server as dns
from tests.badweb import scripts, values
from tests.badweb.case import (
    Case,
    asked,
    both,
    cookieless,
    numberless,
    read,
    saw,
    short,
    textless,
    unasked,
    untouched,
    up_to_the_cap,
    waits_a_day_at_most,
)
from tests.badweb.name_server import addresses, failing
from tests.badweb.scripts import CHUNKED, HEAD, PAGE, drip, endless, in_turn, saying, writing
from tests.badweb.server import BadServer
from tests.badweb.stages import (
    HASTY,
    Stage,
    answers,
    certified,
    closed,
    connects,
    named,
    nameless,
    old_tls,
    redirects,
    written,
)

ALIVE, LIMITED, GONE, DOUBTFUL = Signal.ALIVE, Signal.LIMITED, Signal.GONE, Signal.DOUBTFUL
UNREACHABLE, REFUSED, BLIND = Signal.UNREACHABLE, Signal.REFUSED, Signal.BLIND
OK, EMPTY, FAILED, TIMEOUT = Reason.OK, Reason.EMPTY_BODY, Reason.CONNECTION_FAILED, Reason.TIMEOUT
BAD_HTTP, REDIRECTED, LOOP = Reason.BAD_HTTP, Reason.REDIRECTED, Reason.REDIRECT_LOOP
BAD_REDIRECT, PRIVATE, BAD_URL = Reason.BAD_REDIRECT, Reason.PRIVATE_ADDRESS, Reason.BAD_URL
THROTTLED, SOFT_404, WALL, LOGIN = Reason.THROTTLED, Reason.SOFT_404, Reason.BOT_WALL, Reason.LOGIN
HANDSHAKE, DNS_FAILURE, OUTAGE = Reason.TLS_HANDSHAKE, Reason.DNS_FAILURE, Reason.OWN_OUTAGE

FLAWED, HOLLOW = frozenset({Flag.TLS}), frozenset({Flag.EMPTY})
ELSEWHERE = {
    61: "a domain for sale, then a new owner, is a matter of many looks: see what was survived",
    64: "canaries that fall silent in the middle of a batch are a matter of many links: see what was survived",
}
"""Numbers that are no matter of one link and one look, and why."""


ok = BadServer.ok
MISSING = ok(b"<title>Page not found</title><p>Sorry, there is nothing here.", Content_Type="text/html")
CHALLENGE = {"Server": "cloudflare", "cf_mitigated": "challenge", "Content_Type": "text/html"}
MOMENT = b"<title>Just a moment...</title>"
MANY = b"".join(b"X-%d: 1\r\n" % number for number in range(200))


def line(status: str, *headers: str, body: bytes = b"") -> bytes:
    """Give an answer with exactly these lines."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


def odd(*headers: str, body: bytes = b"abc") -> Stage:
    """Answer 200 with odd headers, leave the connection open."""
    return answers(line("200 OK", *headers, body=body))


CASES: tuple[Case, ...] = (
    # Connections that lead to nothing.
    Case(1, "rst_on_accept", "resets what it accepted", UNREACHABLE, FAILED, connects(scripts.reset),
         proof=saw(fault=Fault.CONNECTION_RESET)),
    Case(2, "fin_no_reply", "closes silently", UNREACHABLE, FAILED, answers(scripts.hang_up),
         proof=saw(fault=Fault.DISCONNECTED, attempts=2)),
    Case(3, "accept_silent", "never answers", UNREACHABLE, TIMEOUT, connects(scripts.silent, limits=HASTY),
         proof=saw(fault=Fault.READ_TIMEOUT)),
    Case(4, "refused", "is not there", UNREACHABLE, FAILED, closed, proof=saw(fault=Fault.CONNECTION_REFUSED)),
    # Answers that end badly.
    Case(5, "rst_after_headers", "says 200 and resets", ALIVE, OK,
         answers(in_turn(writing(HEAD + b"Content-Length: 100\r\n\r\n"), scripts.reset))),
    Case(6, "short_body", "sends 5 bytes of 100", ALIVE, OK,
         answers(saying(HEAD + b"Content-Length: 100\r\n\r\nshort")), proof=read(5)),
    Case(7, "long_body", "sends bytes after the end", UNREACHABLE, BAD_HTTP,
         answers(HEAD + b"Content-Length: 2\r\n\r\nabcdefgh")),
    Case(8, "chunked_truncated", "ends within a chunk", ALIVE, OK, answers(saying(CHUNKED + b"9\r\nshort")),
         proof=read(5)),
    Case(8, "chunked_without_end", "ends between chunks", ALIVE, OK, answers(saying(CHUNKED + b"5\r\nshort\r\n")),
         proof=read(5)),
    Case(9, "chunked_bad_size", "sends a chunk of size ZZ", UNREACHABLE, BAD_HTTP,
         answers(CHUNKED + b"5\r\nshort\r\nZZ\r\n")),
    Case(10, "zero_length_200", "sends nothing and says so", ALIVE, EMPTY, answers(ok(b"")), HOLLOW),
    # What is no HTTP, and what just is.
    Case(11, "ssh_banner", "speaks SSH", UNREACHABLE, BAD_HTTP, answers(b"SSH-2.0-OpenSSH_9.9\r\n")),
    Case(12, "binary_garbage", "sends 512 odd bytes", UNREACHABLE, BAD_HTTP, answers(bytes(range(256)) * 2)),
    Case(13, "http_0_9", "sends a body only", UNREACHABLE, BAD_HTTP, answers(b"<html>no head at all</html>")),
    Case(14, "status_999", "says 999", LIMITED, WALL, answers(ok(b"no", "999 Request denied"))),
    Case(15, "status_2000", "says 2000", UNREACHABLE, BAD_HTTP, answers(line("2000 OK"))),
    Case(15, "status_-1", "says -1", UNREACHABLE, BAD_HTTP, answers(line("-1 OK"))),
    Case(16, "no_phrase", "says 200 and no word", ALIVE, OK, answers(line("200", "Content-Length: 1", body=b"x")),
         proof=read(1)),
    Case(17, "icy", "streams music", UNREACHABLE, BAD_HTTP, answers(b"ICY 200 OK\r\nicy-name: foxes\r\n\r\n")),
    Case(18, "lf_only", "ends lines with LF", ALIVE, OK, answers(b"HTTP/1.1 200 OK\nContent-Length: 3\n\nabc")),
    Case(19, "two_lengths", "has lengths 2 and 3", UNREACHABLE, BAD_HTTP,
         odd("Content-Length: 2", "Content-Length: 3")),
    Case(20, "length_and_chunked", "smuggles", UNREACHABLE, BAD_HTTP,
         odd("Content-Length: 3", "Transfer-Encoding: chunked", body=b"3\r\nabc\r\n0\r\n\r\n")),
    Case(21, "length_negative", "has length -1", UNREACHABLE, BAD_HTTP, odd("Content-Length: -1")),
    Case(21, "length_overflow", "has length 10^23", UNREACHABLE, BAD_HTTP, odd("Content-Length: 1" + "0" * 23)),
    Case(22, "header_10_kb", "has a line of 10 kB", UNREACHABLE, BAD_HTTP, odd("X: " + "x" * 10_000)),
    Case(23, "headers_200", "has 200 headers", UNREACHABLE, BAD_HTTP, answers(b"HTTP/1.1 200 OK\r\n" + MANY + b"\r\n")),
    Case(23, "headers_endless", "never ends its head", UNREACHABLE, BAD_HTTP,
         answers(endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 100))),
    Case(24, "nul_in_name", "has NUL in a name", UNREACHABLE, BAD_HTTP, odd("X\0Y: 1")),
    Case(24, "space_in_name", "has a space in a name", UNREACHABLE, BAD_HTTP, odd("X Y: 1")),
    Case(25, "latin_1", "speaks Latin-1", ALIVE, OK,
         answers(b"HTTP/1.1 200 OK\r\nX-Cafe: cr\xe8me\r\nContent-Length: 1\r\n\r\nx"), proof=read(1)),
    Case(25, "obs_fold", "folds a line", ALIVE, OK, odd("X: one", " two", "Content-Length: 3")),
    Case(26, "endless_103", "hints for ever", UNREACHABLE, TIMEOUT,
         answers(drip(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"), HASTY)),
    Case(27, "slow_header", "sends its head in drops", UNREACHABLE, TIMEOUT,
         answers(drip(b"HTTP/1.1 200 OK\r\n", b"X"), HASTY)),
    # Bodies.
    Case(28, "slow_body", "sends its body in drops", ALIVE, OK, answers(drip(CHUNKED, b"1\r\nx\r\n"), HASTY),
         alone=True),
    Case(29, "endless_body", "never ends, in chunks", ALIVE, OK,
         answers(endless(CHUNKED, b"4000\r\n" + b"x" * 0x4000 + b"\r\n")), proof=up_to_the_cap, alone=True),
    Case(29, "endless_until_closed", "never closes", ALIVE, OK, answers(endless(HEAD + b"\r\n", b"x" * 0x4000)),
         proof=up_to_the_cap, alone=True),
    Case(30, "gzip_bomb", "packs 512 MB into 0.5", ALIVE, OK, answers(scripts.bomb("gzip", 31)),
         proof=read(262_144), alone=True),
    Case(30, "deflate_bomb", "packs 512 MB into 0.5", ALIVE, OK, answers(scripts.bomb("deflate", 15)),
         proof=read(262_144), alone=True),
    Case(31, "brotli_bomb", "packs 512 MB into 866 B", ALIVE, OK, answers(scripts.brotli_bomb), proof=up_to_the_cap,
         alone=True),
    Case(32, "gzip_that_is_not", "says gzip, sends text", ALIVE, OK,
         odd("Content-Encoding: gzip", "Content-Length: 3"), proof=saw(page=None)),
    Case(33, "unknown_coding", "says foo, sends Page not found", ALIVE, OK,
         answers(ok(b"<title>Page not found</title>", Content_Encoding="foo")), proof=textless),
    Case(33, "double_coding", "packs a page twice", ALIVE, OK, answers(scripts.twice_gzipped()), proof=textless),
    Case(34, "charset_bogus", "has a charset of its own", ALIVE, OK,
         answers(ok(PAGE, Content_Type="text/html; charset=klingon"))),
    Case(34, "charset_hex", "names a codec that is no charset", ALIVE, OK,
         answers(ok(PAGE, Content_Type="text/html; charset=hex")), proof=read(len(PAGE))),
    Case(35, "invalid_utf_8", "sends FF FE as UTF-8", ALIVE, OK,
         answers(ok(b"\xff\xfe\x80" + PAGE, Content_Type="text/html; charset=utf-8"))),
    # Redirects.
    Case(36, "redirect_loop", "leads to itself", LIMITED, LOOP, redirects("/redfox"),
         proof=both(asked(1), saw(fault=Fault.TOO_MANY_REDIRECTS))),
    Case(36, "redirect_loop_of_two", "leads there and back", LIMITED, LOOP,
         redirects("/fox", beside={"/fox": BadServer().to("/redfox")}), proof=asked(2)),
    Case(37, "redirect_ladder", "leads on and on", LIMITED, LOOP, redirects("/a", anything=scripts.ladder()),
         proof=asked(9)),
    Case(38, "no_location", "redirects without a place", DOUBTFUL, BAD_REDIRECT, answers(ok(b"", "302 Found")),
         proof=saw(fault=None, http_status=302, hops=())),
    Case(38, "empty_location", "redirects to an empty place", DOUBTFUL, BAD_REDIRECT, redirects(""),
         proof=saw(fault=None, http_status=302, hops=())),
    *(Case(39, f"to_{url.partition(':')[0]}", "leads off the web", DOUBTFUL, BAD_REDIRECT, redirects(url),
           proof=asked(1))
      for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://acme.test/")),
    *(Case(40, name, "leads to what is no address", DOUBTFUL, BAD_REDIRECT, redirects(url), proof=asked(1))
      for name, url in (("bad_port", "http://acme.test:99999/"), ("bad_host", "http://[::zz]/"),
                        ("number", "http://2130706433/"), ("userinfo", "http://user:hush@127.0.0.1:PORT/"))),
    Case(41, "location_with_cr", "has CR in its place", UNREACHABLE, BAD_HTTP, redirects("/a\rX: y")),
    Case(41, "location_9_kb", "has a place of 9 kB", UNREACHABLE, BAD_HTTP, redirects("/" + "x" * 9000)),
    Case(41, "location_utf_8", "has letters in its place", ALIVE, REDIRECTED, redirects("/\u72d0", anything=ok(PAGE))),
    Case(41, "location_latin_1", "has Latin-1 in its place", ALIVE, REDIRECTED,
         answers(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /caf\xe9\r\n\r\n",
                 beside={"/caf%E9": ok(PAGE)})),
    Case(41, "location_space", "has a space in its place", ALIVE, REDIRECTED, redirects("/a fox", anything=ok(PAGE))),
    *(Case(42, f"to_{place}", "leads to a private address", REFUSED, PRIVATE,
           redirects(f"http://{place}/"), proof=asked(1))
      for place in ("127.0.0.1", "127.0.0.1:1", "10.0.0.1", "169.254.169.254", "[::1]", "0.0.0.0",
                    "[::ffff:127.0.0.1]", "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460")),
    Case(42, "to_1.1.1.1:25", "leads to an odd port", REFUSED, Reason.ODD_PORT, redirects("http://1.1.1.1:25/"),
         proof=asked(1)),
    Case(43, "to_private_name", "leads to localhost", REFUSED, PRIVATE, redirects("http://localhost/")),
    # Addresses in disguise.
    Case(44, "dns_rebinding", "is public, then private", REFUSED, PRIVATE,
         named(dns.in_turn(["127.0.0.1"], ["10.0.0.1"]), looks=2), proof=asked(1)),
    Case(44, "dns_mixed", "is private and public", ALIVE, OK, named(addresses("10.0.0.1", "127.0.0.1")),
         proof=asked(1)),
    *(Case(44, f"dns_{'_'.join(places)}", "is private everywhere", REFUSED, PRIVATE, named(addresses(*places)),
           proof=both(untouched, saw(attempts=1)))
      for places in (["10.0.0.1"], ["127.0.0.9"], ["10.0.0.1", "192.168.0.1"], ["10.0.0.1", "fe80::1"],
                     ["::1", "fd00::1"])),
    *(Case(45, f"host_{host}", "is a number", REFUSED, BAD_URL, written(f"http://{host}:PORT/"), proof=unasked)
      for host in ("0x7f000001", "2130706433", "0177.0.0.1", "127.1", "0", "127.0.0.0x1")),
    *(Case(45, f"host_{host}", "is loopback", REFUSED, PRIVATE, written(f"http://{host}/"), proof=untouched)
      for host in ("\u2460\u2461\u2466.\u24ea.\u24ea.\u2460", "[::ffff:7f00:1]", "0.0.0.0", "[::]", "[::1]",
                   "127\u30020\u30020\u30021", "[64:ff9b::7f00:1]")),
    # Statuses.
    Case(46, "429_soon", "wants to be asked again soon", BLIND, THROTTLED,
         answers(ok(b"", "429 Too Many Requests", Retry_After="soon")), proof=waits_a_day_at_most),
    Case(47, "429_for_ever", "wants 10^9 seconds", BLIND, THROTTLED,
         answers(ok(b"", "429 Too Many Requests", Retry_After="1000000000")), proof=waits_a_day_at_most),
    Case(47, "429_past", "names a day long past", BLIND, THROTTLED,
         answers(ok(b"", "429 Too Many Requests", Retry_After="Mon, 01 Jan 2001 00:00:00 GMT")),
         proof=waits_a_day_at_most),
    Case(48, "405_on_head", "answers GET only", ALIVE, OK,
         answers(ok(PAGE), beside={"HEAD /redfox": ok(b"", "405 Method Not Allowed")}), proof=asked(1)),
    Case(49, "204", "has no content", ALIVE, EMPTY, answers(line("204 No Content")), HOLLOW),
    Case(49, "304", "has not changed, unasked", ALIVE, OK, answers(line("304 Not Modified"))),
    Case(49, "101", "switches protocols, unasked", UNREACHABLE, BAD_HTTP,
         answers(line("101 Switching Protocols", "Upgrade: fox", "Connection: upgrade"))),
    Case(49, "407", "is a proxy, unasked", LIMITED, Reason.FORBIDDEN,
         answers(ok(b"", "407 Proxy Authentication Required"))),
    Case(49, "425", "is too early", BLIND, THROTTLED, answers(ok(b"", "425 Too Early"))),
    Case(50, "cookie_bomb", "sets sixty cookies of 3 kB", ALIVE, REDIRECTED,
         answers(scripts.cookie_bomb(), beside={"/page": ok(PAGE)}), proof=cookieless, alone=True),
    # TLS.
    Case(51, "cert_expired", "has an old certificate", ALIVE, OK, certified(days=-1), FLAWED,
         saw(tls_defect="expired", attempts=1)),
    *(Case(51, f"cert_for_{host}", "has another's certificate", ALIVE, OK, certified(host), FLAWED,
           saw(tls_defect="wrong_host", attempts=1)) for host in ("acme.test", "127.0.0.2")),
    Case(51, "cert_unknown_ca", "vouches for itself", ALIVE, OK, certified(trusted=False), FLAWED,
         saw(tls_defect="unknown_issuer")),
    Case(52, "tls_1_0_only", "speaks TLS 1.0 only", UNREACHABLE, HANDSHAKE, old_tls),
    Case(53, "tls_to_plain", "answers TLS in plain", UNREACHABLE, HANDSHAKE, connects(saying(ok(PAGE)), "https")),
    Case(53, "plain_to_tls", "answers plain in TLS", UNREACHABLE, FAILED, certified(scheme="http")),
    Case(54, "tls_silent", "is silent in the handshake", UNREACHABLE, TIMEOUT,
         connects(scripts.silent, "https", HASTY), proof=saw(fault=Fault.CONNECT_TIMEOUT, attempts=2)),
    Case(54, "tls_fin", "hangs up in the handshake", UNREACHABLE, HANDSHAKE, connects(scripts.finish, "https")),
    Case(54, "tls_rst", "resets in the handshake", UNREACHABLE, FAILED, connects(scripts.reset, "https")),
    # Names.
    Case(55, "nxdomain", "is no name", GONE, Reason.DOMAIN_GONE, named(failing(dns.NXDOMAIN))),
    Case(56, "servfail", "cannot be named now", UNREACHABLE, DNS_FAILURE, named(failing(dns.SERVFAIL))),
    Case(56, "dns_refused", "will not be named", UNREACHABLE, DNS_FAILURE, named(failing(dns.REFUSED))),
    Case(56, "dns_notimp", "is asked too much", UNREACHABLE, DNS_FAILURE, named(failing(dns.NOTIMP))),
    Case(56, "dns_silent", "has a silent name server", UNREACHABLE, DNS_FAILURE, named(dns.silence)),
    Case(56, "dns_garbage", "has a babbling one", UNREACHABLE, DNS_FAILURE, named(dns.garbage)),
    Case(56, "dns_ours_down", "cannot be asked: ours is down", BLIND, OUTAGE, nameless),
    Case(57, "nodata", "is a name without address", DOUBTFUL, Reason.NO_ADDRESS, named(failing(dns.NO_ERROR))),
    Case(57, "cname_loop", "is another name for itself", DOUBTFUL, Reason.NO_ADDRESS, named(dns.alias("acme.test"))),
    Case(57, "dns_zero", "is 0.0.0.0", REFUSED, PRIVATE, named(addresses("0.0.0.0", "::")), proof=untouched),
    # Multicast cannot be connected to: the kernel answers as it does where there is no IPv6, and sends nothing.
    Case(57, "aaaa_only", "has IPv6 only, and we have none", BLIND, OUTAGE,
         named(addresses("ff01::1"), allowed=["ff01::/16"]), alone=True),
    # Pages that are not what they seem.
    Case(58, "soft_404", "says missing of any path, with 200", DOUBTFUL, SOFT_404, answers(MISSING, anything=MISSING),
         proof=asked(2)),
    Case(58, "hard_404", "says missing of one page only", ALIVE, OK, answers(MISSING), proof=asked(2)),
    Case(59, "home_redirect", "leads any path home", DOUBTFUL, SOFT_404,
         redirects("/", beside={"/": ok(PAGE)}, anything=BadServer().to("/"))),
    Case(59, "login_redirect", "leads to a login", LIMITED, LOGIN, redirects("/login?next=x", anything=ok(PAGE))),
    Case(59, "sso_redirect", "leads to an accounts host", LIMITED, LOGIN,
         redirects("http://accounts.acme.test:PORT/", anything=ok(PAGE))),
    Case(59, "consent_redirect", "leads to a consent host", LIMITED, LOGIN,
         redirects("http://consent.acme.test:PORT/m?continue=x", anything=ok(PAGE))),
    Case(59, "consent_path", "leads to a page of consent", LIMITED, LOGIN,
         redirects("/consent?continue=x", anything=ok(PAGE))),
    Case(60, "challenge_403", "wants a browser", LIMITED, WALL, answers(ok(MOMENT, "403 Forbidden", **CHALLENGE))),
    Case(60, "challenge_503", "wants a browser, the old way", LIMITED, WALL,
         answers(ok(MOMENT, "503 Service Unavailable", Server="cloudflare"))),
    # Poison.
    Case(62, "empty_label", "has a name that is none", REFUSED, BAD_URL, written("http://a..b:PORT/"), proof=untouched),
    Case(62, "label_of_70", "has a name that is none", REFUSED, BAD_URL, written(f"http://{'a' * 70}.test:PORT/"),
         proof=untouched),
    *(Case(62, name, "is no URL", REFUSED, BAD_URL, written(url), proof=unasked) for name, url in (
        ("ftp", "ftp://127.0.0.1:PORT/x"), ("no_host", "http:///x"), ("port_99999", "http://acme.test:99999/"),
        ("backslash", "http://127.0.0.1:PORT\\@acme.test/"), ("space", "http://ac me.test/"),
        ("crlf", "http://127.0.0.1:PORT/\r\nX: y"), ("no_scheme", "//127.0.0.1:PORT/"),
        ("surrogate", "http://127.0.0.1:PORT/\ud800"), ("10_kb", "http://127.0.0.1:PORT/" + "x" * 10_000))),
    *(Case(62, name, "carries a user", REFUSED, Reason.SECRET_IN_URL, written(url), proof=unasked) for name, url in (
        ("user", "http://user@127.0.0.1:PORT/"), ("password", "http://user:hush@127.0.0.1:PORT/"))),
    Case(63, "poisoned_title", "has a title of scripts and controls", ALIVE, OK, answers(values.poisoned_page()),
         proof=short),
    Case(63, "poisoned_record", "has 2^63 stars and NaN forks", ALIVE, OK, values.record(values.POISONED),
         proof=numberless),
    Case(63, "depth_bomb", "has a record 100,000 deep", BLIND, Reason.FORGE_DOWN, values.record(values.TOO_DEEP)),
)  # fmt: skip
"""The table."""
