"""`serve`: on this machine only, without hidden files, building and telling when a document changes."""

from __future__ import annotations

import json
import shutil
import threading
from http.client import HTTPConnection
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from qt2anki.config import Config
from qt2anki.errors import OutputError, SourceError
from qt2anki.pipeline import Build, build
from qt2anki.serve import News, open_server, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEDS = Path(__file__).parent.parent / "seeds"


def get(address: str, path: str, host: str = "") -> tuple[int, str]:
    """Return status and text of a page."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request("GET", path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".qt2anki").mkdir()
    (tmp_path / "index.html").write_text("<body>All decks</body>", encoding="utf-8")
    (tmp_path / "medicine.apkg").write_bytes(b"deck")
    (tmp_path / ".qt2anki" / "holder.json").write_text("{}", encoding="utf-8")
    with open_server(tmp_path, News(), 0) as found:
        yield found


def test_pages_reload_themselves_and_decks_are_as_they_are(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")
    for path in ("/", "/index.html"):
        assert get(address, path) == (200, '<body>All decks<script src="/.reload.js"></script></body>')
    assert get(address, "/medicine.apkg") == (200, "deck")
    assert "location.reload" in get(address, "/.reload.js")[1]


@pytest.mark.parametrize(
    "path", ["/.qt2anki/holder.json", "/%2eqt2anki/holder.json", "/sub/", "/none.html", "/../../etc/passwd", "/none.js"]
)
def test_nothing_else_is_served(address: str, path: str) -> None:
    assert get(address, path)[0] == 404


@pytest.mark.parametrize("host", ["example.org", "example.org:8000", "127.0.0.1.example.org"])
def test_a_foreign_name_is_refused(address: str, host: str) -> None:
    assert get(address, "/index.html", host)[0] == 403


def test_localhost_is_a_name_of_this_machine(address: str) -> None:
    assert get(address, "/index.html", f"localhost:{urlsplit(address).port}")[0] == 200


def test_a_port_that_is_taken_is_one_clear_line(address: str, tmp_path: Path) -> None:
    port = urlsplit(address).port or 0
    with pytest.raises(OutputError, match=f"port {port} .*--port"), open_server(tmp_path, News(), port):
        pass


def test_news_wait_for_the_next_build() -> None:
    news = News()
    assert news.wait("") == 0
    assert news.wait("0", patience=0.01) == 0
    timer = threading.Timer(0.1, news.tell)
    timer.start()
    assert news.wait("0", patience=30) == 1
    timer.join()


def test_a_change_is_built_and_told_and_a_failure_leaves_the_last_build(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "decks"
    shutil.copytree(SEEDS / "medicine", source / "medicine")
    document = next(source.rglob("*.md"))
    lines: Queue[str] = Queue()
    stop = threading.Event()
    config = Config(source=source, out=out, jobs=1, now=1_772_000_000)
    thread = threading.Thread(target=serve, args=(config, 0, lines.put, stop))
    thread.start()
    try:
        assert lines.get(timeout=60).endswith("files written")
        address = lines.get(timeout=60).split()[0]
        assert json.loads(get(address, "/.news?seen=")[1]) == {"number": 1}
        document.with_name("broken.md").write_text("no front matter\n", encoding="utf-8")
        assert json.loads(get(address, "/.news?seen=1")[1]) == {"number": 2}
        assert "broken.md:1" in lines.get(timeout=60)
        document.unlink()
        assert lines.get(timeout=60).startswith("not built: ")
        assert get(address, "/subjects/medicine.html")[0] == 200
    finally:
        stop.set()
        thread.join(60)
    assert not thread.is_alive()


def test_a_change_during_a_build_is_built_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "source"
    shutil.copytree(SEEDS / "medicine", source / "medicine")
    lines: Queue[str] = Queue()
    stop, builds = threading.Event(), []

    def build_and_write(config: Config) -> Build:
        builds.append(build(config))
        if len(builds) < 3:
            (source / "medicine" / f"broken-{len(builds)}.md").write_text("broken", encoding="utf-8")
        return builds[-1]

    monkeypatch.setattr("qt2anki.serve.build", build_and_write)
    config = Config(source=source, out=tmp_path / "decks", jobs=1, now=1_772_000_000)
    thread = threading.Thread(target=serve, args=(config, 0, lines.put, stop))
    thread.start()
    try:
        told = [lines.get(timeout=60) for _ in range(4)]
    finally:
        stop.set()
        thread.join(60)
    assert ["broken-1" in line for line in told] == [False, False, True, True]
    assert "broken-2" in told[-1]


def test_a_source_that_does_not_exist_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere: no such directory"):
        serve(Config(source=tmp_path / "nowhere", out=tmp_path / "decks"), 0, print)
    assert list(tmp_path.iterdir()) == []
