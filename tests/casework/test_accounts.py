"""Signing in: two factors, each code once, limits that are shared and never lock the owner out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desist.casework.access import Level, Role
from desist.casework.accounts import limit
from desist.casework.accounts.actions.attempt import count_try
from desist.casework.accounts.actions.second_factor import (
    WrongCode,
    prove_second_factor,
    start_second_factor,
    use_recovery_code,
    use_second_factor,
)
from desist.casework.accounts.actions.staff import choose_password, close_account, make_invitation
from desist.casework.accounts.models import RecoveryCode, SignIn, User
from desist.casework.accounts.one_time_code import STEP_SECONDS, code_at, new_secret, step_of
from desist.casework.audit.models import AuditEvent
from tests.casework.people import INSTALLATION, NOON

PASSWORD = "three random words"  # noqa: S105
SIGN_IN = "/account/sign-in"
CODES = ("abcde-fghjk", "mnpqr-stuvw")


@pytest.fixture
def rita(world):
    user = world.member("rita", Role.REFERRER)
    return choose_password(user=user, password=PASSWORD, invitation=None, by=user, at=NOON)


@pytest.fixture
def secret(rita):
    """The secret on Rita's telephone, proved ten minutes ago."""
    made, before = new_secret(), timezone.now() - timedelta(minutes=10)
    start_second_factor(user=rita, secret=made, by=rita, at=before)
    code = code_at(made, step_of(before))
    prove_second_factor(user=rita, code=code, recovery_codes=CODES, by=rita, at=before)
    return made


def code_now(secret):
    return code_at(secret, step_of(timezone.now()))


def sign_in(client, password=PASSWORD, email="rita@example.org"):
    return client.post(SIGN_IN, {"email": email, "password": password})


def test_password_and_code_lead_to_where_somebody_wanted_to_go(client, secret):
    wanted = client.get("/people/")["Location"]
    answer = client.post(wanted, {"email": " RITA@Example.org ", "password": PASSWORD})
    assert client.get("/people/").status_code == 302
    client.get(answer["Location"])
    answer = client.post(answer["Location"], {"code": code_now(secret)})
    assert answer["Location"] == "/people/"
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(client, secret, next_):
    sign_in(client)
    answer = client.post(f"/account/second-factor?next={next_}", {"code": code_now(secret)})
    assert answer["Location"] == "/"


def test_the_password_alone_shows_nothing_and_cannot_set_up_another_telephone(client, secret):
    sign_in(client)
    for address in ("/", "/people/", "/account/", "/account/confirm"):
        assert client.get(address)["Location"].startswith("/account/second-factor")
    assert client.get("/account/enrol")["Location"] == "/account/second-factor"


def test_a_rise_of_level_makes_the_old_key_worthless(client, secret):
    sign_in(client)
    old = client.cookies["desist"].value
    client.post("/account/second-factor", {"code": code_now(secret)})
    thief = Client()
    thief.cookies["desist"] = old
    assert client.cookies["desist"].value != old
    assert thief.get("/")["Location"].startswith("/account/sign-in")


def test_keys_and_secrets_stand_in_the_database_only_hashed_or_encrypted(client, secret):
    sign_in(client)
    held = SignIn.objects.get()
    assert client.cookies["desist"].value not in str(held.__dict__)
    raw = User.objects.raw("SELECT id, secret AS stored FROM accounts_secondfactor")
    assert raw[0].stored.startswith("v1.k1.")


@pytest.mark.parametrize("spelling", ["{}", " {} ", "{0:.3} {0:3.6}", "fullwidth"])
def test_a_code_counts_once_in_whatever_spelling(rita, secret, spelling):
    now = timezone.now()
    code = code_at(secret, step_of(now))
    wide = code.translate({ord(str(n)): 0xFF10 + n for n in range(10)})
    again = {"fullwidth": wide, "{0:.3} {0:3.6}": f"{code[:3]} {code[3:]}"}.get(
        spelling, spelling.format(code)
    )
    use_second_factor(user=rita, code=again, by=rita, at=now)
    with pytest.raises(WrongCode):
        use_second_factor(user=rita, code=code, by=rita, at=now)


def test_a_code_of_another_time_does_not_count(rita, secret):
    now = timezone.now()
    for steps in (-3, 3):
        other = code_at(secret, step_of(now) + steps)
        with pytest.raises(WrongCode):
            use_second_factor(user=rita, code=other, by=rita, at=now)
    later = now + timedelta(seconds=STEP_SECONDS)
    use_second_factor(user=rita, code=code_at(secret, step_of(now)), by=rita, at=later)


def test_the_codes_are_those_of_the_standard():
    # RFC 6238, appendix B: the secret "12345678901234567890", its last six of eight digits.
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105
    assert code_at(secret, 59 // 30) == "287082"
    assert code_at(secret, 1111111109 // 30) == "081804"
    assert code_at(secret, 20000000000 // 30) == "353130"


def test_a_recovery_code_counts_once_and_only_its_owners(world, rita, secret):
    use_recovery_code(user=rita, code="ABCDE FGHJK", by=rita, at=NOON)
    with pytest.raises(WrongCode):
        use_recovery_code(user=rita, code=CODES[0], by=rita, at=NOON)
    otto = world.member("otto", Role.REFERRER)
    with pytest.raises(WrongCode):
        use_recovery_code(user=otto, code=CODES[1], by=otto, at=NOON)
    assert RecoveryCode.objects.filter(used_at=None).count() == 1


def test_ten_wrong_passwords_stop_the_account_everywhere_but_at_a_known_device(client, secret):
    sign_in(client)
    client.post("/account/second-factor", {"code": code_now(secret)})
    signed_in = client.cookies["desist"].value
    thief = Client(REMOTE_ADDR="198.51.100.1")
    answers = [sign_in(thief, "wrong", "Rita@EXAMPLE.org ").status_code for _ in range(12)]
    assert answers == [200] * 10 + [429] * 2
    assert sign_in(Client(REMOTE_ADDR="198.51.100.7")).status_code == 429
    assert client.get("/").status_code == 200
    client.cookies["desist"] = ""
    assert sign_in(client).status_code == 302
    client.cookies["desist"] = signed_in
    assert client.get("/").status_code == 200


def test_a_header_does_not_move_the_limit_of_an_address(db):
    answers = [
        Client(HTTP_X_FORWARDED_FOR=f"203.0.113.{n}").post(
            SIGN_IN, {"email": f"user{n}@example.org", "password": "x"}
        )
        for n in range(11)
    ]
    assert [each.status_code for each in answers] == [200] * 10 + [429]


def test_an_address_of_version_6_is_counted_by_its_network():
    assert limit.address_key("2001:db8::1") == limit.address_key("2001:db8::ffff:1")
    assert limit.address_key("2001:db8:0:1::1") != limit.address_key("2001:db8::1")


def test_five_codes_in_five_minutes_twenty_an_hour_fifty_a_day(db):
    limits = limit.counted(limit.SECOND_FACTOR, "somebody")
    start = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    allowed = [
        count_try(limits=limits, at=start + timedelta(minutes=minute)) for minute in range(24 * 60)
    ]
    assert allowed[:6] == [True] * 5 + [True]
    assert sum(allowed[:60]) == 20
    assert sum(allowed) <= 50


def test_wrong_address_and_wrong_password_answer_alike(client, rita):
    unknown = sign_in(client, email="nobody@example.org")
    wrong = sign_in(client, password="wrong wrong wrong")  # noqa: S106
    message = "The email address or the password is wrong"
    assert message in unknown.text
    assert message in wrong.text


def test_time_outs_end_a_sign_in_whatever_is_asked(world, client):
    rita = world.member("rita", Role.REFERRER)
    browser = world.browser(client, rita)
    for idle, begun in ((31, 31), (1, 12 * 60 + 1)):
        now = timezone.now()
        SignIn.objects.update(
            seen_at=now - timedelta(minutes=idle), started_at=now - timedelta(minutes=begun)
        )
        for address in ("/", "/people/?page=1&skip_timeout_reset=1", "/account/still-here"):
            assert browser.get(address)["Location"].startswith("/account/sign-in")


def test_what_matters_asks_again_after_fifteen_minutes(world, client):
    adam = world.member("adam", Role.ADMINISTRATOR)
    browser = world.browser(client, adam)
    assert browser.get("/account/staff/invite").status_code == 200
    SignIn.objects.update(confirmed_at=timezone.now() - timedelta(minutes=16))
    assert browser.get("/account/staff/invite")["Location"].startswith("/account/confirm")
    assert browser.get("/account/staff").status_code == 200


def test_an_invitation_works_once_and_leads_to_setting_up_a_telephone(world, client):
    adam = world.member("adam", Role.ADMINISTRATOR)
    world.browser(client, adam)
    sent = {"full_name": "Nia New", "email": "Nia@Example.org"}
    client.post("/account/staff/invite", sent)
    nia = User.objects.get(email="nia@example.org")
    page = client.post(f"/account/staff/{nia.public_id}/link").text
    token = page.split("/account/invitation/")[1].split("<")[0].strip()
    guest = Client()
    short = guest.post(f"/account/invitation/{token}", {"password": "short"})
    assert 'id="password-error"' in short.text
    assert guest.post(f"/account/invitation/{token}", {"password": PASSWORD}).status_code == 302
    assert guest.get(f"/account/invitation/{token}").status_code == 404
    sign_in(guest, email="nia@example.org")
    assert guest.get("/account/second-factor")["Location"] == "/account/enrol"
    assert "svg" in guest.get("/account/enrol").text
    secret = nia.second_factor.secret
    done = guest.post("/account/enrol", {"code": code_now(secret)})
    assert "Keep these recovery codes" in done.text
    assert guest.get("/").status_code == 200


def test_nobody_raises_themselves_and_closing_an_account_ends_its_sign_ins(world, client):
    adam = world.member("adam", Role.ADMINISTRATOR)
    browser = world.browser(client, adam)
    assert browser.get(f"/account/staff/{adam.public_id}/appoint").status_code == 404
    rita = world.member("rita", Role.REFERRER)
    hers = world.browser(Client(), rita)
    assert hers.get("/").status_code == 200
    close_account(user=rita, by=adam, at=NOON)
    assert hers.get("/").status_code == 302


def test_no_account_shows_itself_to_another_that_is_not_an_administrator(world, client):
    rita, otto = world.member("rita", Role.REFERRER), world.member("otto", Role.REFERRER)
    browser = world.browser(client, otto)
    assert browser.get(f"/account/staff/{rita.public_id}").status_code == 404
    make_invitation(user=rita, token="t" * 43, by=INSTALLATION, at=NOON)
    assert not AuditEvent.objects.filter(objects_json__contains="t" * 43).exists()


def test_signing_out_forgets_and_signing_out_elsewhere_keeps_only_this_browser(world):
    rita = world.member("rita", Role.REFERRER)
    here = world.browser(Client(), rita)
    there = world.browser(Client(), rita, level=Level.SECOND_FACTOR)
    here.post("/account/elsewhere")
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200
    left = here.post("/account/sign-out")
    assert left["Clear-Site-Data"]
    assert here.get("/").status_code == 302


def test_a_field_sent_twice_and_a_file_are_refused(client, db):
    from django.core.files.uploadedfile import SimpleUploadedFile

    assert client.post(SIGN_IN, {"email": ["a", "b"]}).status_code == 400
    assert client.post(SIGN_IN, {"file": SimpleUploadedFile("f", b"x")}).status_code == 400


def test_the_forms_of_the_way_in_are_sent_as_a_browser_sends_them(client, rita, secret):
    """One step is several acts: a form that carried one operation id for all of them failed."""
    import re

    def fill(address, **typed):
        page = client.get(address).text.split("<main")[1].split("</main>")[0]
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
        return client.post(address, dict(hidden) | typed)

    onward = fill(SIGN_IN, email="rita@example.org", password=PASSWORD)["Location"]
    assert fill(onward, code=code_now(secret))["Location"] == "/"
    later = Client()
    later.cookies["desist"] = client.cookies["desist"].value
    assert later.get("/").status_code == 200
