"""Walks through the product in Chromium, with a film and pictures of each: `make walks`."""
