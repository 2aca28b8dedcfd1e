"""A bundled listing and a small stand-in for the web on loopback, for `linkpulse demo` and for the tests."""
