update raw_session set version = version + 1, state = ?, updated_micros = ?
where tenant = ? and name = 'default' and id = ? and version = ?
