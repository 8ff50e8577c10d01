"""Language: staff choose that of the frame in their browser; a participant's pages speak theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

P = ParamSpec("P")
Words = TypeVar("Words")
COOKIE = "language"
LASTS = 365 * 24 * 3600
ENGLISH = settings.LANGUAGE_CODE


def languages() -> list[tuple[str, str]]:
    """Every language of the service, by its code, called by its own name."""
    return list(settings.LANGUAGES)


class FrameLanguage:
    """Sets the language that was chosen in this browser; English where none was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in it, and say so."""
        with speaking(request.COOKIES.get(COOKIE, ENGLISH)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say everything inside in this language; in English where we do not speak it.

    For a letter or a page to a participant: ``with speaking(person's language):``.
    """
    known = code if code in dict(settings.LANGUAGES) else ENGLISH
    with translation.override(known):
        yield


def once_a_language(make: Callable[P, Words]) -> Callable[P, Words]:
    """Have words that never change but with the language made once for each.

    As with ``lru_cache``, ``cache_clear`` has them made anew.
    """

    @lru_cache(maxsize=200)
    def made(_language: str | None, *args: Any) -> Words:
        return make(*args)  # type: ignore[call-arg]

    @wraps(make)
    def spoken(*args: P.args, **_: P.kwargs) -> Words:
        return made(translation.get_language(), *args)

    spoken.cache_clear = made.cache_clear  # type: ignore[attr-defined]
    return spoken


def keep_language(response: HttpResponse, code: str) -> None:
    """Have the browser keep a choice. It says nothing of who chose."""
    response.set_cookie(
        COOKIE,
        code,
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
