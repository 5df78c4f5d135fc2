select version, state from raw_session where tenant = ? and id = ?
