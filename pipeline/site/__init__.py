"""Release → static pages: read it, lay it out, write it beside the old site, and swap.

The pages need no server, no network and no script to be read. What people said is shown as text
and as nothing else, whatever it holds (`pipeline.site.inert`).
"""


class SiteError(Exception):
    """The site cannot be made; the message says why and what to do."""
