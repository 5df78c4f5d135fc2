SELECT sender_id AS conversation, id AS message_position, data
FROM events
ORDER BY sender_id, id
