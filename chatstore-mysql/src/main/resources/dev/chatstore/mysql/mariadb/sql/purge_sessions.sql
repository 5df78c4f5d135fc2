-- Names the rows, which are locked: a replica that repeats the statement could select others.
delete s
from json_table(
    :keys,
    '$[*]' columns (
        tenant varchar(255) path '$.tenant', name varchar(64) path '$.name', id varchar(255) path '$.id')) k
straight_join chat_session s force index (primary)
    on s.tenant = k.tenant collate utf8mb4_nopad_bin
    and s.name = k.name collate utf8mb4_nopad_bin
    and s.id = k.id collate utf8mb4_nopad_bin
