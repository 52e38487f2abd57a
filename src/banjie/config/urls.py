"""Every address of the site, room by room."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from banjie.common import views as common
from banjie.keeping import views as keeping
from banjie.keeping.metrics import metrics
from banjie.reporting.views.inbox import today

handler500 = common.failed

urlpatterns = [
    path("", today, name="today"),
    path("language/", login_not_required(common.choose_language), name="language"),
    path("healthz", login_not_required(keeping.alive), name="health"),
    path("readyz", login_not_required(keeping.ready), name="ready"),
    path("metrics", login_not_required(metrics), name="metrics"),
    path("", include("banjie.people.urls")),
    path("", include("banjie.people.factors")),
    path("", include("banjie.notices.urls")),
    path("", include("banjie.search.urls")),
    path("", include("banjie.documents.urls")),
    path("", include("banjie.approvals.urls")),
    path("", include("banjie.programme.urls")),
    path("", include("banjie.supervision.urls")),
    path("", include("banjie.topics.urls")),  # before the posters, whose codes stand below /p/ too
    path("", include("banjie.consultation.urls")),
    path("", include("banjie.reporting.urls")),
    path("", include("banjie.api.urls")),
]
