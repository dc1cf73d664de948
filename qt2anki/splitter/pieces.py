"""Divide an answer among lead, mechanisms, points, summary and the rest, in order, without a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qt2anki.model import Fragment, Piece
from qt2anki.splitter.fragments import text_of
from qt2anki.splitter.phrases import CLOSING, SUMMARY_TITLE
from qt2anki.splitter.points import opens_section
from qt2anki.splitter.titles import whole
from qt2anki.splitter.trimming import closing_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qt2anki.markup import Block
    from qt2anki.splitter.fragments import Page
    from qt2anki.splitter.runs import Run


class Division(NamedTuple):
    """The pieces of an answer, the blocks that open and close it, and those that hold its points."""

    pieces: tuple[Piece, ...]
    opening: Sequence[Block]
    closing: Sequence[Block]
    pointed: Sequence[Block]
    summary: Fragment | None


def divide(page: Page, blocks: Sequence[Block], runs: Sequence[Run], *, points: bool) -> Division:
    """Divide an answer's top-level blocks; a piece takes the blank lines below it.

    `points` says that what no list fills holds points.
    """
    roles = _roles(blocks, runs, points=points)
    pieces: list[Piece] = []
    at = 0
    while at < len(blocks):
        stop = at + 1
        while stop < len(blocks) and roles[stop] == roles[at]:
            stop += 1
        start = blocks[at].start if pieces else 0
        end = blocks[stop].start if stop < len(blocks) else len(page.lines)
        pieces.append(Piece(roles[at].partition(" ")[0], start, end, page.blocks(blocks[at:stop])))
        at = stop
    for run in runs:
        if run.closing is not None:
            _part(page, pieces, blocks[run.last - 1], run.closing)
    if not pieces:
        pieces.append(Piece("rest", 0, len(page.lines), Fragment((), page.source(0, len(page.lines)))))
    summary = next((piece.blocks for piece in reversed(pieces) if piece.role == "summary"), None)
    held: dict[str, list[Block]] = {"lead": [], "summary": [], "points": []}
    for block, role in zip(blocks, roles, strict=True):
        if role in held:
            held[role].append(block)
    return Division(tuple(pieces), held["lead"], held["summary"], held["points"], summary)


def _part(page: Page, pieces: list[Piece], block: Block, line: int) -> None:
    """Part a piece at the line on which closing text begins inside its last block."""
    at = next(at for at, piece in enumerate(pieces) if piece.start < line < piece.end)
    whole_piece = pieces[at]
    above = Fragment(whole_piece.blocks.tokens, page.source(whole_piece.start, line))
    below = Fragment(closing_text(block, line), page.source(line, block.end))
    pieces[at : at + 1] = [
        Piece(whole_piece.role, whole_piece.start, line, above),
        Piece("summary", line, whole_piece.end, below),
    ]


def _roles(blocks: Sequence[Block], runs: Sequence[Run], *, points: bool) -> list[str]:
    """Return the role of each block; the blocks of one list share one that no other has."""
    roles = ["rest"] * len(blocks)
    for at, block in enumerate(blocks):
        if block.kind != "paragraph":
            break
        roles[at] = "lead"
    first = _first_section(blocks) if points else len(blocks)
    for at, block in enumerate(blocks if points else ()):
        if at >= first or block.kind == "bullet_list":
            roles[at] = "points"
    for number, run in enumerate(runs):
        for at in range(run.first, run.last):
            roles[at] = f"mechanism {number}"
    _close(blocks, roles)
    return roles


def _first_section(blocks: Sequence[Block]) -> int:
    """Return where the first section opens; a single bold title opens none."""
    headed = any(block.kind == "heading" for block in blocks)
    opens = [at for at, block in enumerate(blocks) if opens_section(block, headed=headed)]
    return opens[0] if headed or len(opens) > 1 else len(blocks)


def _close(blocks: Sequence[Block], roles: list[str]) -> None:
    """Mark the closing text: the last heading if it is a summary's, else the last closing phrase, and all below it."""
    phrase = None
    for at in range(len(blocks) - 1, 0, -1):
        block = blocks[at]
        if roles[at].startswith("mechanism"):
            break
        if block.kind == "heading" and block.inline is not None:
            if SUMMARY_TITLE.match(text_of(whole(block.inline.children or ()).title)):
                phrase = at
            break
        if block.kind == "paragraph" and block.inline is not None and CLOSING.match(block.inline.content):
            phrase = phrase or at
    if phrase is not None:
        roles[phrase:] = ["summary"] * (len(blocks) - phrase)
