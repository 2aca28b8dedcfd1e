"""`make bench`: every measurement, one after the other; figures are reported with their budgets, never gated."""

import argparse

from benchmarks import pages, starting


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--urls", type=int, default=10_000, help="how many URLs the pages benchmark looks at")
    arguments = parser.parse_args()
    print(starting.table(), pages.table(arguments.urls), sep="\n\n")


if __name__ == "__main__":
    main()
