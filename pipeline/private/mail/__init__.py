"""The mail reader: mailboxes to mails, whatever state they are in.

Mail is hostile until it is read: every step is linear in its input and bounded.
"""
