SELECT s."session_id" AS conversation, m."id" AS message_position, m."message_data" AS message_data, m."created_at" AS created_at
FROM "agent_sessions" s
LEFT JOIN "agent_messages" m ON m."session_id" = s."session_id"
WHERE s."session_id" = ?
ORDER BY BYTES(s."session_id"), m."id"
