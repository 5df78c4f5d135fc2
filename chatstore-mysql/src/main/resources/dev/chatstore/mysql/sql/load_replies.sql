insert into chat_reply (tenant, conversation, parent, sequence)
values (?, ?, ?, ?)
