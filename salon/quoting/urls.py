"""Addresses of quotes, all below /salon/."""

from django.urls import path

from salon.quoting.views import answering, picking

app_name = "quoting"
urlpatterns = [
    path("quotes/", answering.mine, name="mine"),
    path("quotes/<int:pk>/answer/", answering.answer, name="answer"),
    path("rooms/<slug:slug>/topics/<int:pk>/quotes/", picking.pick, name="pick"),
    path("quotes/<int:pk>/drop/", picking.drop, name="drop"),
]
