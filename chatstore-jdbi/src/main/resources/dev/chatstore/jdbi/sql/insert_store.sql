insert into chat_store (id, identity) values (1, :identity)
on conflict (id) do nothing
