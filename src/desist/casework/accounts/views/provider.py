"""Signing in at a department's identity provider, and linking the two accounts once."""

from __future__ import annotations

import logging
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from desist.casework.access import Level, note_reading, route
from desist.casework.accounts import gate, provider
from desist.casework.accounts.actions.provider import (
    LinkTaken,
    begin_attempt,
    link_identity,
    offer_link,
    take_attempt,
)
from desist.casework.accounts.actions.sign_in import raise_level
from desist.casework.accounts.jobs import write_link
from desist.casework.accounts.models import ProviderAttempt, User
from desist.casework.accounts.queries import find_by_identity, find_linkable, find_offer
from desist.casework.accounts.token import new_token
from desist.casework.accounts.views.way_in import destination

log = logging.getLogger("desist.accounts")


@route(level=Level.ANONYMOUS, why="the way in through a department's own sign-in")
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To the provider, with an attempt that only this browser can finish."""
    if settings.DESIST_OIDC is None:
        raise Http404
    key, state, nonce, verifier = (new_token() for _ in range(4))
    fresh = request.level >= Level.SECOND_FACTOR
    try:
        address = provider.where_to_sign_in(
            state=state, nonce=nonce, verifier=verifier, fresh=fresh, back=_back()
        )
    except (provider.NotBelieved, provider.ProviderSilent) as error:
        return _refuse(request, error)
    begin_attempt(
        key=key,
        state=state,
        nonce=nonce,
        verifier=verifier,
        wanted=destination(request),
        fresh=fresh,
        at=timezone.now(),
    )
    response = HttpResponseRedirect(address)
    gate.remember_attempt(response, key)
    return response


@route(level=Level.ANONYMOUS, why="where the provider sends whoever signed in there")
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """The provider's answer: into the gate, to linking, or nowhere."""
    at = timezone.now()
    if settings.DESIST_OIDC is None:
        raise Http404
    if not gate.may_ask_provider(request, at=at):
        return _refuse(request, "too many answers from one address", status=429)
    key = request.COOKIES.get(settings.DESIST_ATTEMPT_COOKIE, "")
    attempt = take_attempt(key=key, state=request.GET.get("state", ""), at=at)
    code, issuer = request.GET.get("code", ""), request.GET.get("iss", settings.DESIST_OIDC.issuer)
    if attempt is None or not code or issuer != settings.DESIST_OIDC.issuer:
        return _refuse(request, "no such attempt of this browser, or no code")
    try:
        claims = provider.exchange(
            code=code,
            nonce=attempt.nonce,
            verifier=attempt.verifier,
            fresh=attempt.fresh,
            back=_back(),
            at=at,
        )
    except (provider.NotBelieved, provider.ProviderSilent) as error:
        return _refuse(request, error)
    user = find_by_identity(issuer=claims.issuer, subject=claims.subject)
    if user is None:
        return _offer(request, claims)
    return _let_in(request, user, claims, attempt)


def _let_in(
    request: HttpRequest, user: User, claims: provider.Claims, attempt: ProviderAttempt
) -> HttpResponse:
    at = timezone.now()
    wanted = attempt.wanted
    if attempt.fresh:
        if request.user != user or request.level < Level.SECOND_FACTOR or not claims.is_enough:
            return _refuse(request, "another person, or too weak a proof, to confirm a sign-in")
        response = HttpResponseRedirect(wanted)
        key = new_token()
        raise_level(entry=request.sign_in, key=key, by=user, at=at)
        gate.set_cookie(response, key)
    else:
        response = HttpResponseRedirect(wanted)
        if not claims.is_enough:
            onward = urlencode({"next": wanted})
            response["Location"] = f"{reverse('accounts:second_factor')}?{onward}"
        given = {"user": user, "is_enough": claims.is_enough, "at": at}
        gate.let_in_by_provider(request, response, **given)
    gate.forget_attempt(response)
    return response


def _offer(request: HttpRequest, claims: provider.Claims) -> HttpResponse:
    """The same words whether or not there is an account to link: a letter goes to its address."""
    user = find_linkable(email=claims.email, issuer=claims.issuer) if claims.email else None
    offer_id = uuid4()
    if user is not None:
        given = {"issuer": claims.issuer, "subject": claims.subject, "token": new_token()}
        offer_id = offer_link(user=user, **given, by=user, at=timezone.now()).public_id
    write_link.enqueue(str(offer_id))
    response = render(request, "accounts/link_offered.html", {})
    gate.forget_attempt(response)
    return response


@route(level=Level.ANONYMOUS, why="whoever follows the letter may have no password here")
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Link the identity for which a letter was sent. Following the letter alone links nothing.

    Raises:
        Http404: the link was used, is too old, or never was.
    """
    at = timezone.now()
    offer = find_offer(token, at=at)
    if offer is None or settings.DESIST_OIDC is None:
        raise Http404
    if request.method == "POST":
        try:
            link_identity(user=offer.user, offer=offer, by=offer.user, at=at)
        except LinkTaken:
            raise Http404 from None
        return redirect("accounts:sign_in")
    return render(request, "accounts/link.html", {"name": settings.DESIST_OIDC.name})


def _back() -> str:
    return str(settings.DESIST_ADDRESS + reverse("accounts:provider_back"))


def _refuse(request: HttpRequest, why: object, *, status: int = 403) -> HttpResponse:
    """One page for every refusal; what it was is for the log."""
    log.warning("a sign-in by the provider was refused: %s", why)
    note_reading("accounts.provider", [], outcome="denied")
    response = render(request, "accounts/provider_refused.html", {}, status=status)
    gate.forget_attempt(response)
    return response
