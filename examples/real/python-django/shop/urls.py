from datetime import datetime, timezone

from django.contrib.auth.models import User
from django.http import JsonResponse
from django.templatetags.static import static
from django.urls import path
from django.utils.timezone import localtime


def status(request):
    noon = datetime(2026, 7, 1, 12, tzinfo=timezone.utc)
    return JsonResponse({"users": User.objects.count(), "style": static("shop.css"), "noon": localtime(noon).isoformat()})


urlpatterns = [path("status", status)]
