{listed_session_columns}, tenant
