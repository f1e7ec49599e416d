from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest

from pipeline.errors import EmptyInputError, InputError, InputTooLargeError
from pipeline.readers import MAX_BYTES, read_path, read_stream


def test_file_and_stream_give_the_same(seed: Path) -> None:
    (from_file,) = read_path(seed)
    with seed.open("rb") as stream:
        (from_stream,) = read_stream(stream)
    assert from_file.name == "frappes-russes-syrie.txt"
    assert from_stream.name == "-"
    assert from_file.blocks == from_stream.blocks
    assert from_file.text == seed.read_text("utf-8")


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file") as caught:
        read_path(tmp_path / "absente.txt")
    assert "absente.txt" in str(caught.value)


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read_path(tmp_path)


def test_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="not a regular file"):
        read_path(tmp_path / "pipe")


def test_device_and_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="not a regular file"):
        read_path(Path("/dev/null"))
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        with pytest.raises(InputError, match="not a regular file"):
            read_path(Path("s"))


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Un secret.")

    def refuse(*_: object, **__: object) -> None:  # root may read everything, so pretend
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="may not be read") as caught:
        read_path(path)
    assert caught.value.exit_code == 10


def test_odd_paths(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a valid path"):
        read_path(tmp_path / "a\0b")
    with pytest.raises(InputError, match="cannot be read"):
        read_path(tmp_path / ("x" * 5000))
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(InputError, match="cannot be read"):
        read_path(loop)


def test_names_are_safe_to_print(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"d\xe9p\nche.txt")
    path.write_text("Une dépêche.", "utf-8")
    (article,) = read_path(path)
    assert article.name == "d\\udce9p\\nche.txt"
    (article,) = read_path(Path(os.fspath(path)).rename(tmp_path / "été d’août.txt"))
    assert article.name == "été d’août.txt"


def test_large_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(InputTooLargeError, match=r"big\.txt is larger than 20 MB"):
        read_path(path)


class Endless(io.RawIOBase):
    taken = 0

    def read(self, size: int = -1, /) -> bytes:
        self.taken += size
        return b"x" * size


def test_stream_is_not_read_past_the_limit() -> None:
    stream = Endless()
    with pytest.raises(InputTooLargeError, match="20 MB"):
        read_stream(stream)  # type: ignore[arg-type]  # a raw stream is enough
    assert stream.taken < MAX_BYTES + 2_000_000


class Failing(io.BytesIO):
    def read(self, _size: int | None = -1, /) -> bytes:
        raise IsADirectoryError(21, "Is a directory")


def test_streams_that_fail_or_drip() -> None:
    with pytest.raises(InputError, match="- cannot be read: Is a directory"):
        read_stream(Failing())
    with pytest.raises(EmptyInputError, match="- holds no"):
        read_stream(io.BytesIO())

    class Drip(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return super().read(1)

    (article,) = read_stream(Drip("Goutte à goutte.".encode()))
    assert article.text == "Goutte à goutte."
