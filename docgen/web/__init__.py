"""The web service: pages for clerks. It parses, calls workflow and records, and shows; no rule of the domain is here.

``docgen.web.app.create_app`` makes the application; FastAPI and what it needs are imported there and nowhere above.
"""
