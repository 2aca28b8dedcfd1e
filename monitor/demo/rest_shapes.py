"""One repository of the world as GitHub's REST sees it: a document with every field that is always there."""

import hashlib
from typing import Any

from monitor.demo.cast import Access
from monitor.demo.moment import Now
from monitor.demo.stage import Stage

Shape = dict[str, Any]

OF_OWNER = {
    "events_url": "/events{/privacy}",
    "followers_url": "/followers",
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "organizations_url": "/orgs",
    "received_events_url": "/received_events",
    "repos_url": "/repos",
    "starred_url": "/starred{/owner}{/repo}",
    "subscriptions_url": "/subscriptions",
    "url": "",
}
"""Where a person or an organisation continues, after `/users/LOGIN`."""

OF_REPOSITORY = {
    "archive_url": "/{archive_format}{/ref}",
    "assignees_url": "/assignees{/user}",
    "blobs_url": "/git/blobs{/sha}",
    "branches_url": "/branches{/branch}",
    "collaborators_url": "/collaborators{/collaborator}",
    "comments_url": "/comments{/number}",
    "commits_url": "/commits{/sha}",
    "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}",
    "contributors_url": "/contributors",
    "deployments_url": "/deployments",
    "downloads_url": "/downloads",
    "events_url": "/events",
    "forks_url": "/forks",
    "git_commits_url": "/git/commits{/sha}",
    "git_refs_url": "/git/refs{/sha}",
    "git_tags_url": "/git/tags{/sha}",
    "hooks_url": "/hooks",
    "issue_comment_url": "/issues/comments{/number}",
    "issue_events_url": "/issues/events{/number}",
    "issues_url": "/issues{/number}",
    "keys_url": "/keys{/key_id}",
    "labels_url": "/labels{/name}",
    "languages_url": "/languages",
    "merges_url": "/merges",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}",
    "pulls_url": "/pulls{/number}",
    "releases_url": "/releases{/id}",
    "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}",
    "subscribers_url": "/subscribers",
    "subscription_url": "/subscription",
    "tags_url": "/tags",
    "teams_url": "/teams",
    "trees_url": "/git/trees{/sha}",
    "url": "",
}
"""Where a repository continues, after `/repos/OWNER/NAME`."""


def repository_document(stage: Stage, now: Now, base: str) -> Shape:
    """Return the repository as REST tells it to whoever may see it; `base` is the API's own URL."""
    here = _urls(f"{base}/repos/{now.name}", OF_REPOSITORY)
    return here | _identity(now, base) | _addresses(now) | _state(stage, now, base) | _counts(now)


def _urls(base: str, paths: dict[str, str]) -> Shape:
    return {field: base + path for field, path in paths.items()}


def _identity(now: Now, base: str) -> Shape:
    owner, _, name = now.name.partition("/")
    return {
        "id": now.number,
        "node_id": now.node_id,
        "name": name,
        "full_name": now.name,
        "private": False,
        "visibility": "public",
        "owner": _owner(owner, base),
        "description": now.repository.description or None,
        "fork": False,
    }


def _owner(login: str, base: str) -> Shape:
    number = int.from_bytes(hashlib.sha256(login.encode()).digest()[:3])
    identity = {"login": login, "id": number, "node_id": f"O_kgDO{number:08x}", "gravatar_id": ""}
    shown = {"avatar_url": f"https://github.com/{login}.png", "html_url": f"https://github.com/{login}"}
    return identity | shown | _urls(f"{base}/users/{login}", OF_OWNER) | {"type": "Organization", "site_admin": False}


def _addresses(now: Now) -> Shape:
    return {
        "html_url": f"https://github.com/{now.name}",
        "svn_url": f"https://github.com/{now.name}",
        "clone_url": f"https://github.com/{now.name}.git",
        "git_url": f"git://github.com/{now.name}.git",
        "ssh_url": f"git@github.com:{now.name}.git",
        "mirror_url": None,
        "homepage": now.repository.homepage,
    }


def _state(stage: Stage, now: Now, base: str) -> Shape:
    has = {f"has_{what}": what == "issues" for what in ("issues", "projects", "wiki", "pages", "discussions")}
    return has | {
        "created_at": stage.at(now.created_day),
        "updated_at": stage.at(now.day),
        "pushed_at": stage.at(now.pushed_day),
        "archived": now.access is Access.ARCHIVED,
        "disabled": now.access is Access.DISABLED,
        "default_branch": "main",
        "language": now.language,
        "license": _licence(now.repository.licence, base),
    }


def _licence(name: str | None, base: str) -> Shape | None:
    if name is None:
        return None
    key = name.lower()
    return {"key": key, "name": name, "spdx_id": name, "url": f"{base}/licenses/{key}", "node_id": f"L_{key}"}


def _counts(now: Now) -> Shape:
    watched = dict.fromkeys(("stargazers_count", "watchers_count", "watchers"), now.stars)
    copied = dict.fromkeys(("forks_count", "forks", "network_count"), now.forks)
    nobody = dict.fromkeys(("open_issues_count", "open_issues", "subscribers_count"), 0)
    return watched | copied | nobody | {"size": 4 * len(now.files)}
