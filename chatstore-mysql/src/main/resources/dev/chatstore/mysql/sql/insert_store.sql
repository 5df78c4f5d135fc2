insert ignore into chat_store (id, identity) values (1, :identity)
