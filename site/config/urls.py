"""The admin is the whole site, but for a page that machines read."""

from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from gapfinder.health import healthz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz),
    path("", RedirectView.as_view(pattern_name="admin:index")),
]
