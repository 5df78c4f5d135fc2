copy %s
    (tenant, conversation, sequence, version, id, role, text, tokens, revision, created_micros, redacted, fingerprint,
     write_token)
from stdin
