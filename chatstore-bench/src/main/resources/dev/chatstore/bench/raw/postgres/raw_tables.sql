create table raw_message (like chat_message, primary key (tenant, conversation, sequence));

create table raw_session (like chat_session, primary key (tenant, name, id)) with (fillfactor = 70)
