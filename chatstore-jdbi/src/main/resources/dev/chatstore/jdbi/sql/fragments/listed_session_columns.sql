{session_columns}, name, id
