-- Adds to a head that exists, unless it is removed or something of a removed one is left over.
on conflict (tenant, id) do update set
    version = c.version + excluded.version,
    message_count = c.message_count + excluded.message_count,
    last_sequence = c.last_sequence + excluded.last_sequence,
    tokens = c.tokens + excluded.tokens,
    archived = 0,
    active_micros = excluded.active_micros,
    updated_micros = excluded.updated_micros
where c.deleted_micros is null and c.leftover = 0
