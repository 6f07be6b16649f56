from django.urls import path

from salon.push import views

app_name = "push"
urlpatterns = [
    path("", views.subscribe, name="subscribe"),
    path("<int:pk>/stop/", views.stop, name="stop"),
]
