"""Addresses of concerns."""

from django.urls import path

from desist.casework.concerns.views import agreement, answering, closing, concern, telling

app_name = "concerns"
urlpatterns = [
    path("of/<uuid:person_id>", concern.of, name="of"),
    path("agreement/of/<uuid:person_id>", agreement.record, name="agreement"),
    path("agreement/paper/<slug:language>", agreement.paper, name="paper"),
    path("<uuid:public_id>", concern.concern, name="concern"),
    path("<uuid:public_id>/acknowledge", answering.acknowledge, name="acknowledge"),
    path("<uuid:public_id>/correct", answering.correct, name="correct"),
    path("<uuid:public_id>/told", telling.told, name="told"),
    path("<uuid:public_id>/told/<uuid:told_id>", telling.told_again, name="told_again"),
    path("<uuid:public_id>/told/<uuid:told_id>/answer", telling.answer, name="answer"),
    path("<uuid:public_id>/close", closing.close, name="close"),
    path("<uuid:public_id>/keep-open", closing.keep_open, name="keep_open"),
]
