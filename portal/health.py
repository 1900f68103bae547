"""Whether the site works, for a load balancer. Says nothing of what is in it."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from briefings.public.withheld import still_public
from portal.withdrawal_list import Damaged


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers; 503, and why, when a restored site must not be read yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    try:
        waiting = bool(still_public())
    except Damaged as damage:
        return HttpResponse(f"{damage}\n", status=503, content_type="text/plain")
    if waiting:
        words = "A back-up was restored. Run manage.py apply_withdrawals: nothing is public before."
        return HttpResponse(f"{words}\n", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
