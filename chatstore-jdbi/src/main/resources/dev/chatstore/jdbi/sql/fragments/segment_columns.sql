s.id, s.first_sequence, s.last_sequence, s.tokens, s.size_bytes, s.digest, s.place, s.stored_bytes
