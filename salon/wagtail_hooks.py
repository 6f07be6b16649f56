"""What of the salon the secretariat edits in Wagtail's admin. Rooms and what is said in them are not among it."""

from salon.desk import admin

admin.register()
