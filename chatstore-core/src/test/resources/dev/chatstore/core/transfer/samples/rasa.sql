CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255), type_name VARCHAR(255), timestamp FLOAT, intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT);
INSERT INTO events VALUES
    (1, 'ann', 'session_started', 1700000000.0, NULL, NULL, '{"event": "session_started", "timestamp": 1700000000.0}'),
    (2, 'ann', 'user', 1700000001.0, 'greet', NULL, '{"event": "user", "timestamp": 1700000001.0, "text": "hello"}'),
    (3, 'bo', 'user', 1700000002.0, 'greet', NULL, '{"event": "user", "timestamp": 1700000002.0, "text": "hi"}'),
    (4, 'ann', 'action', 1700000003.0, NULL, 'utter_greet', '{"event": "action", "timestamp": 1700000003.0, "name": "utter_greet"}'),
    (5, 'ann', 'bot', 1700000004.0, NULL, NULL, '{"event": "bot", "timestamp": 1700000004.0, "text": "Hello Ann"}');
