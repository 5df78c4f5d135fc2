owner, version, state, created_micros, updated_micros, expires_micros, expires_micros - {clock} as left_micros
