SELECT session_id AS conversation, id AS message_position, message
FROM message_store
ORDER BY session_id, id
