from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline import __version__
from pipeline.cli import console, run
from pipeline.errors import DepecheError, ModelIntegrityError, tree


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException, printed: str = "") -> None:
    def invoke(_: Sequence[str]) -> int:
        console.emit(printed)
        raise error

    monkeypatch.setattr(run, "_invoke", invoke)


@pytest.mark.parametrize("error", list(tree()))
def test_an_error_of_the_tree_is_a_line_a_hint_and_its_code(
    error: type[DepecheError], depeche: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(monkeypatch, error("It went wrong in wire.txt.", hint="Do this."))
    ended = depeche()
    assert ended.code == error.exit_code
    assert ended.out == ""
    assert ended.err == "depeche: error: It went wrong in wire.txt.\n  Do this.\n"


def test_an_error_without_a_hint_is_one_line(depeche: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, DepecheError("It went wrong."))
    assert depeche().err == "depeche: error: It went wrong.\n"


def test_what_a_failing_command_printed_is_handed_over(
    depeche: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(monkeypatch, ModelIntegrityError("Not sound: tiny."), printed="tiny  damaged\n")
    ended = depeche()
    assert (ended.code, ended.out) == (32, "tiny  damaged\n")


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (KeyboardInterrupt(), 130, "depeche: interrupted: nothing more was written\n"),
        (run.TerminatedError(), 143, "depeche: terminated: nothing more was written\n"),
        (
            BrokenPipeError(32, "Broken pipe"),
            141,
            "depeche: the reader of the output has gone: nothing more was written\n",
        ),
    ],
)
def test_signals_end_in_one_line_and_print_nothing(
    error: BaseException, code: int, line: str, depeche: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(monkeypatch, error, printed="half a page")
    ended = depeche()
    assert (ended.code, ended.out, ended.err) == (code, "", line)
    assert code in run.SIGNALS


@pytest.mark.parametrize("code", [130, 143])
def test_a_command_that_ends_itself_after_a_signal_prints_what_it_has(
    code: int, depeche: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def invoke(_: Sequence[str]) -> int:
        console.emit("the report\n")
        return code

    monkeypatch.setattr(run, "_invoke", invoke)
    ended = depeche()
    assert (ended.code, ended.out) == (code, "the report\n")


def test_too_little_memory_is_no_bug(depeche: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, MemoryError())
    ended = depeche()
    assert ended.code == 60
    assert "memory" in ended.err
    assert "internal" not in ended.err


def test_a_bug_is_one_line_and_a_file_with_the_traceback(
    depeche: Any, monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    raising(monkeypatch, ValueError("two\nlines \udcff"))
    ended = depeche("brief", "é.txt")
    assert ended.code == 1
    line, hint = ended.err.splitlines()
    assert line == "depeche: internal error: ValueError: two lines \\udcff"
    (log,) = (place / "home/state/depeche/log").iterdir()
    assert str(log) in hint
    kept = log.read_text("utf-8")
    assert "Traceback (most recent call last)" in kept
    assert f"depeche {__version__}" in kept
    assert "['brief', 'é.txt']" in kept


def test_a_bug_whose_details_cannot_be_kept_says_so(
    depeche: Any, monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    (place / "home").write_text("a file where a folder should be")
    raising(monkeypatch, ZeroDivisionError("division by zero"))
    ended = depeche()
    assert ended.code == 1
    assert "depeche: internal error: ZeroDivisionError: division by zero\n" in ended.err
    assert "could not be kept" in ended.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["bref"], "No such command 'bref'"),
        (["models", "pul"], "No such command 'pul'"),
        (["--colour"], "No such option: --colour"),
        (["brief"], "Missing argument 'FILE'"),
        (["brief", "a", "b"], "unexpected extra argument"),
        (["brief", "a", "--words"], "requires an argument"),
        (["brief", "a", "--words", "0"], "'--words'"),
        (["brief", "a", "--words", "many"], "'--words'"),
        (["brief", "a", "--align", "word"], "'--align'"),
        (["brief", "a", "--engine", "magic"], "'--engine'"),
        (["brief", "a", "--format", "docx"], "'docx' is not one of 'markdown', 'json'"),
        (["cache", "prune", "--max-size", "large"], "'large' is not a size"),
        (["cache", "prune", "--max-age", "old"], "'old' is not an age"),
    ],
)
def test_wrong_usage_is_2_in_the_same_style(arguments: list[str], says: str, depeche: Any) -> None:
    ended = depeche(*arguments)
    assert ended.code == 2
    line, hint = ended.err.splitlines()
    assert line.startswith("depeche: error: ")
    assert says in line
    assert line.endswith((".", "?", ")"))
    assert hint.startswith("  See 'depeche")
    assert hint.endswith(" --help'.")


@pytest.mark.parametrize("arguments", [[], ["models"], ["cache"]])
def test_without_a_command_the_help_goes_to_stderr(arguments: list[str], depeche: Any) -> None:
    ended = depeche(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(" ".join(["Usage: depeche", *arguments]))


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("arguments", [[], ["brief"], ["models"], ["models", "pull"], ["cache"]])
def test_help_goes_to_stdout(arguments: list[str], option: str, depeche: Any) -> None:
    ended = depeche(*arguments, option)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(" ".join(["Usage: depeche", *arguments]))


def test_version(depeche: Any) -> None:
    assert depeche("--version").out == f"depeche {__version__}\n"


def test_a_closed_stdout_is_an_error_only_where_something_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert run.run(["--version"]) == 40
    assert "Standard output is closed" in capsys.readouterr().err


def test_output_is_utf_8_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console.deliver("été → \udcff 🙂\n")
    assert raw.getvalue() == "été → ".encode() + b"\xff" + " 🙂\n".encode()


def test_ctrl_c_before_anything_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    import gc

    from pipeline import __main__

    def interrupt() -> None:
        raise KeyboardInterrupt

    threshold = gc.get_threshold()
    monkeypatch.setattr(run, "prepare_process", interrupt)
    try:
        with pytest.raises(SystemExit) as end:
            __main__.main()
    finally:
        gc.set_threshold(*threshold)
    assert end.value.code == 130
