from __future__ import annotations

import contextlib
import os
import sqlite3
import string
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cache import Cache, NullCache, cache_key, default_location
from pipeline.errors import CacheError

ROOT = Path(__file__).resolve().parents[1]
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    # Lone surrogates among them: a wire decoded with surrogateescape must not crash the cache.
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache.sqlite"


def filled(file: Path, count: int = 300) -> dict[str, dict[str, Any]]:
    values = {cache_key(n=n): {"text": f"Sentence {n} | é “ \u202f 😀" * 5} for n in range(count)}
    with Cache.open(file) as cache:
        cache.put_many(values, "translation")
        assert cache.notices == ()
    return values


# --- the key


def test_key_is_sha256_of_canonical_json() -> None:
    assert cache_key(a=1) == ("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862")
    assert set(cache_key(text="é\ud800")) <= set(string.hexdigits)


@settings(deadline=None)
@given(st.dictionaries(st.text(string.ascii_letters, min_size=1), json_values, min_size=2))
def test_key_does_not_depend_on_the_order(parts: dict[str, Any]) -> None:
    assert cache_key(**parts) == cache_key(**dict(reversed(parts.items())))


@settings(deadline=None)
@given(json_values, json_values)
def test_different_parts_have_different_keys(one: Any, other: Any) -> None:
    same = cache_key(value=one) == cache_key(value=other)
    assert same == (repr(_sorted(one)) == repr(_sorted(other)))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return "object", sorted((key, _sorted(inner)) for key, inner in value.items())
    return [_sorted(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_key_refuses_what_json_has_not(value: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        cache_key(value=value)


def test_key_refuses_other_types() -> None:
    with pytest.raises(TypeError):
        cache_key(value=Path())  # type: ignore[arg-type]  # the point of the test


# --- keeping


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text(max_size=64), st.dictionaries(st.text(), json_values), max_size=8))
def test_what_is_put_is_got(values: dict[str, dict[str, Any]]) -> None:
    values = {cache_key(k=key): value for key, value in values.items()}
    with Cache.open(":memory:") as cache:
        cache.put_many(values, "translation")
        cache.put_many(values, "translation")  # again: replaced, not doubled
        assert cache.get_many([*values, "absent"]) == values
        assert cache.stats().entries == len(values)


def test_a_second_run_finds_the_first_one_s_outputs(file: Path) -> None:
    values = filled(file, 1300)  # more than one statement takes
    with Cache.open(file) as cache:
        assert cache.get_many([*values, *values, "absent"]) == values
        assert cache.get_many([]) == {}


def test_a_key_put_again_is_replaced(file: Path) -> None:
    with Cache.open(file) as cache:
        cache.put_many({"k": {"text": "old"}}, "translation")
        cache.put_many({"k": {"text": "new"}}, "summary")
        assert cache.get_many(["k"]) == {"k": {"text": "new"}}
        assert cache.stats().kinds == {"summary": 1}


def test_a_put_with_a_bad_value_keeps_nothing_of_it(file: Path) -> None:
    with Cache.open(file) as cache:
        with pytest.raises(ValueError, match="JSON compliant"):
            cache.put_many({"a": {"ok": 1}, "b": {"score": float("nan")}}, "translation")
        assert cache.get_many(["a", "b"]) == {}


def test_outputs_survive_a_process_that_is_killed(file: Path) -> None:
    script = f"""
        import os, signal
        from pipeline.cache import Cache
        cache = Cache.open({str(file)!r})
        cache.put_many({{"k": {{"text": "kept"}}}}, "translation")
        os.kill(os.getpid(), signal.SIGKILL)
    """
    process = _python(script)
    process.communicate(timeout=60)
    assert process.returncode < 0
    with Cache.open(file) as cache:
        assert cache.get_many(["k"]) == {"k": {"text": "kept"}}
        assert cache.notices == ()


def test_threads_share_a_cache(file: Path) -> None:
    with Cache.open(file) as cache:

        def work(name: int) -> None:
            for n in range(20):
                cache.put_many({f"{name}-{n}": {"n": n}}, "translation")
                cache.get_many([f"{name}-{n}"])

        threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert cache.stats().entries == 80
        assert cache.notices == ()


def test_processes_share_a_file_from_its_making_on(file: Path) -> None:
    script = """
        import sys
        from pipeline.cache import Cache
        name = sys.argv[2]
        with Cache.open(sys.argv[1]) as cache:
            for n in range(30):
                cache.put_many({f"{name}-{n}": {"n": n}, "shared": {"text": "same"}}, "translation")
                assert cache.get_many([f"{name}-{n}"]) == {f"{name}-{n}": {"n": n}}
            assert cache.notices == (), cache.notices
    """
    processes = [_python(script, str(file), str(name)) for name in range(3)]
    errors = [process.communicate(timeout=100)[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], errors
    with Cache.open(file) as cache:
        assert cache.stats().entries == 91
    assert sorted(path.name for path in file.parent.iterdir()) == ["cache.sqlite"]


def _python(script: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # the scripts are in this file
        [sys.executable, "-c", textwrap.dedent(script), *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
    )


# --- where


def test_the_place_is_the_argument_then_the_environment_then_the_user_s_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPECHE_CACHE", str(tmp_path / "from-environment.db"))
    with Cache.open() as cache:
        assert cache.stats().location == str(tmp_path / "from-environment.db")
    with Cache.open(tmp_path / "given") as cache:
        assert cache.stats().location == str(tmp_path / "given")
    monkeypatch.setenv("DEPECHE_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    with Cache.open() as cache:
        assert cache.stats().location == str(default_location())
    if sys.platform == "linux":
        assert default_location() == tmp_path / "home" / "depeche" / "cache.sqlite"


def test_a_folder_gets_a_file_and_missing_folders_are_made(tmp_path: Path) -> None:
    with Cache.open(tmp_path):
        assert (tmp_path / "cache.sqlite").is_file()
    with Cache.open(tmp_path / "a b" / "é" / "x.db") as cache:
        assert cache.notices == ()
    assert (tmp_path / "a b" / "é" / "x.db").is_file()


def test_a_url_is_taken_as_one(file: Path) -> None:
    with Cache.open(f"sqlite:///{file}") as cache:
        cache.put_many({"k": {"n": 1}}, "translation")
    with Cache.open(file) as cache:
        assert cache.get_many(["k"]) == {"k": {"n": 1}}


@pytest.mark.parametrize(
    "url", ["nosuch://me:secret@host/x", "://", "mysql+nosuch://h/x", "db://["]
)
def test_a_database_that_cannot_be_reached_is_an_error_without_its_password(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if url == "://":  # no scheme: a path, however odd
        with Cache.open(url) as cache:
            assert cache.get_many(["k"]) == {}
        return
    with pytest.raises(CacheError) as caught:
        Cache.open(url)
    assert "secret" not in str(caught.value)
    assert "DEPECHE_CACHE" in caught.value.hint


# --- damage


def _garbage(file: Path) -> None:
    file.write_bytes(b"\x00\xffnot a database" * 400)


def _damaged_header(file: Path) -> None:
    file.write_bytes(b"SQLite format 4\0" + file.read_bytes()[16:])


def _truncated(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 3)


def _truncated_in_the_first_page(file: Path) -> None:
    os.truncate(file, 1000)


def _zeroed_pages(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    file.write_bytes(data)


def _future(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE depeche_meta SET value = 99")
    connection.close()


def _lost_table(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE depeche_outputs")
    connection.close()


DAMAGES = [
    _garbage,
    _damaged_header,
    _truncated,
    _truncated_in_the_first_page,
    _zeroed_pages,
    _future,
    _lost_table,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_sick_file_is_set_aside_and_a_new_one_made(
    file: Path, damage: Callable[[Path], None]
) -> None:
    values = filled(file)
    damage(file)
    with Cache.open(file) as cache:
        assert cache.get_many(values) == {}
        cache.put_many({"k": {"text": "new"}}, "translation")
        assert cache.get_many(["k"]) == {"k": {"text": "new"}}
        (notice,) = cache.notices
        assert notice.code == "cache-damaged"
        aside = [path for path in file.parent.iterdir() if ".damaged-" in path.name]
        assert len([path for path in aside if path.suffix != "-wal"]) >= 1
        assert aside[0].name.split(".damaged-")[0] == "cache.sqlite"
        assert str(file.parent) not in notice.message  # it may end in a brief
    with Cache.open(file) as cache:
        assert cache.get_many(["k"]) == {"k": {"text": "new"}}
        assert cache.notices == ()


@pytest.mark.parametrize("damage", DAMAGES[:-1])
def test_a_file_that_falls_sick_while_in_use(file: Path, damage: Callable[[Path], None]) -> None:
    values = filled(file)
    cache = Cache.open(file)
    damage(file)
    cache.get_many(values)
    cache.put_many({"k": {"text": "new"}}, "translation")
    cache.close()
    with Cache.open(file) as again:
        again.put_many({"k2": {"text": "new"}}, "translation")
        assert again.get_many(["k2"]) == {"k2": {"text": "new"}}


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 200_000), byte=st.integers(0, 255), length=st.integers(1, 400))
def test_no_flipped_byte_crashes_or_changes_an_output(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int, length: int
) -> None:
    file = tmp_path_factory.mktemp("flip") / "cache.sqlite"
    values = filled(file, 40)
    data = bytearray(file.read_bytes())
    at %= len(data)
    data[at : at + length] = bytes([byte]) * len(data[at : at + length])
    file.write_bytes(data)
    with Cache.open(file) as cache:
        found = cache.get_many(values)
        assert all(values[key] == value for key, value in found.items())
        cache.put_many({"k": {"text": "new"}}, "translation")
        cache.stats()
        cache.prune(max_bytes=1000)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE depeche_outputs SET value = 'text'",
        "UPDATE depeche_outputs SET value = CAST(x'e9' AS TEXT)",
        "UPDATE depeche_outputs SET key = CAST(rowid || x'e9' AS TEXT)",
        "UPDATE depeche_outputs SET used = 'text'",
        "UPDATE depeche_outputs SET size = x'e9'",
        "UPDATE sqlite_master SET sql = CAST(x'4352e954e9' AS TEXT) WHERE type = 'table'",
    ],
)
def test_what_is_of_another_type_than_declared_crashes_nothing(file: Path, damage: str) -> None:
    """A flipped bit in a row's header makes text of bytes, and nothing of a number."""
    values = filled(file, 5)
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(damage)
    for _ in range(2):
        with Cache.open(file) as cache:
            found = cache.get_many(values)
            assert all(values[key] == value for key, value in found.items())
            cache.stats()
            cache.put_many({"k": {"text": "new"}}, "translation")
            assert cache.get_many(["k"]) == {"k": {"text": "new"}}
            cache.prune(max_bytes=10_000)


def test_an_empty_file_is_a_new_cache(file: Path) -> None:
    file.touch()
    with Cache.open(file) as cache:
        cache.put_many({"k": {"n": 1}}, "translation")
        assert cache.notices == ()


def test_another_program_s_database_is_left_as_it_is(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.execute("INSERT INTO theirs VALUES (1)")
    connection.close()
    with Cache.open(file) as cache:
        cache.put_many({"k": {"n": 1}}, "translation")
        assert cache.notices == ()
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT x FROM theirs").fetchall() == [(1,)]
    connection.close()


# --- nowhere to write


def test_a_place_that_cannot_be_made_is_one_notice(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Cache.open(tmp_path / "file" / "cache.sqlite") as cache:
        cache.put_many({"k": {"n": 1}}, "translation")
        cache.put_many({"l": {"n": 1}}, "translation")
        assert cache.get_many(["k"]) == {}
        assert cache.stats().entries == 0
        assert cache.prune(0).entries == cache.clear().entries == 0
        assert [notice.code for notice in cache.notices] == ["cache-not-stored"]


def test_a_full_disk_stops_storing_but_not_reading(file: Path) -> None:
    values = filled(file, 20)
    with Cache.open(file) as cache:
        cache.put_many({"first": {"n": 1}}, "translation")  # the whole road from here on
        values["first"] = {"n": 1}
        assert cache._connection is not None
        # SQLite's own limit gives the very error that a full disk gives.
        cache._connection.exec_driver_sql("PRAGMA max_page_count = 1")
        cache._connection.rollback()
        big = {f"{n}": {"text": "x" * 3000} for n in range(50)}
        cache.put_many(big, "translation")
        cache.put_many(big, "translation")
        assert cache.get_many([*values, *big]) == values
        (notice,) = cache.notices
        assert notice.code == "cache-not-stored"
        assert "full" in notice.message


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no user ids here")
def test_a_read_only_folder_is_read_and_not_written(file: Path) -> None:
    values = filled(file, 5)
    script = f"""
        import os
        # Imported before the rights are dropped: the environment may be root's alone.
        import platformdirs, sqlalchemy, sqlalchemy.dialects.sqlite, sqlite3
        from pipeline import _cache_tables, _sqlite
        from pipeline.cache import Cache
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)  # root may write anywhere
        with Cache.open({str(file)!r}) as cache:
            found = cache.get_many({list(values)!r})
            cache.put_many({{"k": {{"n": 1}}}}, "translation")
            assert found == {values!r}, (found, cache.notices)
            assert [n.code for n in cache.notices] == ["cache-not-stored"], cache.notices
    """
    file.chmod(0o444)
    folder = file.parent
    shut = [parent for parent in folder.parents if not parent.stat().st_mode & 0o001]
    try:
        folder.chmod(0o555)
        for parent in shut:
            parent.chmod(0o711)
        process = _python(script)
        errors = process.communicate(timeout=60)[1].decode()
        assert process.returncode == 0, errors
        assert [path.name for path in folder.iterdir()] == ["cache.sqlite"]
    finally:
        folder.chmod(0o700)
        for parent in shut:
            parent.chmod(0o700)


def test_a_file_locked_for_too_long_is_a_notice(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = filled(file, 3)
    monkeypatch.setattr("pipeline.cache._LOCK_WAIT", 0.1)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Cache.open(file) as cache:
        cache.put_many({"k": {"n": 1}}, "translation")
        assert [notice.code for notice in cache.notices] == ["cache-busy"]
        assert cache.get_many(values) == values
        other.execute("COMMIT")
        other.close()
        cache.put_many({"k": {"n": 1}}, "translation")
        assert cache.get_many(["k"]) == {"k": {"n": 1}}


# --- pruning


def _use(file: Path, key: str, seconds_ago: float) -> None:
    with sqlite3.connect(file) as connection:
        used = time.time() - seconds_ago
        connection.execute("UPDATE depeche_outputs SET used = ? WHERE key = ?", (used, key))
    connection.close()


def test_prune_by_age_and_what_is_used_stays(file: Path) -> None:
    with Cache.open(file) as cache:
        cache.put_many({key: {"n": 1} for key in ("new", "old", "revived")}, "translation")
    _use(file, "old", 40 * 86_400)
    _use(file, "revived", 40 * 86_400)
    with Cache.open(file) as cache:
        cache.get_many(["revived"])
        assert cache.prune(max_age=timedelta(days=30)).entries == 1
        assert set(cache.get_many(["new", "old", "revived"])) == {"new", "revived"}


def test_a_use_is_noted_when_the_cache_closes(file: Path) -> None:
    filled(file, 0)
    with Cache.open(file) as cache:
        cache.put_many({"k": {"n": 1}}, "translation")
    _use(file, "k", 40 * 86_400)
    with Cache.open(file) as cache:
        cache.get_many(["k"])
        assert (cache.stats().oldest_use or 0) < time.time() - 86_400
    with Cache.open(file) as cache:
        assert (cache.stats().oldest_use or 0) > time.time() - 86_400


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 200), max_size=12), st.integers(0, 1500))
def test_prune_by_size_keeps_the_last_used_that_fit(sizes: list[int], limit: int) -> None:
    with Cache.open(":memory:") as cache:
        for number, size in enumerate(sizes):
            cache.put_many({str(number): {"t": "x" * size}}, "translation")
        before = cache.stats()
        pruned = cache.prune(max_bytes=limit)
        after = cache.stats()
        assert after.size <= limit
        assert pruned.entries == before.entries - after.entries
        assert pruned.size == before.size - after.size
        kept = sorted(int(key) for key in cache.get_many(map(str, range(len(sizes)))))
        assert kept == list(range(len(sizes) - len(kept), len(sizes)))


def test_prune_without_limits_removes_nothing_and_clear_everything(file: Path) -> None:
    filled(file)
    with Cache.open(file) as cache:
        size = cache.stats().file_size
        assert cache.prune().entries == 0
        assert cache.clear().entries == 300
        stats = cache.stats()
        assert (stats.entries, stats.size, stats.oldest_use) == (0, 0, None)
        assert stats.file_size < size


def test_a_closed_cache_closes_again(file: Path) -> None:
    cache = Cache.open(file)
    cache.close()
    cache.close()
    assert cache.get_many(["k"]) == {}


def test_no_cache_has_the_same_face() -> None:
    with NullCache() as cache:
        cache.put_many({"k": {"n": 1}}, "translation")
        assert cache.get_many(["k"]) == {}
        assert cache.stats().entries == cache.prune(0).entries == cache.clear().entries == 0
        assert cache.notices == ()
    public = {name for name in dir(Cache) if not name.startswith("_")} - {"open"}
    assert public <= set(dir(NullCache))


def test_the_module_imports_no_database() -> None:
    script = "import sys, pipeline.cache; assert 'sqlalchemy' not in sys.modules, 'imported'"
    process = _python(script)
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 0


def test_finding_everything_imports_no_database(file: Path) -> None:
    values = filled(file, 3)
    script = f"""
        import sys
        from pipeline.cache import Cache
        with Cache.open({str(file)!r}) as cache:
            assert cache.get_many([*{list(values)!r}, "absent"]) == {values!r}
            assert not cache.notices
            assert 'sqlalchemy' not in sys.modules, 'imported'
            cache.put_many({{"absent": {{"n": 1}}}}, "translation")
            assert cache.get_many(["absent"]) == {{"absent": {{"n": 1}}}}
    """
    process = _python(script)
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 0


def test_plain_look_ups_share_one_connection_and_notice_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = tmp_path / "cache.sqlite", tmp_path / "other.sqlite"
    for place, word in ((file, "old"), (other, "new")):
        with Cache.open(place) as cache:
            cache.put_many({"k": {"word": word}}, "page")
    opened: list[str] = []

    def counted(address: str, **options: Any) -> sqlite3.Connection:
        opened.append(address)
        return real(address, **options)

    real: Callable[..., sqlite3.Connection] = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", counted)
    with Cache.open(file) as cache:
        assert [cache.get_many(["k"]) for _ in range(5)] == [{"k": {"word": "old"}}] * 5
        assert len(opened) == 1
        other.replace(file)
        assert cache.get_many(["k"]) == {"k": {"word": "new"}}
        assert len(opened) == 2
