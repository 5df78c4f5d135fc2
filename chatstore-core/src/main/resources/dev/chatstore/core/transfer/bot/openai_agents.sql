SELECT s.session_id AS conversation, m.id AS message_position, m.message_data, m.created_at
FROM agent_sessions s
LEFT JOIN agent_messages m ON m.session_id = s.session_id
ORDER BY s.session_id, m.id
