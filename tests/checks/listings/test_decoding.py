import pytest

from checks.errors import ListingError
from checks.listings.decoding import decode

TEXT = "Füchse: https://github.com/acme/redfox\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("latin-1"),
    ],
    ids=["utf-8", "with mark", "utf-16", "little", "big", "utf-32", "latin-1"],
)
def test_the_usual_encodings_are_read(data):
    assert decode(data, "list.txt") == TEXT


@pytest.mark.parametrize("data", [b"%PDF-1.7\n\x00\x01", b"PK\x03\x04\x14\x00", bytes(range(1, 32)) * 9])
def test_binary_files_are_refused(data):
    with pytest.raises(ListingError, match="is binary"):
        decode(data, "list.bin")
