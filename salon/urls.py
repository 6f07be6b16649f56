"""Addresses of the salon, all below /salon/ and only for people who signed in."""

from django.urls import include, path

from salon.home import views as home
from salon.rooms.views import behalf, files, messages, polls, summaries, topics, unread
from salon.rooms.views import rooms as views
from salon.searching import views as searching

rooms = (
    [
        path("", home.home, name="home"),
        path("search/", searching.search, name="search"),
        path("unread/", unread.numbers, name="unread"),
        path("rooms/<slug:slug>/", views.room, name="room"),
        path("rooms/<slug:slug>/unread/", unread.first, name="first-unread"),
        path("rooms/<slug:slug>/events/", views.events, name="events"),
        path("rooms/<slug:slug>/people/", views.people, name="people"),
        path("rooms/<slug:slug>/behalf/", behalf.write, name="behalf"),
        path("rooms/<slug:slug>/polls/new/", polls.new, name="poll-new"),
        path("rooms/<slug:slug>/polls/<int:pk>/", polls.poll, name="poll"),
        path("rooms/<slug:slug>/topics/<int:pk>/polls/new/", polls.new, name="topic-poll-new"),
        path("rooms/<slug:slug>/topics/<int:pk>/summary/", summaries.summary, name="summary"),
        path("rooms/<slug:slug>/topics/<int:pk>/behalf/", behalf.write, name="topic-behalf"),
        path("rooms/<slug:slug>/topics/<int:pk>/", views.topic, name="topic"),
        path("rooms/<slug:slug>/topics/<int:pk>/read/", views.read, name="read"),
        path("rooms/<slug:slug>/topics/<int:pk>/edit/", topics.edit, name="topic-edit"),
        path("rooms/<slug:slug>/topics/<int:pk>/<slug:state>/", topics.set_state, name="topic-state"),
        path("rooms/<slug:slug>/files/", files.upload, name="upload"),
        path("files/<uuid:name>/", files.show, name="file"),
        path("files/<uuid:name>/small/", files.small, name="file-small"),
        path("files/<uuid:name>/remove/", files.remove, name="file-remove"),
        path("rooms/<slug:slug>/messages/<uuid:name>/", messages.message, name="message"),
        path("rooms/<slug:slug>/messages/<uuid:name>/edit/", messages.edit, name="edit"),
        path("rooms/<slug:slug>/messages/<uuid:name>/withdraw/", messages.withdraw, name="withdraw"),
        path("rooms/<slug:slug>/messages/<uuid:name>/hide/", messages.hide, name="hide"),
        path("rooms/<slug:slug>/messages/<uuid:name>/show/", messages.show_again, name="show-again"),
        path("rooms/<slug:slug>/messages/<uuid:name>/react/", messages.react, name="react"),
    ],
    "salon",
)

# Moderation and quotes first: a state of a topic would take any word
urlpatterns = [
    path("", include("salon.moderation.urls")),
    path("", include("salon.quoting.urls")),
    path("", include(rooms)),
    path("gatherings/", include("salon.gatherings.urls")),
    path("library/", include("salon.library.urls")),
    path("", include("salon.replies.urls")),
    path("", include("salon.desk.urls")),
]
