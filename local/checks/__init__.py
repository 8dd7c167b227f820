"""Checks of the deployed product, from outside only: SDK calls in, SDK calls out."""
