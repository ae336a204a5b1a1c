"""Recovery codes: opened by a button, because looking at them is noted and a GET never writes."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView, ViewRecoveryCodesView
from django.http import Http404, HttpRequest, HttpResponse


class ShowCodes(ViewRecoveryCodesView):
    """GET says how many codes are left, POST shows them. 404 without a set of codes."""

    shown = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.shown = True
        answer: HttpResponse = self.get(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.shown:
            context: dict[str, Any] = super().get_context_data(**kwargs)
            return context | {"shown": True, "unused_count": len(context["unused_codes"])}
        held = Authenticator.objects.filter(user_id=self.request.user.pk, type=Authenticator.Type.RECOVERY_CODES)
        authenticator = held.first()
        if authenticator is None:
            raise Http404
        codes = authenticator.wrap()
        return {
            "shown": False,
            "unused_count": len(codes.get_unused_codes()),
            "total_count": len(codes.generate_codes()),
        }


class DownloadCodes(DownloadRecoveryCodesView):
    """The unused codes as a text file."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = self.get(request, *args, **kwargs)
        return answer


show_codes = ShowCodes.as_view()
download_codes = DownloadCodes.as_view()
