"""Unsubscribe page: ends a subscription by the link of a digest, without a login."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gapfinder.digests.delivery.unsubscribe_tokens import reader_of
from gapfinder.models import Subscription

PAGE = "gapfinder/unsubscribe.html"


@csrf_exempt  # RFC 8058: mail programs post here, and the token authorizes them
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button, and end the subscription when it is pressed.

    Opening the link ends nothing: link scanners open every link of a mail. The page
    names only the help centre, in the language of the digest.
    """
    reader = reader_of(token)
    if reader and request.method == "POST":
        Subscription.objects.with_keys([reader.pk]).end(timezone.now())
        reader = reader_of(token)
    if reader is None:  # an invalid token, or an erased subscription
        return _page(request, HTTPStatus.NOT_FOUND)
    with override(reader.language):
        return _page(request, HTTPStatus.OK, reader)


def _page(
    request: HttpRequest, status: HTTPStatus, reader: Subscription | None = None
) -> HttpResponse:
    response = render(request, PAGE, {"reader": reader}, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"  # the address ends a subscription
    return response
