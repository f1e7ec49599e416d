"""Translating: engines behind one protocol and, above them, the part that looks up the
cache, drops duplicates, sorts, batches and repairs.
"""

from pipeline.translate.alignment import Aligner, Alignment, AttentiveEngine
from pipeline.translate.base import DecodingSettings, Engine, EngineInfo, Hypothesis
from pipeline.translate.ctranslate2_engine import CTranslate2Engine
from pipeline.translate.rules import translatable
from pipeline.translate.tokenizer import Encoding, MarianPieces, Tokenizer
from pipeline.translate.transformers_engine import TransformersEngine
from pipeline.translate.translator import TRANSLATE_CODE_VERSION, Finished, Translator

__all__ = [
    "TRANSLATE_CODE_VERSION",
    "Aligner",
    "Alignment",
    "AttentiveEngine",
    "CTranslate2Engine",
    "DecodingSettings",
    "Encoding",
    "Engine",
    "EngineInfo",
    "Finished",
    "Hypothesis",
    "MarianPieces",
    "Tokenizer",
    "TransformersEngine",
    "Translator",
    "translatable",
]
