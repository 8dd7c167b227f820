"""Tests of the local tooling itself, without a cloud: `.ci/run` runs them with the Python that has the tools."""
