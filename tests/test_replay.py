"""No student loses a review: real releases of the content, real Anki, a student who lives in between."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection
from corpus import BUNDLE, require_shared
from replay import Replay, releases

if TYPE_CHECKING:
    from pathlib import Path


def replay(tmp_path: Path, tags: list[int], share: int) -> None:
    """Release these releases one after the other, each into the same collection, and print their figures."""
    require_shared()
    every = releases(BUNDLE, tmp_path)
    with closing(Collection(str(tmp_path / "collection.anki2"))) as collection:
        played = Replay(tmp_path, collection, share=share)
        for number in tags:
            print(played.release(every[number - 1]), flush=True)


@pytest.mark.corpus
def test_a_short_replay_loses_nothing(tmp_path: Path) -> None:
    replay(tmp_path, [2, 3, 5, 7, 9, 21], share=150)


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.parametrize("first", [0, 2, 4, 9, 16], ids=lambda first: f"after-{first}" if first else "all")
def test_the_whole_replay_loses_nothing(tmp_path: Path, first: int) -> None:
    """All releases, or from one directly to the last."""
    replay(tmp_path, [first, 21] if first else list(range(1, 22)), share=1)
