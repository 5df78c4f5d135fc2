-- Moves heads to the given versions and sequences, and creates those that are new. Fails if one is not as it was seen: the
-- version that was seen, as a negative number, takes the place of the time of creation, which only a new head needs.
-- Overflows fail in each sql_mode. Without a row for a head that was seen, it is created nevertheless, which a later
-- statement notices: by the number of changes, 2 for an update and 1 for an insert, or by the proof, which only an update
-- passes on. Assignments are made from left to right, each with the results of those before it. Changes no indexed column
-- but active_day, once a day, and archived, if it was.
insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros,
     updated_micros)
values (:tenant, :conversation, :version, :messages, :last_sequence, :tokens, :owner, 0, :seen, :now, :now)
on duplicate key update
    version = if(version = -values(created_micros) and last_sequence + values(message_count) = values(last_sequence)
                 and deleted_micros is null and leftover = 0, values(version), exp(1000 + version)),
    message_count = message_count + values(message_count),
    last_sequence = values(last_sequence),
    tokens = tokens + values(tokens),
    archived = 0,
    active_micros = values(active_micros),
    updated_micros = values(updated_micros) + cast(0 * last_insert_id(:proof) as signed)
