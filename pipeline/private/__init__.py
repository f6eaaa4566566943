"""Everything that touches mail or an asker's identity: it writes below outputs/private alone.

What it gives to the other rooms is the channel that a question came in by, and counts.
"""
