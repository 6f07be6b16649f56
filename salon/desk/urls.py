"""Addresses of needs, introductions and the desk, all below /salon/."""

from django.urls import path

from salon.desk.views import asking, consultation_desk, consultations, desk, introductions, needs, rooms, suggestions

app_name = "desk"

urlpatterns = [
    path("needs/", needs.index, name="needs"),
    path("needs/new/<slug:kind>/", needs.new, name="new"),
    path("needs/<int:pk>/", needs.posting, name="posting"),
    path("needs/<int:pk>/edit/", needs.edit, name="edit"),
    path("needs/<int:pk>/end/", needs.end, name="end"),
    path("needs/<int:pk>/hand/", needs.hand, name="hand"),
    path("needs/<int:pk>/hand/lower/", needs.lower, name="lower"),
    path("needs/<int:pk>/suggest/", suggestions.suggest, name="suggest"),
    path("desk/suggestions/<int:pk>/decline/", suggestions.decline, name="suggestion-decline"),
    path("introductions/", introductions.index, name="introductions"),
    path("introductions/ask/<int:pk>/", asking.ask, name="ask"),
    path("introductions/<int:pk>/", introductions.introduction, name="introduction"),
    path("introductions/<int:pk>/answers/<int:side>/", introductions.answer, name="answer"),
    path("introductions/<int:pk>/outcomes/", introductions.outcome, name="outcome"),
    path("introductions/<int:pk>/withdrawal/", desk.withdraw, name="withdraw"),
    path("desk/", desk.desk, name="desk"),
    path("consultations/", consultations.index, name="consultations"),
    path("consultations/new/", consultations.new, name="consultation-new"),
    path("consultations/<uuid:name>/", consultations.one, name="consultation"),
    path("consultations/<uuid:name>/agree/", consultations.agree, name="consultation-agree"),
    path("consultations/<uuid:name>/withdraw/", consultations.withdraw, name="consultation-withdraw"),
    path("consultations/<uuid:name>/more/", consultations.more, name="consultation-more"),
    path("desk/consultations/", consultation_desk.index, name="desk-consultations"),
    path("desk/consultations/<uuid:name>/", consultation_desk.one, name="desk-consultation"),
    path("desk/consultations/<uuid:name>/return/", consultation_desk.send_back, name="desk-consultation-return"),
    path("desk/consultations/<uuid:name>/erase/", consultation_desk.erase, name="desk-consultation-erase"),
    path("desk/rooms/", rooms.rooms, name="rooms"),
    path("desk/groups/new/", rooms.new, name="group-new"),
    path("desk/groups/<slug:slug>/", rooms.group, name="group"),
    path("desk/groups/<slug:slug>/members/", rooms.members, name="group-members"),
    path("desk/groups/<slug:slug>/closed/", rooms.close, name="group-close"),
    path("desk/results/", desk.results, name="results"),
    path("desk/postings/<int:pk>/", desk.fits, name="fits"),
    path("desk/postings/<int:pk>/choose/", desk.choose, name="choose"),
    path("desk/postings/<int:pk>/propose/<slug:code>/", desk.propose, name="propose"),
]
