#!/usr/bin/env python3
"""A stand-in for GitHub's own command line: releases, labels and issues as files in a folder, $GH_STATE.

It knows what the example's workflow needs and refuses everything else, as the real one refuses what it does not know.
A file `$GH_STATE/fails` holds the beginning of a command that fails, for want of a network.
"""

import argparse
import json
import os
import re
import shutil
import sys
from pathlib import Path

STATE = Path(os.environ["GH_STATE"])
NO_TOKEN = 4


def main():
    if not os.environ.get("GH_TOKEN"):
        sys.stderr.write("gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN environment variable.\n")
        sys.exit(NO_TOKEN)
    line = " ".join(sys.argv[1:])
    with (STATE / "called").open("a") as called:
        called.write(f"{line}\n")
    broken = STATE / "fails"
    if broken.exists() and line.startswith(broken.read_text().strip()):
        sys.exit("error connecting to api.github.com")
    given = arguments().parse_args()
    given.run(given)


def arguments():
    parser = argparse.ArgumentParser(prog="gh", allow_abbrev=False)
    things = parser.add_subparsers(required=True)
    release = things.add_parser("release").add_subparsers(required=True)
    command(release, "view", view_release, "tag", "--json", "--jq")
    command(release, "create", create_release, "tag", "--title", "--notes", prerelease=True)
    command(release, "download", download, "tag", "--pattern", "--output")
    command(release, "upload", upload, "tag", "files", clobber=True)
    label = things.add_parser("label").add_subparsers(required=True)
    command(label, "create", create_label, "name", "--description", force=True)
    issue = things.add_parser("issue").add_subparsers(required=True)
    command(issue, "list", list_issues, "--label", "--state", "--limit", "--json", "--jq")
    command(issue, "create", create_issue, "--title", "--label", "--body-file")
    command(issue, "edit", edit_issue, "number", "--body-file")
    command(issue, "close", close_issue, "number", "--comment")
    command(issue, "reopen", reopen_issue, "number")
    return parser


def command(group, name, run, *words, **switches):
    made = group.add_parser(name, allow_abbrev=False)
    made.set_defaults(run=run)
    for word in words:
        made.add_argument(word, **({"nargs": "+"} if word == "files" else {}))
    for switch in switches:
        made.add_argument(f"--{switch}", action="store_true")


def release_of(given):
    folder = STATE / "releases" / given.tag
    if not folder.is_dir():
        sys.exit("release not found")
    return folder


def view_release(given):
    names = sorted(path.name for path in release_of(given).iterdir())
    show({"tagName": given.tag, "assets": [{"name": name} for name in names]}, given)


def create_release(given):
    folder = STATE / "releases" / given.tag
    if folder.exists():
        sys.exit("HTTP 422: Validation Failed: Release.tag_name already exists")
    folder.mkdir(parents=True)


def download(given):
    asset = release_of(given) / given.pattern
    if not asset.exists():
        sys.exit("no assets match the file pattern")
    if Path(given.output).exists():
        sys.exit(f"{given.output} already exists (use `--clobber` to overwrite file or `--skip-existing` to skip file)")
    shutil.copyfile(asset, given.output)


def upload(given):
    for file in map(Path, given.files):
        asset = release_of(given) / file.name
        if asset.exists() and not given.clobber:
            sys.exit("asset under the same name already exists")
        asset.unlink(missing_ok=True)  # the real one deletes before it uploads
        if (STATE / "breaks_off").exists():
            sys.exit("write: connection reset by peer")
        shutil.copyfile(file, asset)


def create_label(given):
    labels = read("labels", {})
    if given.name in labels and not given.force:
        sys.exit(f'label with name "{given.name}" already exists')
    write("labels", labels | {given.name: given.description})


def list_issues(given):
    wanted = {"open": ["OPEN"], "closed": ["CLOSED"], "all": ["OPEN", "CLOSED"]}[given.state]
    found = [one for one in read("issues", []) if given.label in one["labels"] and one["state"] in wanted]
    show([{name: one[name] for name in given.json.split(",")} for one in found[::-1][: int(given.limit)]], given)


def create_issue(given):
    if given.label not in read("labels", {}):
        sys.exit(f"could not add label: '{given.label}' not found")
    issues = read("issues", [])
    body = Path(given.body_file).read_text()
    made = {"number": len(issues) + 1, "title": given.title, "labels": [given.label], "state": "OPEN", "comments": []}
    write("issues", [*issues, made | {"body": body}])
    sys.stdout.write(f"https://github.com/acme/lists/issues/{made['number']}\n")


def edit_issue(given):
    change(given, lambda issue: issue | {"body": Path(given.body_file).read_text()})


def close_issue(given):
    change(given, lambda issue: issue | {"state": "CLOSED", "comments": [*issue["comments"], given.comment]})


def reopen_issue(given):
    change(given, lambda issue: issue | {"state": "OPEN"})


def change(given, how):
    issues = read("issues", [])
    if not any(str(issue["number"]) == given.number for issue in issues):
        sys.exit("GraphQL: Could not resolve to an issue or pull request")
    write("issues", [how(issue) if str(issue["number"]) == given.number else issue for issue in issues])


def show(document, given):
    """Print what `--jq` picks, one value a line; only paths such as `.assets[].name` are understood."""
    if given.jq is None:
        return
    assert re.fullmatch(r"(\.\w*(\[\])?)+", given.jq), given.jq
    values = [document]
    for name, each in re.findall(r"\.(\w*)(\[\])?", given.jq):
        values = [value[name] if name else value for value in values]
        values = [item for value in values for item in value] if each else values
    sys.stdout.writelines(f"{value}\n" for value in values)


def read(name, empty):
    file = STATE / f"{name}.json"
    return json.loads(file.read_text()) if file.exists() else empty


def write(name, value):
    (STATE / f"{name}.json").write_text(json.dumps(value))


if __name__ == "__main__":
    main()
