"""Bytes to Document: one module a format; knows lines and places, no meaning."""
