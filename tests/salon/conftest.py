import pytest

from tests.salon.push.service import Service


@pytest.fixture
def service(settings):
    """A push service on the loopback, which only tests may reach."""
    settings.PUSH_TO_LOOPBACK = True
    running = Service()
    yield running
    running.shutdown()
    running.server_close()
