"""Show the catalogue on this machine while its source is being written: build, serve, watch, reload."""

from __future__ import annotations

import json
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from watchfiles import Change, watch

from qt2anki.documents import require_source
from qt2anki.errors import OutputError, Qt2AnkiError
from qt2anki.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qt2anki.config import Config

ADDRESS = "127.0.0.1"
_NAMES = {"127.0.0.1", "localhost"}
"""What a request may call this machine; any other name may be a page from elsewhere that points its name here."""
_PATIENCE = 20.0
"""How long a page's question for news is kept open, in seconds."""
_POLL = 0.05
"""How often the server looks whether to stop, in seconds."""
_SETTLE = 300
"""How long the source must be quiet before a build, in milliseconds."""
_TICK = 200
"""How long to wait for a change before saying that there is none, in milliseconds."""
_SCRIPT = b"""\
(async () => {
  let seen = null;
  for (;;) {
    const news = await (await fetch(`/.news?seen=${seen ?? ""}`)).json();
    if (seen !== null && news.number !== seen) location.reload();
    seen = news.number;
  }
})().catch(() => {});
"""
_TAG = b'<script src="/.reload.js"></script></body>'


class News:
    """Counts the builds, and lets other threads wait for the next one."""

    def __init__(self) -> None:
        self._number = 0
        self._changed = threading.Condition()

    def tell(self) -> None:
        """Count one build."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait(self, seen: str, patience: float = _PATIENCE) -> int:
        """Return the number of builds once it is another than `seen`, at the latest after `patience` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: str(self._number) != seen, patience)
            return self._number


class _Handler(SimpleHTTPRequestHandler):
    """Serves the files of a catalogue, each page with a script that reloads it after a build."""

    def __init__(self, *parts: object, directory: Path, news: News) -> None:
        self._news = news
        super().__init__(*parts, directory=str(directory))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if (self.headers.get("Host") or "").partition(":")[0] not in _NAMES:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif path == "/.news":
            seen = parse_qs(urlsplit(self.path).query).get("seen", [""])[0]
            self._send("application/json", json.dumps({"number": self._news.wait(seen)}).encode())
        elif path == "/.reload.js":
            self._send("text/javascript", _SCRIPT)
        elif any(part.startswith(".") for part in PurePosixPath(unquote(path)).parts):
            self.send_error(HTTPStatus.NOT_FOUND)
        elif path.endswith(("/", ".html")):
            self._send_page()
        else:
            super().do_GET()

    def _send_page(self) -> None:
        page = Path(self.translate_path(self.path))
        page = page / "index.html" if page.is_dir() else page
        if page.is_file():
            self._send("text/html; charset=utf-8", page.read_bytes().replace(b"</body>", _TAG))
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, kind: str, content: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def list_directory(self, path: object) -> None:
        """Answer that there is nothing: the catalogue has an index of its own."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, *_parts: object) -> None:
        """Keep quiet: the terminal is for the builds."""


class _Server(ThreadingHTTPServer):
    """A thread a request; a page that is closed while it waits is no error."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def open_server(out: Path, news: News, port: int) -> Iterator[str]:
    """Serve the catalogue in `out` on this machine only, and yield its address; port 0 takes any free one.

    Raises OutputError where the port is taken.
    """
    try:
        server = _Server((ADDRESS, port), partial(_Handler, directory=out, news=news))
    except OSError as error:
        raise OutputError(f"port {port} cannot be used ({error.strerror}); choose another one with --port") from error
    thread = threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True)
    thread.start()
    try:
        yield f"http://{ADDRESS}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def serve(config: Config, port: int, say: Callable[[str], None], stop: threading.Event | None = None) -> None:
    """Build the catalogue, serve it, and build it again whenever a document changes, until `stop` or an interrupt.

    What happens is said in lines; a build that fails leaves the last one standing. Raises Qt2AnkiError where the first
    build fails, or the port is taken.
    """
    require_source(config.source)
    news = News()
    with open_server(config.out, news, port) as address:
        changes = _watch(config.source, stop)
        next(changes, None)
        say(_build(config))
        news.tell()
        say(f"{address} (Ctrl+C stops)")
        for _changed in filter(None, changes):
            try:
                say(_build(config))
                news.tell()
            except Qt2AnkiError as error:
                say(f"not built: {error}")


def _watch(source: Path, stop: threading.Event | None) -> Iterator[set[tuple[Change, str]]]:
    """Yield what has changed in the source, nothing after each `_TICK`: once asked it watches, also between questions.

    So asked before a build, it has seen what changes meanwhile.
    """
    return watch(
        source,
        watch_filter=_is_document,
        debounce=_SETTLE,
        rust_timeout=_TICK,
        yield_on_timeout=True,
        stop_event=stop,
    )


def _build(config: Config) -> str:
    done = build(config)
    problems = "".join(f"{problem}\n" for problem in done.diagnostics)
    return f"{problems}{len(done.written)} files written"


def _is_document(_change: Change, path: str) -> bool:
    return path.endswith(".md")
