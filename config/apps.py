from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The wiring: settings, addresses, the commands that start the house."""

    name = "config"
    label = "house"
