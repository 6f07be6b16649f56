"""What puts the salon on a phone."""

from tests.who_may.doors import Door
from tests.who_may.roles import EVERYBODY, SIGNED_IN

doors = [
    # The same for everybody: browsers ask for both without saying who reads
    Door("sw.js", get=EVERYBODY, public=True),
    Door("salon.webmanifest", get=EVERYBODY, public=True),
    Door("salon/device/", get=SIGNED_IN),
]
