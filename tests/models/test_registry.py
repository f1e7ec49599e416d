from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigError, UnknownProfileError
from pipeline.models import Registry, load_registry
from pipeline.models.registry import packed_file, user_file

GOOD = """\
default_profile: small
profiles:
  small:
    translation: fr-en
    summarisation: pick
models:
  fr-en:
    kind: marian
    task: translation
    source:
      hub: owner/name
      revision: 0123456
    licence: MIT
    languages: [fr, en]
    size: 1.5 MB
    decoding:
      beam_size: 2
      length_penalty: 0.6
    engine:
      threads: 3
  pick:
    kind: extractive
    task: summarisation
    licence: MIT
    languages: [fr]
"""


def load(tmp_path: Path, text: str) -> Registry:
    path = tmp_path / "models.yaml"
    path.write_text(text, encoding="utf-8")
    return load_registry(path, packed=path)


def test_everything_said_is_kept_and_the_rest_has_defaults(tmp_path: Path) -> None:
    model = load(tmp_path, GOOD).model("fr-en")
    assert model.source.revision == "0123456"  # not the number that YAML sees in it
    assert model.size == 1_500_000
    assert (model.decoding.beam_size, model.decoding.length_penalty) == (2, 0.6)
    assert (model.decoding.max_length_ratio, model.engine.threads) == (2.0, 3)
    assert (model.engine.compute_type, model.sha256) == ("int8", {})
    assert model.origin.endswith("models.yaml:8")


def test_the_packed_file_is_sound_and_names_what_it_must() -> None:
    registry = load_registry(packed_file(), packed=packed_file())
    assert registry.default_profile == "embedded"
    assert set(registry.profiles) == {"embedded", "opus", "opus-big"}
    licences = {name: model.licence for name, model in registry.models.items()}
    assert licences["opus-mt-tc-big-fr-en"] == "CC-BY-4.0"
    assert licences["bart-large-cnn"] == "MIT"
    for model in registry.models.values():
        assert model.description
        assert model.source.type == "none" or model.languages
        assert model.source.type != "hub" or (model.size > 10**8 and model.source.revision)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("beam_size: 2", "beam_sise: 2", 16, "Did you mean 'beam_size'?"),
        ("beam_size: 2", "beam_size: 0", 16, "a whole number from 1 to 64"),
        ("beam_size: 2", "beam_size: yes", 16, "must be text"),
        ("length_penalty: 0.6", "length_penalty: .nan", 17, "must be a number"),
        ("kind: marian", "kind: mariane", 8, "Did you mean 'marian'?"),
        ("    kind: marian\n", "", 8, "no 'kind'"),
        ("licence: MIT", "license: MIT", 12, "Did you mean 'licence'?"),
        ("kind: marian", "kimd: marian", 8, "Did you mean 'kind'?"),
        ("size: 1.5 MB", "size: big", 14, "301 MB"),
        ("languages: [fr, en]", "languages: fr", 13, "must be a list"),
        ("hub: owner/name", "hub: owner", 10, "owner/name"),
        ("hub: owner/name", "hub: ../name", 10, "owner/name"),
        ("hub: owner/name", "packege: weights", 10, "Did you mean 'package'?"),
        ("hub: owner/name", "hub: owner/name\n      path: x", 10, "has both"),
        ("hub: owner/name\n      revision: 0123456", "package: ../x", 10, "not a folder inside"),
        ("revision: 0123456", "revision: a..b", 11, "not a revision"),
        ("translation: fr-en", "translation: fr-em", 4, "Did you mean 'fr-en'?"),
        ("translation: fr-en", "translation: pick", 4, "is not a translation model"),
        ("default_profile: small", "default_profile: smal", None, "Did you mean 'small'?"),
        ("profiles:", "profile:", 2, "Did you mean 'profiles'?"),
        ("threads: 3", "threads: 3\n      threads: 4", 20, "twice"),
        ("threads: 3", "threads: [", 22, "not valid YAML"),
        ("  pick:", "  pick me:", 21, "is not a name"),
        ("size: 1.5 MB", "sha256: {x: abc}", 14, "64 hex digits"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int | None, says: str
) -> None:
    assert old in GOOD
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, GOOD.replace(old, new, 1))
    assert says in str(caught.value)
    assert caught.value.exit_code == 20
    if line is not None:
        # The mapping or the value: a reader finds it on the line or on the one before.
        reported = int(caught.value.message.split("models.yaml:")[1].split(":")[0])
        assert abs(reported - line) <= 1


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "- a\n", "just words", "a: b: c", "\t"])
def test_what_is_no_models_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError):
        load(tmp_path, text)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes("é: 1".encode("latin-1"))
    for path in (tmp_path, tmp_path / "absent.yaml", tmp_path / "latin.yaml"):
        with pytest.raises(ConfigError, match="cannot be read"):
            load_registry(path)


@given(st.text(alphabet="amk: {}[]-&*!|>'\"\n#%0", max_size=60), st.integers(0, len(GOOD)))
def test_whatever_stands_in_the_file_only_a_configuration_error_comes_out(
    tmp_path_factory: pytest.TempPathFactory, junk: str, where: int
) -> None:
    folder = tmp_path_factory.getbasetemp()
    try:
        registry = load(folder, GOOD[:where] + junk + GOOD[where:])
    except ConfigError:
        return
    assert registry.profile().translation in registry.models


def test_the_users_file_is_laid_over_the_packed_one(tmp_path: Path) -> None:
    over = tmp_path / "mine.yaml"
    over.write_text(
        "profiles:\n  desk: {translation: mine, summarisation: extractive}\n"
        "models:\n  mine:\n    kind: marian\n    task: translation\n"
        "    source: {path: sub/folder}\n    licence: own\n    languages: [fr, en]\n"
    )
    registry = load_registry(over)
    assert registry.default_profile == "embedded"
    assert registry.profile("desk").translation == "mine"
    assert registry.model("mine").source.value == str((tmp_path / "sub/folder").resolve())
    assert "opus" in registry.profiles


def test_the_environment_names_the_users_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPECHE_MODELS", str(tmp_path / "named.yaml"))
    assert user_file() == tmp_path / "named.yaml"
    with pytest.raises(ConfigError, match=r"named\.yaml"):
        load_registry()
    monkeypatch.delenv("DEPECHE_MODELS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert user_file() is None
    (tmp_path / "depeche").mkdir()
    (tmp_path / "depeche" / "models.yaml").write_text("default_profile: opus\n")
    assert load_registry().profile().name == "opus"


def test_unknown_names_are_answered_with_the_nearest(tmp_path: Path) -> None:
    registry = load(tmp_path, GOOD)
    for call in (registry.profile, registry.model, registry.models_named):
        with pytest.raises(UnknownProfileError) as caught:
            call("smalll" if call == registry.profile else "pik")
        assert "Did you mean" in caught.value.hint
        assert caught.value.exit_code == 21
    assert [model.name for model in registry.models_named("small")] == ["fr-en", "pick"]
    assert [model.name for model in registry.models_named("pick")] == ["pick"]
