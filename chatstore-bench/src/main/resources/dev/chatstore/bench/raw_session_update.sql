update raw_session set version = version + 1, state = ?, updated_micros = ?
where tenant = ? and id = ? and version = ?
