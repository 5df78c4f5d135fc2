c.id, c.created_micros, c.owner, p.model, c.archived, c.message_count + c.in_segments as message_count, c.last_sequence, c.tokens
