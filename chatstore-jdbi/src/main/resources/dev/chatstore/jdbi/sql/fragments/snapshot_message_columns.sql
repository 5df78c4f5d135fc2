{message_columns}, m.tenant, m.conversation
