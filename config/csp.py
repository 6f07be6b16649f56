"""One strict policy for site and salon, a looser one for Wagtail's admin, which carries inline script and style."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts

ADMIN = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}


class Middleware(CSPMiddleware):
    """Choose the policy by path."""

    def get_policy_parts(self, request, response, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith("/admin/"):
            parts.replace = {**ADMIN, **(parts.replace or {})}
        elif getattr(request, "is_preview", False):
            # An editor's preview is our page inside a frame of the admin
            parts.replace = {"frame-ancestors": [SELF], **(parts.replace or {})}
        return parts
