select version, state from raw_session where tenant = ? and name = 'default' and id = ?
