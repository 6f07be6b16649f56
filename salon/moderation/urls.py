"""Addresses of what the secretariat does in rooms, all below /salon/."""

from django.urls import path

from salon.moderation.views import announcing, first, log, moving, pauses, people, reports, rules

app_name = "moderation"

urlpatterns = [
    path("rooms/<slug:slug>/messages/<uuid:name>/move/", moving.message, name="move-message"),
    path("rooms/<slug:slug>/topics/<int:pk>/move/", moving.topic, name="move-topic"),
    path("rooms/<slug:slug>/topics/<int:pk>/merge/", moving.merge, name="merge"),
    path("rooms/<slug:slug>/messages/<uuid:name>/report/", reports.report, name="report"),
    path("first/", first.page, name="first"),
    path("rules/", rules.show, name="rules"),
    path("reports/", reports.mine, name="my-reports"),
    path("moderation/log/", log.index, name="log"),
    path("moderation/rules/", rules.edit, name="edit-rules"),
    path("moderation/reports/", reports.index, name="reports"),
    path("moderation/reports/<uuid:name>/", reports.close, name="close-reports"),
    path("moderation/announce/", announcing.announce, name="announce"),
    path("moderation/people/<int:pk>/", people.person, name="person"),
    path("moderation/people/<int:pk>/caution/", people.caution, name="caution"),
    path("moderation/people/<int:pk>/exclude/", people.exclude, name="exclude"),
    path("moderation/pauses/", pauses.index, name="pauses"),
    path("moderation/pauses/<int:pk>/end/", pauses.end, name="end-pause"),
    path("moderation/exclusions/<int:pk>/end/", people.end, name="end-exclusion"),
]
