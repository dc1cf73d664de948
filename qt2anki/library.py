"""What the program does, for other programs: the functions behind the commands `split` and `cards`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qt2anki.config import ALL_KINDS
from qt2anki.dealer import deal_cards
from qt2anki.documents import find_documents, read_document
from qt2anki.splitter import split_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qt2anki.model import Answer, Deal, Document


@dataclass(frozen=True, slots=True)
class SplitDocument:
    """A document, and its answer as the splitter sees it."""

    document: Document
    answer: Answer


@dataclass(frozen=True, slots=True)
class DealtDocument:
    """A document, its answer, and the cards that it gives."""

    document: Document
    answer: Answer
    deal: Deal


def split(source: Path | str) -> Iterator[SplitDocument]:
    """Yield every document below `source`, a directory, split into lead, mechanisms, points and summary.

    In order of path; documents that cannot be read are left out: `check` names them. Raises SourceError when `source`
    is no directory that can be read.
    """
    root = Path(source)
    for path, file in find_documents(root):
        document, _problems = read_document(path, file)
        if document is not None:
            yield SplitDocument(document, split_answer(document))


def cards(source: Path | str, kinds: frozenset[str] = ALL_KINDS) -> Iterator[DealtDocument]:
    """Yield every document below `source` with the notes that it gives, before any ledger.

    `kinds` are names of `config.ALL_KINDS`. Order and errors are those of `split`.
    """
    for each in split(source):
        yield DealtDocument(each.document, each.answer, deal_cards(each.document, each.answer, kinds))
