"""Every address that a tablet can reach, and no other; nothing else leads here."""

from django.urls import include, path

from desist.casework.battery.views import tablet

_addresses = [
    path("", tablet.code, name="code"),
    path("welcome", tablet.welcome, name="welcome"),
    path("language", tablet.language, name="language"),
    path("on", tablet.go_on, name="on"),
    path("question/<int:place>/<int:first>", tablet.question, name="question"),
    path("answer", tablet.answer, name="answer"),
    path("pause", tablet.pause, name="pause"),
    path("check", tablet.check, name="check"),
    path("finish", tablet.finish, name="finish"),
    path("thanks", tablet.thanks, name="thanks"),
]
urlpatterns = [path("sitting/", include((_addresses, "sitting")))]

handler400 = "desist.casework.battery.views.tablet_faults.bad_request"
handler404 = "desist.casework.battery.views.tablet_faults.not_found"
handler500 = "desist.casework.pages.views.broken"
