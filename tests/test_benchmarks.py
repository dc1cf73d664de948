"""What the benchmark measures with: a command that fails says why."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def test_a_failed_command_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    watch = import_module("watch")
    with pytest.raises(watch.CommandError, match=r"(?s)exit status 3 of .*\n.*no such thing as snow"):
        watch.run([sys.executable, "-c", "print('there is no such thing as snow'); exit(3)"], {})
    assert watch.run([sys.executable, "-c", "pass"], {}).wall > 0
