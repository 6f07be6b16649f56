"""The running product in real Chromium: `make test-browser`."""
