"""The site: assembles all pages and data, and publishes them."""
