"""URLs of the public pages: a project includes them under any path."""

from django.urls import path

from gapfinder.views.health import healthz
from gapfinder.views.unsubscribe import unsubscribe

app_name = "gapfinder"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("unsubscribe/<str:token>", unsubscribe, name="unsubscribe"),
]
