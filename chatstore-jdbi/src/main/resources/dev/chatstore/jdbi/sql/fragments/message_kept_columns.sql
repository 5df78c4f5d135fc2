-- The columns that an edit keeps. The others are stored for each revision.
m.sequence, m.version, m.id, m.role, m.author, m.parent, m.created_micros, m.said_micros, m.redacted
