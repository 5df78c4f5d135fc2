SELECT s.id AS conversation, s.user_id AS conversation_owner, e.seq AS message_position, e.id, e."timestamp" AS said_at, e.message_type,
    e.message_content, e.message_data, e.synthetic, e.archived, e.branch, e.metadata
FROM AI_SESSION s
LEFT JOIN AI_SESSION_EVENT e ON e.session_id = s.id
ORDER BY s.id, e.seq
