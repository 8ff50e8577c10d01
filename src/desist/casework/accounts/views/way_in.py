"""The way in and out: password, second factor, invitation."""

from __future__ import annotations

from uuid import uuid4

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from desist.casework.access import Level, route
from desist.casework.accounts import gate
from desist.casework.accounts.actions.second_factor import (
    WrongCode,
    prove_second_factor,
    start_second_factor,
)
from desist.casework.accounts.actions.sign_in import sign_out as end_sign_in
from desist.casework.accounts.actions.staff import LinkUsed, choose_password
from desist.casework.accounts.forms import (
    ChoosePasswordForm,
    CodeForm,
    RecoveryForm,
    ResetForm,
    SignInForm,
)
from desist.casework.accounts.jobs import write_new_password, write_password_changed
from desist.casework.accounts.one_time_code import new_secret, telephone_link
from desist.casework.accounts.queries import (
    find_invitation,
    find_second_factor,
    find_unproved_factor,
    find_user,
)
from desist.casework.accounts.token import new_recovery_codes
from desist.casework.pages.mail import can_send

TOO_MANY = gettext_lazy("There were too many tries. Wait a few minutes, then try again")


@route(level=Level.ANONYMOUS, why="the way in")
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Address and password."""
    form = SignInForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        typed = {name: form.values[name] for name in ("email", "password")}
        try:
            user = gate.check_credentials(request, **typed, at=at)
        except gate.TooManyTries:
            form.add_error("email", TOO_MANY)
            return render(request, "accounts/sign_in.html", _ways(form), status=429)
        if user is not None:
            response = _onward(request, "accounts:second_factor")
            gate.let_in(request, response, user=user, at=at)
            return response
        form.add_error("email", _("The email address or the password is wrong"))
    return render(request, "accounts/sign_in.html", _ways(form))


def _ways(form: SignInForm) -> dict[str, object]:
    """The password, and what else leads in."""
    return {"form": form, "provider": settings.DESIST_OIDC, "letters": can_send()}


@route(level=Level.PASSWORD, why="between password and second factor there is only this")
def second_factor(request: HttpRequest) -> HttpResponse:
    """The telephone's code; whoever has none sets one up first."""
    if find_second_factor(request.user) is None:
        return _onward(request, "accounts:enrol")
    return _ask_code(request, on_paper=False, template="accounts/second_factor.html")


@route(level=Level.PASSWORD, why="for whoever lost their telephone")
def recovery(request: HttpRequest) -> HttpResponse:
    """A code from paper instead."""
    if find_second_factor(request.user) is None:
        return _onward(request, "accounts:enrol")
    return _ask_code(request, on_paper=True, template="accounts/recovery.html")


@route(why="everybody confirms their own sign-in")
def confirm(request: HttpRequest) -> HttpResponse:
    """The second factor again, before something that matters; at the provider, if it is theirs."""
    if find_second_factor(request.user) is None:
        return _onward(request, "accounts:provider")
    return _ask_code(request, on_paper=False, template="accounts/confirm.html")


def _ask_code(request: HttpRequest, *, on_paper: bool, template: str) -> HttpResponse:
    form_class = RecoveryForm if on_paper else CodeForm
    form = form_class(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        try:
            gate.check_second_factor(
                user=request.user, code=form.values["code"], on_paper=on_paper, at=at
            )
        except gate.TooManyTries:
            form.add_error("code", TOO_MANY)
            return render(request, template, {"form": form}, status=429)
        except WrongCode:
            form.add_error("code", _("This code is wrong, or it was used before"))
        else:
            response = HttpResponseRedirect(destination(request))
            gate.let_further_in(request, response, at=at)
            return response
    return render(request, template, {"form": form})


@route(level=Level.PASSWORD, why="a new account has no telephone yet; an old one is sent away")
def enrol(request: HttpRequest) -> HttpResponse:
    """Set a telephone up: scan, type its code, keep ten codes on paper."""
    if find_second_factor(request.user) is not None:
        return _onward(request, "accounts:second_factor")
    user, at = request.user, timezone.now()
    factor = find_unproved_factor(user)
    if factor is None:
        factor = start_second_factor(user=user, secret=new_secret(), by=user, at=at)
    form = CodeForm(request.POST or None, actor=user)
    if request.method == "POST" and form.is_valid():
        codes = new_recovery_codes()
        try:
            prove_second_factor(
                user=user, code=form.values["code"], recovery_codes=codes, by=user, at=at
            )
        except WrongCode:
            form.add_error(
                "code", _("This code is wrong: check that the telephone's clock is right")
            )
        else:
            response = render(request, "accounts/recovery_codes.html", {"codes": codes})
            gate.let_further_in(request, response, at=at)
            return response
    link = telephone_link(factor.secret, account=user.email, issuer="Desist")
    context = {"form": form, "secret": factor.secret, "square": _square(link)}
    return render(request, "accounts/enrol.html", context)


@route(level=Level.ANONYMOUS, why="whoever follows an invitation has no password yet")
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password by the link of an invitation.

    Raises:
        Http404: the link was used, is too old, or never was.
    """
    at = timezone.now()
    held = find_invitation(token, at=at)
    if held is None:
        raise Http404
    form = ChoosePasswordForm(request.POST or None, actor=held.user, owner=held.user)
    if request.method == "POST" and form.is_valid():
        password = form.values["password"]
        had_one = bool(held.user.password)
        try:
            choose_password(user=held.user, password=password, invitation=held, by=held.user, at=at)
        except LinkUsed:
            raise Http404 from None
        if had_one:
            write_password_changed.enqueue(str(held.user.public_id))
        return redirect("accounts:sign_in")
    context = {"form": form, "name": held.user.full_name, "again": bool(held.user.password)}
    return render(request, "accounts/invitation.html", context)


@route(level=Level.ANONYMOUS, why="whoever lost their password cannot sign in")
def reset(request: HttpRequest) -> HttpResponse:
    """Ask for a letter with a link; the same page, in the same time, for every address."""
    if not can_send():
        raise Http404
    form = ResetForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        email, at = form.values["email"], timezone.now()
        if gate.may_ask_for_reset(request, email=email, at=at):
            user = find_user(email)
            write_new_password.enqueue(str(user.public_id if user else uuid4()))
        return render(request, "accounts/reset_sent.html", {})
    return render(request, "accounts/reset.html", {"form": form})


@route(level=Level.PASSWORD, why="whoever is signed in may leave")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave, and have the browser forget our pages."""
    end_sign_in(entry=request.sign_in, by=request.user, at=timezone.now())
    response = redirect("accounts:sign_in")
    gate.forget_cookie(response)
    return response


@route(why="keeps one's own session from timing out; shows nothing")
@require_safe
def still_here(_request: HttpRequest) -> HttpResponse:
    """Says that somebody is still at the page."""
    return HttpResponse(status=204)


def _square(link: str) -> Markup:
    """The link as a square code, drawn in the page: no image is fetched, no style is needed."""
    drawn = segno.make(link, error="m").svg_inline(scale=4, border=2, svgclass="desist-square")
    return Markup(drawn)  # noqa: S704 - drawn from a secret of ours, in which there is no markup


def _onward(request: HttpRequest, name: str) -> HttpResponseRedirect:
    """To another door, keeping where somebody wanted to go."""
    response: HttpResponseRedirect = redirect(name)
    if "next" in request.GET:
        response["Location"] += f"?{request.GET.urlencode()}"
    return response


def destination(request: HttpRequest) -> str:
    """Where somebody wanted to go, if that is here."""
    wanted: str = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe and wanted.startswith("/") else "/"
