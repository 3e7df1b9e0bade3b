"""Pages for those who are not at the desk: a project includes them where it likes."""

from django.urls import path

from .health import healthz
from .unsubscribe import unsubscribe

app_name = "gapfinder"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("unsubscribe/<str:token>", unsubscribe, name="unsubscribe"),
]
