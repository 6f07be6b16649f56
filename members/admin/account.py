"""The admin's own settings of a person: language and notices. Name and address are changed under /me/, once for all."""

from wagtail.admin.views import account

KEPT = {account.NotificationsSettingsPanel, account.LocaleSettingsPanel, account.ThemeSettingsPanel}


class AccountView(account.AccountView):
    def get_panels(self):
        return [panel for panel in super().get_panels() if type(panel) in KEPT]
