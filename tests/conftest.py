"""What several test modules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from corpus import clone_corpus

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the documents of the corpus at its last release; without the corpus the test is skipped."""
    return clone_corpus(tmp_path_factory.mktemp("corpus"))
