"""The admin is the whole site, but for two pages for those who are not at the desk."""

from django.contrib import admin
from django.urls import include, path, reverse_lazy
from django.views.generic import RedirectView

OVERVIEW = reverse_lazy("admin:app_list", args=["gapfinder"])

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("gapfinder.urls")),
    path("", RedirectView.as_view(url=OVERVIEW)),
]
