"""Which web addresses are papers, badges, licences, social pages or people: tables of hosts and paths.

Repositories are told by `checks/forges`; everything that no table names is a page.
"""

import re
from urllib.parse import SplitResult

from checks.forges.paths import words
from checks.model import Kind

HOSTS: dict[Kind, frozenset[str]] = {
    Kind.PAPER: words("""
        aaai.org aclanthology.org aclweb.org acm.org alphaxiv.org annualreviews.org aps.org ar5iv.org arxiv.org
        biomedcentral.com biorxiv.org cambridge.org cell.com chemrxiv.org deeplearn.org doi.org ecva.net eprint.iacr.org
        frontiersin.org hal.science hdl.handle.net hindawi.com ieee.org ijcai.org inspirehep.net iop.org
        isca-archive.org isca-speech.org jmlr.org jstor.org link.springer.com mdpi.com medrxiv.org mlr.press nature.com
        ncbi.nlm.nih.gov neurips.cc nips.cc openaccess.thecvf.com openreview.net oup.com papers.cool paperswithcode.com
        plos.org pnas.org preprints.org roboticsproceedings.org royalsocietypublishing.org science.org sciencedirect.com
        semanticscholar.org ssrn.com tandfonline.com techrxiv.org usenix.org vldb.org wiley.com
    """),
    Kind.BADGE: words("""
        api.codeclimate.com api.juleskreuer.eu api.star-history.com app.codacy.com badge.fury.io badgen.net
        bestpractices.coreinfrastructure.org circleci.com codecov.io contrib.rocks count.getloli.com coveralls.io
        deepwiki.com hits.seeyoufarm.com isitmaintained.com komarev.com pepy.tech shields.io star-history.com
        travis-ci.com travis-ci.org visitor-badge.laobi.icu
    """),
    Kind.LICENCE: words("""
        choosealicense.com creativecommons.org opendatacommons.org opensource.org spdx.org unlicense.org wtfpl.net
    """),
    Kind.SOCIAL: words("""
        b23.tv bilibili.com bsky.app discord.com discord.gg facebook.com gitter.im instagram.com linkedin.com linktr.ee
        mastodon.social medium.com news.ycombinator.com qm.qq.com reddit.com slack.com substack.com t.co t.me
        telegram.me threads.net tiktok.com twitter.com vimeo.com wechat.com weibo.com weixin.qq.com x.com
        xiaohongshu.com youtu.be youtube.com zhihu.com
    """),
    Kind.PERSONAL: words("dblp.org dblp.uni-trier.de orcid.org researchgate.net scholar.google.com"),
    Kind.OTHER: words("""
        archive.org conda.io crates.io docker.com google.com nbviewer.org mybinder.org npmjs.com pypi.org python.org
        pytorch.org readthedocs.io readthedocs.org tensorflow.org wikipedia.org
    """),
}
PATHS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"openreview\.net/profile|semanticscholar\.org/author/|aclanthology\.org/people/"), Kind.PERSONAL),
    (re.compile(r"(?:apache|gnu|mozilla)\.org/(?:\w+/)?(?:licenses?|mpl)\b", re.IGNORECASE), Kind.LICENCE),
    (re.compile(r"/badges?/|/badge\b[^/]*$|[-_]badge\.svg$", re.IGNORECASE), Kind.BADGE),
    (re.compile(r"\.(?:pdf|ps|ps\.gz)$", re.IGNORECASE), Kind.PAPER),
    (re.compile(r"\.(?:svg|png|jpe?g|gif|webp|bmp|ico)$", re.IGNORECASE), Kind.OTHER),
    (re.compile(r"^[^/]+/~[\w.-]+/?$"), Kind.PERSONAL),
)
"""Searched in `host/path` before the hosts are; patterns see one address, so they need not be anchored."""
PAGES = words("""
    colab.research.google.com console.cloud.google.com docs.google.com drive.google.com research.google.com
    sites.google.com sites.research.google.com
""")
"""Pages of their own on hosts that the table names."""

KIND_OF_HOST = {host: kind for kind, hosts in HOSTS.items() for host in hosts}


def kind_of(parts: SplitResult) -> Kind:
    """Tell what a web address stands for that is on no forge."""
    host = (parts.hostname or "").removeprefix("www.")
    address = f"{host}{parts.path}"
    for pattern, kind in PATHS:
        if pattern.search(address):
            return kind
    return Kind.PAGE if host in PAGES else _kind_of_host(host)


def _kind_of_host(host: str) -> Kind:
    """Look up the host, then what it is a part of."""
    labels = host.split(".")
    candidates = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((KIND_OF_HOST[name] for name in candidates if name in KIND_OF_HOST), Kind.PAGE)
