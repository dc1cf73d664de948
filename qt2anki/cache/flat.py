"""The values that a cache holds as plain tuples, for `marshal`, and back: no class is ever loaded from a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any

from qt2anki.errors import Diagnostic, Location, Severity
from qt2anki.gather import Gathered
from qt2anki.ledger import Figures, ReleasePlan, Subject
from qt2anki.model import DocumentFacts, RelatedQuestion

if TYPE_CHECKING:
    from collections.abc import Mapping

Flat = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build can tell of a release: its plan, its subjects, documents without cards, and problems."""

    plan: ReleasePlan
    subjects: tuple[Subject, ...]
    skipped: Mapping[str, Counter[str]]
    diagnostics: tuple[Diagnostic, ...]

    def again(self) -> Outcome:
        """Return what a build tells that finds everything as this one left it."""
        total = _unchanged(self.plan.total)
        subjects = {key: _unchanged(figures) for key, figures in self.plan.subjects.items() if figures.documents}
        plan = replace(self.plan, changes=False, total=total, subjects=subjects, affected=frozenset())
        return replace(self, plan=plan)


def _unchanged(figures: Figures) -> Figures:
    return Figures(figures.documents, figures.held, figures.notes, figures.cards, unchanged=figures.notes)


def flatten_facts(facts: DocumentFacts) -> Flat:
    """Return the facts as a tuple, without where the drafts lie, which dies with the build."""
    return (
        facts.path,
        facts.id,
        facts.question,
        facts.url,
        facts.subjects,
        facts.keywords,
        tuple((related.question, related.url) for related in facts.related),
        facts.digest,
        facts.copies,
        facts.skipped,
        facts.held,
    )


def _restore_facts(row: Flat) -> DocumentFacts:
    path, document_id, question, url, subjects, keywords, related, digest, copies, skipped, held = row
    return DocumentFacts(
        path=path,
        id=document_id,
        question=question,
        url=url,
        subjects=subjects,
        keywords=tuple(map(intern, keywords)),
        related=tuple(_related(*each) for each in related),
        digest=digest,
        copies=copies,
        skipped=skipped,
        held=held,
    )


@lru_cache(maxsize=1 << 16)
def _related(question: str, url: str) -> RelatedQuestion:
    return RelatedQuestion(question, url)


def flatten_gathered(gathered: Gathered) -> Flat:
    """Return what was gathered of one file."""
    problems = tuple(map(_flatten_diagnostic, gathered.diagnostics))
    return flatten_facts(gathered.facts), gathered.subject, problems, gathered.content


def restore_gathered(row: Flat) -> Gathered:
    """Return what `flatten_gathered` took apart."""
    facts, subject, problems, content = row
    return Gathered(_restore_facts(facts), subject, tuple(map(_restore_diagnostic, problems)), content)


def path_of(row: Flat) -> str:
    """Return the path of a file that `flatten_gathered` took apart."""
    path: str = row[0][0]
    return path


def flatten_outcome(outcome: Outcome) -> Flat:
    """Return an outcome as a tuple."""
    plan = outcome.plan
    figures = {key: astuple(value) for key, value in plan.subjects.items()}
    return (
        (plan.number, plan.moment, astuple(plan.total), figures, plan.held),
        tuple(map(astuple, outcome.subjects)),
        {key: dict(reasons) for key, reasons in outcome.skipped.items()},
        tuple(map(_flatten_diagnostic, outcome.diagnostics)),
    )


def restore_outcome(row: Flat) -> Outcome:
    """Return what `flatten_outcome` took apart."""
    (number, moment, total, figures, held), subjects, skipped, problems = row
    by_subject = {key: Figures(*values) for key, values in figures.items()}
    return Outcome(
        ReleasePlan(number, moment, changes=False, total=Figures(*total), subjects=by_subject, held=held),
        tuple(Subject(*values) for values in subjects),
        {key: Counter(reasons) for key, reasons in skipped.items()},
        tuple(map(_restore_diagnostic, problems)),
    )


def _flatten_diagnostic(problem: Diagnostic) -> Flat:
    place = (problem.location.path, problem.location.line, problem.location.column)
    return place, problem.code, problem.message, problem.hint, str(problem.severity)


def _restore_diagnostic(row: Flat) -> Diagnostic:
    place, code, message, hint, severity = row
    return Diagnostic(Location(*place), code, message, hint, Severity(severity))
