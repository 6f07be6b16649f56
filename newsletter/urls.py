"""Addresses of the newsletter that are no Wagtail pages."""

from django.urls import path

from newsletter.views import feeds

urlpatterns = [path("feeds/newsletter.atom", feeds.issues, name="newsletter-feed")]
