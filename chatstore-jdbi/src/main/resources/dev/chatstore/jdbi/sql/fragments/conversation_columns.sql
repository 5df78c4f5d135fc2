-- The number of messages is that of all, wherever they are.
c.tenant, c.id, c.version, c.message_count + c.in_segments as message_count, c.last_sequence, c.tokens, c.owner, c.archived,
       c.in_segments, c.created_micros, c.active_micros, c.updated_micros, p.title, p.model, p.system_prompt, p.metadata
