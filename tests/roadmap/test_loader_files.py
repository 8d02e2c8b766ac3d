"""What is no readable file is a finding, never a traceback."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from khutwa.roadmap.diagnostic import Diagnostic
from khutwa.roadmap.loader import FILE, LARGEST, load

PLAN = "title: Test\nparties: {gov: {}}\nsteps: {talks: {obligors: gov}}\n"


def refused(path: Path | str) -> Diagnostic:
    """Return the one finding about a file of which nothing can be used."""
    loaded = load(path)
    assert not loaded.ok
    (finding,) = loaded.diagnostics
    return finding


def test_a_file_and_its_folder_give_the_same_plan(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(PLAN)
    by_file, by_folder = load(tmp_path / FILE), load(tmp_path)
    assert by_file.ok
    assert by_file.roadmap == by_folder.roadmap
    assert by_folder.document.name == str(tmp_path / FILE)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    finding = refused(tmp_path / "plan.yaml")
    assert finding.code == "KH001"
    assert str(finding.what) == f"{tmp_path}/plan.yaml cannot be opened: there is no such file"


def test_a_folder_without_a_plan_names_the_file_that_it_lacks(tmp_path: Path) -> None:
    assert f"{tmp_path / FILE} cannot be opened" in str(refused(tmp_path).what)


def test_a_folder_in_place_of_the_plan_is_no_file(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    finding = refused(tmp_path)
    assert finding.code == "KH001"
    assert "not a file" in str(finding.what)


def test_a_file_on_the_way_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("")
    assert "no such file" in str(refused(tmp_path / "notes" / "plan.yaml").what)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    assert "not a file" in str(refused(tmp_path).what)


def test_a_device_is_not_read() -> None:
    assert "not a file" in str(refused("/dev/zero").what)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "you may not read it"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_what_the_system_refuses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    (tmp_path / FILE).write_text(PLAN)
    monkeypatch.setattr(Path, "open", refuse)
    finding = refused(tmp_path)
    assert finding.code == "KH001"
    assert said in str(finding.what)


@pytest.mark.parametrize("path", ["plan\0.yaml", "x" * 5000])
def test_what_no_file_can_be_called_is_told(path: str) -> None:
    assert refused(path).code == "KH001"


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    """Windows-1256 names of files are common; they must not break the terminal."""
    name = os.fsencode(tmp_path) + b"/\xe5\xcf\xe4\xc9.yaml"
    finding = refused(os.fsdecode(name))
    assert str(finding).encode("utf-8")
    with open(name, "w") as stream:
        stream.write(PLAN)
    loaded = load(os.fsdecode(name))
    assert loaded.ok
    assert loaded.document.name == f"{tmp_path}/????.yaml"


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "v2.yaml").write_text(PLAN)
    (tmp_path / FILE).symlink_to("v2.yaml")
    assert load(tmp_path).ok


def test_a_link_to_a_folder_below_is_followed(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "v1.yaml").write_text(PLAN)
    (tmp_path / FILE).symlink_to("old/v1.yaml")
    assert load(tmp_path).ok


@pytest.mark.parametrize("target", ["../secret.yaml", "/etc/hostname", "../gone.yaml"])
def test_a_link_that_leaves_its_folder_is_refused_unread(tmp_path: Path, target: str) -> None:
    (tmp_path / "secret.yaml").write_text("title: secret words\n")
    folder = tmp_path / "process"
    folder.mkdir()
    (folder / FILE).symlink_to(target)
    finding = refused(folder)
    assert finding.code == "KH010"
    assert os.path.basename(target) in str(finding.what)
    assert load(folder).document.text == ""


def test_a_linked_folder_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / FILE).write_text(PLAN)
    (tmp_path / "link").symlink_to("real")
    assert load(tmp_path / "link").ok


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).symlink_to(FILE)
    assert refused(tmp_path).code == "KH001"


def test_ten_megabytes_are_not_read_to_the_end(tmp_path: Path) -> None:
    size = 10 * 1024 * 1024
    (tmp_path / FILE).write_bytes(b"#" * size)
    loaded = load(tmp_path)
    assert [d.code for d in loaded.diagnostics] == ["KH002"]
    assert f"{size:,}" in str(loaded.diagnostics[0].what)
    assert loaded.document.text == ""


def test_the_largest_file_is_still_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(PLAN.ljust(LARGEST - 1, "#").replace("##", " #", 1))
    assert load(tmp_path).ok
    with (tmp_path / FILE).open("a") as stream:
        stream.write("##")
    assert refused(tmp_path).code == "KH002"


def test_findings_stand_in_the_order_of_their_lines(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("titel: Test\nsteps:\n  a: {by: soon!}\n  b: {bye: 2015}\n")
    found = load(tmp_path).diagnostics
    lines = [(d.place.line, d.place.column) for d in found]
    assert {d.code for d in found} == {"KH020", "KH021", "KH026"}
    assert lines == sorted(lines)
