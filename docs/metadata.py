# ruff: noqa: INP001 - a script, no package
"""Writes the lists of `db/site/lists.py` into metadata.yml, between its two marks: part of `make docs`."""

import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
BEGIN, END = "    # lists: written by `make docs` from db/site/lists.py\n", "    # end of the lists\n"


class _Block(yaml.SafeDumper):
    """YAML with SQL as people write it: text of more than one line as a block."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Block.add_representer(str, _text)


def main() -> None:
    """Replace the lists in metadata.yml."""
    from db.site.lists import LISTS  # noqa: PLC0415 - found by the line below

    path = ROOT / "metadata.yml"
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    lists = {"queries": {name: one.metadata() for name, one in LISTS.items()}}
    dumped = yaml.dump(lists, Dumper=_Block, sort_keys=False, allow_unicode=True, width=110)
    indented = "".join(f"    {line}" if line.strip() else line for line in dumped.splitlines(keepends=True))
    path.write_text(before + BEGIN + indented + END + after, encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
