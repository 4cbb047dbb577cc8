"""The pages, one module a group: each has a ``router``; ``docgen.web.app`` lists them."""
