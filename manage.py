#!/usr/bin/env python
"""Django's command line; without DJANGO_SETTINGS_MODULE it runs the development settings."""

import gc
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    # Two hundred migrations make very many objects that live long: a third of their time went into looking for garbage
    gc.set_threshold(50_000, 20, 10)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
