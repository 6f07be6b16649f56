from django.urls import path

from salon.replies.views.incoming import incoming

app_name = "replies"
urlpatterns = [path("mail/incoming/", incoming, name="incoming")]
