"""The speaker model's pieces: they are those of the package tokenizers, which the model's first vocabulary came with."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.quotes.pieces import Pieces

VOCABULARY = {"▁": -3.0, "▁stay": -4.0, "st": -3.5, "ay": -3.6, "▁s": -3.2, "t": -5.0, "a": -5.1, "y": -5.2, "s": -5.3, "é": -5.4,
              "fi": -4.4, ".": -2.0, "ع": -5.5}  # fmt: skip
FIRST, UNKNOWN = 7, 3


@pytest.fixture(scope="module")
def reference():
    tokenizers = pytest.importorskip("tokenizers")
    own = [(f"<{n}>", 0.0) for n in range(FIRST)]
    tokenizer = tokenizers.Tokenizer(
        tokenizers.models.Unigram([*own, *VOCABULARY.items()], unk_id=UNKNOWN, byte_fallback=False)
    )
    normalizers = tokenizers.normalizers
    blanks = normalizers.Replace(tokenizers.Regex(r"\s+"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), blanks])
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
    return tokenizer


def split(text):
    pieces = Pieces(list(VOCABULARY), list(VOCABULARY.values()), FIRST, UNKNOWN)
    return list(pieces.split(text, 0, len(text)))


@settings(deadline=None)
@given(words=st.lists(st.text("stayxé.ﬁعq", min_size=1, max_size=12), min_size=1, max_size=6))
def test_words_are_split_as_by_the_package_tokenizers(words, reference):
    text = " ".join(words)
    assert [piece.id for piece in split(text)] == reference.encode(text, add_special_tokens=False).ids


def test_a_piece_stands_where_the_text_has_it():
    text = "stay  e\u0301x."
    assert [(text[piece.start : piece.end]) for piece in split(text)] == ["stay", "", "e\u0301", "x", "."]
