"""Walks through the product in Chromium, with a film and pictures of each: `make walks`."""

import os

import django

# The browser tests' own product asks the command behind `make run` whose links it prints
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()
