"""The small models are sound: each loads, runs a sentence, and has the layout it claims."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

FAMILIES = {
    "tiny_marian": "MarianMTModel",
    "tiny_bart": "BartForConditionalGeneration",
    "tiny_pegasus": "PegasusForConditionalGeneration",
    "tiny_t5": "T5ForConditionalGeneration",
}


@pytest.mark.parametrize("fixture", FAMILIES)
def test_a_small_model_generates(fixture: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(fixture)
    import torch
    import transformers

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(
        folder, local_files_only=True, dtype=torch.float32
    )
    assert type(model).__name__ == FAMILIES[fixture]
    encoded = tokenizer("The president announced a nuclear agreement.", return_tensors="pt")
    unknown = (encoded["input_ids"] == tokenizer.unk_token_id).sum().item()
    assert unknown == 0
    assert encoded["input_ids"][0, -1].item() == model.config.eos_token_id
    output = model.generate(**encoded, max_new_tokens=6, num_beams=2)
    assert output.shape[0] == 1
    assert int(output.max()) < model.config.vocab_size
