-- The part of a message that an edit keeps; the rest is stored for each revision.
m.sequence, m.version, m.id, m.role, m.author, m.parent, m.tokens, m.created_micros, m.redacted
