insert into raw_message (conversation, role, content) values (?, ?, ?)
