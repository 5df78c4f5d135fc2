-- As in the other files of this name, the row of parameters is repeated for several rows, in the order of LoadTables.java.
insert into chat_conversation
    (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros,
     updated_micros)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
