"""What was survived is counted by kind, and what was not is named."""

from xml.etree import ElementTree as ET

from benchmarks.survival import counted


def case(file: str, name: str, failed: bool = False) -> ET.Element:  # noqa: FBT001, FBT002 - a test's own shorthand
    made = ET.Element("testcase", classname=f"tests.survival.{file}", name=name, time="1.5")
    if failed:
        ET.SubElement(made, "failure")
    return made


def test_each_kind_has_its_row_and_a_failure_is_named() -> None:
    cases = [case("test_killed", "kills"), case("test_disk_full", "one"), case("test_disk_full", "two", failed=True)]
    made = counted(cases, 7)
    killed, full = made.rows
    assert killed[0].startswith("killed 7 times by kill -9")
    assert killed[1:] == ("1", "1", "2")
    assert full[1:] == ("2", "1", "3")
    assert made.details == ("two",)
