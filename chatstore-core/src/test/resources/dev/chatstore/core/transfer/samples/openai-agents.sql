CREATE TABLE agent_sessions (session_id TEXT PRIMARY KEY, created_at TIMESTAMP, updated_at TIMESTAMP);
CREATE TABLE agent_messages (id INTEGER PRIMARY KEY, session_id TEXT NOT NULL, message_data TEXT NOT NULL, created_at TIMESTAMP);
INSERT INTO agent_sessions VALUES
    ('ann', '2026-01-02 03:04:05', '2026-01-02 03:04:09'),
    ('empty', '2026-01-02 03:04:05', '2026-01-02 03:04:09');
INSERT INTO agent_messages VALUES
    (1, 'ann', '{"role": "user", "content": "Weather?"}', '2026-01-02 03:04:05'),
    (2, 'ann', '{"type": "function_call", "call_id": "c1", "name": "weather", "arguments": "{}"}', '2026-01-02 03:04:06'),
    (3, 'ann', '{"type": "function_call_output", "call_id": "c1", "output": "rain"}', '2026-01-02 03:04:07'),
    (4, 'ann', '{"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Rain."}]}', '2026-01-02 03:04:08');
