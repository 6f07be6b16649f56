from django.urls import path

from members.mail import views

app_name = "mail"
urlpatterns = [
    path("stop/<uuid:key>/", views.stop, name="stop"),
    path("stop/<uuid:key>/again/", views.resume, name="resume"),
]
