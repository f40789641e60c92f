"""The application as the server calls it: the front before Django, and Django alone."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.wsgi import get_wsgi_application

from encyclopedia.serving.reader_fast_path import ReaderFastPath

PATH = "/person/leon-trotsky/"
Answer = tuple[str, dict[str, str], bytes]


def ask(application: Any, path: str, method: str = "GET", **more: Any) -> Answer:
    """Status, headers and body; `more` goes into the environment unchanged, except `scheme`."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": more.pop("scheme", "http"),
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        **more,
    }
    started: list[Any] = []
    body = application(environ, lambda status, headers: started.append((status, headers)))
    answered = b"".join(body)
    getattr(body, "close", lambda: None)()
    ((status, headers),) = started
    assert len(dict(headers)) == len(headers)
    return status, dict(headers), answered


class Roads:
    """The front and Django alone, with the same requests; `fell` counts what the front left to Django."""

    def __init__(self) -> None:
        self.django = get_wsgi_application()
        self.fell = 0
        self.front = ReaderFastPath(self.fall)

    def fall(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.fell += 1
        return self.django(environ, start_response)

    def same(self, path: str = PATH, method: str = "GET", **more: Any) -> Answer:
        """The answer, after checking that both give it, from memory too."""
        ordinary = ask(self.django, path, method, **more)
        for _ in range(2):
            assert ask(self.front, path, method, **more) == ordinary
        return ordinary

    def answered_by_front(self, path: str = PATH, method: str = "GET", **more: Any) -> Answer:
        answer = self.same(path, method, **more)
        assert self.fell == 0
        return answer

    def left_to_django(self, path: str = PATH, method: str = "GET", **more: Any) -> Answer:
        # A page in memory must not be sent in answer to a request that needs Django.
        ask(self.front, PATH)
        self.fell = 0
        answer = self.same(path, method, **more)
        assert self.fell == 2
        return answer
