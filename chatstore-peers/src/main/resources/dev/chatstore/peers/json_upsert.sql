insert into json_conversation (id, messages)
values (?, ?::jsonb)
on conflict (id) do update set messages = excluded.messages
