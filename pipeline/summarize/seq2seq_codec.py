"""Text to tokens and back, and what a model's files say of it; loads no weights."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.errors import ModelLoadError
from pipeline.summarize.seq2seq import Overrides, Search, Source, Traits

FAMILIES = ("bart", "pegasus", "t5", "mt5")
_SANE_LENGTH = 1_000_000  # "no limit" is written as a larger number
_T5_LENGTH = 512  # what T5 was trained on; its relative positions know no limit
_LINE = "<n>"  # PEGASUS's line break


class Codec:
    """Tokenizer and traits of a model in the layout of Hugging Face.

    The tokenizer is the checkpoint's own, run by the ``tokenizers`` library: from
    ``tokenizer.json``, or made by Transformers from older files.

    Args:
        loader: gives the model's folder, verified; called once, before the first text.
        overrides: what ``models.yaml`` sets.
    """

    def __init__(self, loader: Callable[[], Path], overrides: Overrides | None = None) -> None:
        self._loader = loader
        self.overrides = overrides or Overrides()

    @cached_property
    def folder(self) -> Path:
        """The verified folder."""
        return self._loader()

    @cached_property
    def traits(self) -> Traits:
        """What the files say.

        Raises:
            ModelLoadError: a file is missing or not as expected, or the family is unknown.
        """
        try:
            return self._read_traits()
        except (KeyError, TypeError, ValueError) as error:
            raise ModelLoadError(
                f"The configuration in {self.folder} is not that of a summariser: {error!r}.",
                hint="Check 'kind' in models.yaml, or pull the model again.",
            ) from error

    @cached_property
    def capacity(self) -> int:
        """Tokens of text that the model takes at once: its limit less prefix and specials."""
        return self.traits.source_limit - self._overhead

    def encode(self, text: str) -> Source:
        """Tokens of ``text`` with the prefix before it and the special tokens around it.

        What looks like a special token in the text is text: a wire cannot end its own input.
        """
        text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate
        safe = self._special.sub(lambda match: f"{match[0][0]} {match[0][1:]}", text)
        encoding = self._tokenizer.encode(self.traits.prefix + safe)
        return Source(tuple(encoding.tokens), tuple(encoding.ids))

    def count(self, text: str) -> int:
        """Tokens that ``text`` takes of :attr:`capacity`."""
        return len(self.encode(text).ids) - self._overhead

    def decode(self, tokens: tuple[str, ...]) -> str:
        """Text of generated tokens; a line break of the model's is a line break."""
        ids = [self._tokenizer.token_to_id(token) for token in tokens]
        known = [number for number in ids if number is not None]
        text: str = self._tokenizer.decode(known, skip_special_tokens=True)
        return text.replace(_LINE, "\n")

    def names(self, ids: list[int]) -> tuple[str, ...]:
        """Tokens by id; those that only fill up the vocabulary are left out."""
        tokens = (self._tokenizer.id_to_token(number) for number in ids)
        return tuple(token for token in tokens if token is not None)

    @cached_property
    def _overhead(self) -> int:
        return len(self._tokenizer.encode(self.traits.prefix).ids)

    @cached_property
    def _special(self) -> re.Pattern[str]:
        added = [str(token) for token in self._tokenizer.get_added_tokens_decoder().values()]
        marks = {token for token in added if len(token) > 1} | {"<s>", "</s>", "<pad>", "<unk>"}
        return re.compile("|".join(sorted(map(re.escape, marks), key=len, reverse=True)))

    @cached_property
    def _tokenizer(self) -> Any:
        path = self.folder / "tokenizer.json"
        try:
            if path.is_file():
                from tokenizers import Tokenizer

                tokenizer: Any = Tokenizer.from_file(str(path))
            else:
                tokenizer = _from_transformers(self.folder)
        except Exception as error:  # tokenizers raises no narrower one
            raise ModelLoadError(
                f"The tokenizer in {self.folder} does not load: {error}.",
                hint="Run depeche models verify.",
            ) from error
        # A checkpoint may come with its truncation switched on: nothing is cut silently here.
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    def _read_traits(self) -> Traits:
        config = _read(self.folder / "config.json")
        family = config.get("model_type")
        if family not in FAMILIES:
            raise ModelLoadError(
                f"The model in {self.folder} is of the family {family!r}.",
                hint=f"Summarisers of these families can be used: {', '.join(FAMILIES)}.",
            )
        task = (config.get("task_specific_params") or {}).get("summarization") or {}
        own = _read(self.folder / "generation_config.json", optional=True)
        settings = {**config, **_set(task), **_set(own)}
        positions = config.get("n_positions", _T5_LENGTH)
        if family in {"bart", "pegasus"}:
            positions = config["max_position_embeddings"]
        stated = _read(self.folder / "tokenizer_config.json", optional=True).get("model_max_length")
        limits = [int(positions), stated, self.overrides.max_source_tokens]
        sane = [int(limit) for limit in limits if limit is not None and limit < _SANE_LENGTH]
        prefix = self.overrides.prefix
        if prefix is None:
            prefix = task.get("prefix", "summarize: " if family == "t5" else "")
        end_id = _first(settings["eos_token_id"])
        start_id = _first(settings.get("decoder_start_token_id"))
        return Traits(
            family=family,
            source_limit=min(sane),
            target_limit=int(positions),
            prefix=prefix,
            search=self._search(settings),
            end=(self._token(end_id), end_id),
            pad_id=_first(settings["pad_token_id"]),
            start_id=_first(settings["pad_token_id"]) if start_id is None else start_id,
            forced_start=self._forced_start(settings),
            forced_end=settings.get("forced_eos_token_id") is not None,
        )

    def _search(self, settings: Mapping[str, Any]) -> Search:
        def first(override: float | None, name: str, default: float) -> float:
            stated = settings.get(name)
            return override if override is not None else default if stated is None else stated

        mine = self.overrides
        return Search(
            beam_size=int(first(mine.beam_size, "num_beams", 4)),
            length_penalty=float(first(mine.length_penalty, "length_penalty", 1.0)),
            no_repeat_ngram_size=int(first(mine.no_repeat_ngram_size, "no_repeat_ngram_size", 3)),
            repetition_penalty=float(first(None, "repetition_penalty", 1.0)),
        )

    def _forced_start(self, settings: Mapping[str, Any]) -> tuple[str, int] | None:
        forced = _first(settings.get("forced_bos_token_id"))
        if forced is None and settings.get("force_bos_token_to_be_generated"):  # until 2021
            forced = _first(settings["bos_token_id"])
        return None if forced is None else (self._token(forced), forced)

    def _token(self, number: int) -> str:
        token = self._tokenizer.id_to_token(number)
        if token is None:
            raise ValueError(f"no token has the id {number}")
        return str(token)


def _from_transformers(folder: Path) -> Any:
    from pipeline.models.environment import quiet

    with quiet():
        from transformers import AutoTokenizer

        tokenizer = AutoTokenizer.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False
        )
        return tokenizer.backend_tokenizer


def _read(path: Path, *, optional: bool = False) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if optional:
            return {}
        raise ModelLoadError(
            f"There is no {path.name} in {path.parent}.", hint="Pull the model again."
        ) from None
    except (OSError, ValueError) as error:
        raise ModelLoadError(
            f"{path} cannot be read: {error}.", hint="Run depeche models verify."
        ) from error
    if not isinstance(value, dict):
        raise ModelLoadError(f"{path} holds no mapping.", hint="Run depeche models verify.")
    return value


def _set(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in settings.items() if value is not None}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value
