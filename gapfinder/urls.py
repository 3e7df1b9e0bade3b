"""Pages for those who are not at the desk: a project includes them where it likes."""

from django.urls import path

from gapfinder.views.health import healthz
from gapfinder.views.unsubscribe import unsubscribe

app_name = "gapfinder"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("unsubscribe/<str:token>", unsubscribe, name="unsubscribe"),
]
