"""The least: the admin, and the pages for those who are not at the desk."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [path("admin/", admin.site.urls), path("", include("gapfinder.urls"))]
