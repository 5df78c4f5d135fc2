-- The columns that an edit keeps. The others are stored for each revision.
m.sequence, m.version, m.id, m.role, m.author, m.parent, m.tokens, m.created_micros, m.redacted
