"""What of the salon the secretariat edits in Wagtail's admin. What is said in rooms is not among it."""

from salon.desk import admin as desk
from salon.library import admin as library
from salon.moderation import admin as moderation
from salon.rooms import admin as rooms

desk.register()
library.register()
moderation.register()
rooms.register()
