removed = 0 and (expires_micros is null or expires_micros > {clock})
