from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import OutputError
from pipeline.files import at_home, exists, is_file, is_folder, write_atomically


def failing(number: int) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@given(content=st.one_of(st.text(), st.binary(), st.lists(st.text())))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_what_is_there(tmp_path: Path, content: str | bytes | list[str]) -> None:
    write_atomically(tmp_path / "a.md", content)
    expected = content if isinstance(content, bytes) else "".join(content).encode()
    assert contents(tmp_path) == {"a.md": expected}


def test_of_pieces_that_break_off_nothing_is_written(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "new"
        raise ValueError("no more")

    (tmp_path / "a.md").write_text("old", "utf-8")
    with pytest.raises(ValueError, match="no more"):
        write_atomically(tmp_path / "a.md", pieces())
    assert contents(tmp_path) == {"a.md": b"old"}


def test_parent_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "out" / "deep" / "é.md"
    write_atomically(path, "é\r\n")
    assert path.read_bytes() == b"\xc3\xa9\r\n"


def test_a_new_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a", "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old", "utf-8")
    path.chmod(0o604)
    write_atomically(path, "new")
    assert path.read_text("utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_link_is_followed(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("target")
    write_atomically(link, "x")
    assert link.is_symlink()
    assert (tmp_path / "target").read_text("utf-8") == "x"


def test_the_longest_name_fits(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 255)
    write_atomically(path, "x")
    assert contents(tmp_path) == {path.name: b"x"}


def test_a_device_is_written_to_and_stays_a_device() -> None:
    path = Path("/dev/null")
    if not path.is_char_device():
        pytest.skip("no /dev/null here")
    write_atomically(path, "x")
    assert path.is_char_device()


def test_a_full_device_is_an_output_error() -> None:
    path = Path("/dev/full")
    if not path.is_char_device():
        pytest.skip("no /dev/full here")
    with pytest.raises(OutputError, match=r"Cannot write /dev/full: the disk is full\."):
        write_atomically(path, "x")


@pytest.mark.parametrize("step", ["fsync", "open", "replace"])
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EACCES, "no permission"),
        (errno.EPERM, "no permission"),
        (errno.EROFS, "read-only"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_a_failing_disk_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, words: str
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    owner = Path if step == "replace" else os
    monkeypatch.setattr(owner, step, failing(number))
    with pytest.raises(OutputError, match=words) as caught:
        write_atomically(path, "new")
    monkeypatch.undo()
    assert str(path) in caught.value.message
    assert caught.value.hint
    assert contents(tmp_path) == {"a.md": b"old"}


def test_a_read_only_folder_is_an_output_error(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="no permission"):
        write_atomically(tmp_path / "a.md", "x")


def test_a_parent_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "mkdir", failing(errno.EROFS))
    with pytest.raises(OutputError, match="read-only"):
        write_atomically(tmp_path / "new" / "a.md", "x")


@pytest.mark.parametrize("below", ["a.md", "deep/a.md"])
def test_a_file_in_the_place_of_a_folder(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        write_atomically(tmp_path / "file" / below, "x")
    assert contents(tmp_path) == {"file": b"x"}


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="it is a folder"):
        write_atomically(tmp_path, "x")


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="too long"):
        write_atomically(tmp_path / ("a" * 256), "x")
    assert contents(tmp_path) == {}


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OutputError, match="Cannot write"):
        write_atomically(tmp_path / "a", "x")


def test_an_interrupt_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.md", "x")
    assert contents(tmp_path) == {}


def test_a_pipe_that_nobody_reads_is_left_to_the_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    monkeypatch.setattr(Path, "write_bytes", failing(errno.EPIPE))
    with pytest.raises(BrokenPipeError):
        write_atomically(pipe, "x")


def test_a_folder_that_cannot_be_synced_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = os.fsync, []

    def picky(descriptor: int) -> None:
        seen.append(descriptor)
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", picky)
    write_atomically(tmp_path / "a", "x")
    assert len(seen) == 2
    assert contents(tmp_path) == {"a": b"x"}


TOO_LONG = Path("x" * 300)  # Path.exists raises for it, as below a folder closed to the user


@pytest.mark.parametrize("look", [exists, is_file, is_folder])
def test_looking_never_fails(look: Callable[[Path], bool], tmp_path: Path) -> None:
    assert not look(TOO_LONG)
    assert not look(tmp_path / "nothing")
    (tmp_path / "file").touch()
    assert look(tmp_path) is (look is not is_file)
    assert look(tmp_path / "file") is (look is not is_folder)


def test_a_home_that_nobody_has(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert at_home("~/x") == tmp_path / "x"
    assert at_home("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")
