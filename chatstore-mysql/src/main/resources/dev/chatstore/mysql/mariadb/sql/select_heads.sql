-- The forced order of the join and the forced index lock only the given keys, and in their order.
select c.tenant, c.id, c.version, c.last_sequence, c.archived, c.deleted_micros, c.leftover, c.in_segments
from json_table(:conversations, '$[*]' columns (tenant varchar(255) path '$.tenant', id varchar(255) path '$.id')) k
straight_join chat_conversation c force index (primary)
    on c.tenant = k.tenant collate utf8mb4_nopad_bin and c.id = k.id collate utf8mb4_nopad_bin
for update
