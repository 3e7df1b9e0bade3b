"""The admin is the whole site, and it begins with the overview."""

from django.contrib import admin
from django.urls import path, reverse_lazy
from django.views.generic import RedirectView

OVERVIEW = reverse_lazy("admin:app_list", args=["gapfinder"])

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", RedirectView.as_view(url=OVERVIEW)),
]
