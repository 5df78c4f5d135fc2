select messages from json_conversation where id = ?
