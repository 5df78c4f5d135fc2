select 1 from chat_task where name = 'clean' for update skip locked
