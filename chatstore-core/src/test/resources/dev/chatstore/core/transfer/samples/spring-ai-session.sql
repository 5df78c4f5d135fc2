CREATE TABLE AI_SESSION (id VARCHAR(255) PRIMARY KEY, user_id VARCHAR(255), created_at TIMESTAMP, expires_at TIMESTAMP, metadata TEXT, event_version BIGINT);
CREATE TABLE AI_SESSION_EVENT (seq INTEGER PRIMARY KEY, id VARCHAR(255), session_id VARCHAR(255), "timestamp" TIMESTAMP, message_type VARCHAR(20), message_content TEXT, message_data TEXT, synthetic BOOLEAN, archived BOOLEAN, branch VARCHAR(500), metadata TEXT);
INSERT INTO AI_SESSION VALUES ('session-1', 'ann', '2026-05-01 10:00:00', NULL, '{"title": "Trip"}', 3);
INSERT INTO AI_SESSION_EVENT VALUES
    (1, 'e1', 'session-1', '2026-05-01 10:00:01', 'USER', 'hi', NULL, 0, 1, NULL, '{}'),
    (2, 'e2', 'session-1', '2026-05-01 10:00:02', 'ASSISTANT', '', '[{"id": "c1", "name": "w", "arguments": "{}"}]', 0, 0, NULL, '{}'),
    (3, 'e3', 'session-1', '2026-05-01 10:00:03', 'TOOL', NULL, '[{"id": "c1", "name": "w", "responseData": "18C"}]', 0, 0, NULL, '{}');
