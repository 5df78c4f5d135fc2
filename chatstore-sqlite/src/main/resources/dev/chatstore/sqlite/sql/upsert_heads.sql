-- Touches no column of an index: SQLite would write the entries anew though nothing in them changed.
insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, archived, created_micros, updated_micros)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, 0, :now, :now
from jsonb_each(:heads) k
where true
on conflict (tenant, id) do update set
    version = excluded.version,
    message_count = message_count + excluded.message_count,
    last_sequence = excluded.last_sequence,
    tokens = tokens + excluded.tokens,
    updated_micros = excluded.updated_micros
