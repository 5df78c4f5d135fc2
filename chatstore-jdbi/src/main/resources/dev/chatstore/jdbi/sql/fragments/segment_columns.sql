s.id, s.first_sequence, s.last_sequence, s.tokens, s.size, s.digest, s.place, s.stored
