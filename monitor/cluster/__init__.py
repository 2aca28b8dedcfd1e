"""Checks on several cores and machines, by Dask: workers look at pages, the one who started them judges and records."""
