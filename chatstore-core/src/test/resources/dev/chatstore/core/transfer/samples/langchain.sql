CREATE TABLE message_store (id INTEGER PRIMARY KEY, session_id TEXT, message TEXT);
INSERT INTO message_store VALUES
    (1, 'foo', '{"type": "human", "data": {"content": "hi"}}'),
    (2, 'bar', '{"type": "human", "data": {"content": "other"}}'),
    (3, 'foo', '{"type": "ai", "data": {"content": "hello"}}');
