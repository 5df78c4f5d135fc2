-- Adds to a head, or creates it if it is missing. Unlike a read of a missing row, it locks no gap. Passes the new version,
-- times 2 to the power of 32, and the new newest sequence to the caller in one number; 0 if they do not fit into it, if the
-- conversation is removed, or if something is left over. Assignments are made from left to right, each with the results of
-- those before it. Changes no indexed column but active_day, once a day, and archived, if it was.
insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros,
     updated_micros)
values (:tenant, :conversation, :version, :messages, :last_sequence, :tokens, :owner, 0, :now, :now,
        :now + cast(0 * last_insert_id(:version * 4294967296 + :last_sequence) as signed))
on duplicate key update
    version = version + values(version),
    message_count = message_count + values(message_count),
    last_sequence = last_sequence + values(last_sequence),
    tokens = tokens + values(tokens),
    archived = 0,
    active_micros = values(active_micros),
    updated_micros = values(active_micros) + cast(0 * last_insert_id(
        if(deleted_micros is null and leftover = 0 and version < 2147483648 and last_sequence < 4294967296,
           version * 4294967296 + last_sequence, 0)) as signed)
