"""Every address of the service. Each page has a route; what has none is not there."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("desist.casework.casefile.urls")),
    path("people/", include("desist.casework.people.urls")),
    path("referrals/", include("desist.casework.referrals.urls")),
    path("upstream/", include("desist.casework.upstream.urls")),
    path("tasks/", include("desist.casework.tasks.urls")),
    path("concerns/", include("desist.casework.concerns.urls")),
    path("battery/", include("desist.casework.battery.urls")),
    path("assessment/", include("desist.casework.assessment.urls")),
    path("planning/", include("desist.casework.planning.urls")),
    path("groups/", include("desist.casework.groups.urls")),
    path("delivery/", include("desist.casework.delivery.urls")),
    path("partners/", include("desist.casework.partners.urls")),
    path("reviews/", include("desist.casework.reviews.urls")),
    path("life-plan/", include("desist.casework.reviews.life_plan_urls")),
    path("outcomes/", include("desist.casework.outcomes.urls")),
    path("exchange/", include("desist.casework.exchange.urls")),
    path("rights/", include("desist.casework.rights.urls")),
    path("studies/", include("desist.casework.studies.urls")),
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
