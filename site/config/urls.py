"""The admin is the whole site, but for a page that machines read."""

from django.contrib import admin
from django.urls import path, reverse_lazy
from django.views.generic import RedirectView

from gapfinder.health import healthz

OVERVIEW = reverse_lazy("admin:app_list", args=["gapfinder"])

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz),
    path("", RedirectView.as_view(url=OVERVIEW)),
]
