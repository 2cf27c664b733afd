"""Builds the site: assembles pages and open data, and replaces the previous site."""
