"""Smallprint: reads privacy policies into clauses, badges and comparable clauses, and publishes them as a site."""
