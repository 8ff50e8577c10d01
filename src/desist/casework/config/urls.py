"""Every address of the service. Each page has a route; what has none is not there."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("desist.casework.casefile.urls")),
    path("people/", include("desist.casework.people.urls")),
    path("referrals/", include("desist.casework.referrals.urls")),
    path("rules/", include("desist.casework.rules.urls")),
    path("account/", include("desist.casework.accounts.urls")),
    path("audit/", include("desist.casework.audit.urls")),
    path("service/", include("desist.casework.pages.urls")),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("demonstration/", include("desist.casework.demonstration.urls")))

handler400 = "desist.casework.pages.views.bad_request"
handler404 = "desist.casework.pages.views.not_found"
handler500 = "desist.casework.pages.views.broken"
