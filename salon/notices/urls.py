"""What a person hears of, and what there is to hear."""

from django.urls import path

from salon.notices.views import hearing, names, notices, wishes

app_name = "notices"
urlpatterns = [
    path("salon/notices/", notices.home, name="home"),
    path("salon/notices/count/", notices.count, name="count"),
    path("salon/notices/<int:pk>/", notices.go, name="go"),
    path("me/notices/", wishes.wishes, name="wishes"),
    path("salon/notices/rooms/<slug:slug>/", hearing.room, name="level"),
    path("salon/notices/rooms/<slug:slug>/names/", names.names, name="names"),
    path("salon/notices/topics/<int:pk>/", hearing.topic, name="follow"),
]
