-- Nothing but the given keys may be locked, and in their order: hence the order of the join and the index.
select c.tenant, c.id, c.version, c.last_sequence, c.deleted_micros
from json_table(:conversations, '$[*]' columns (tenant varchar(255) path '$.tenant', id varchar(255) path '$.id')) k
straight_join chat_conversation c force index (primary)
    on c.tenant = k.tenant collate utf8mb4_0900_bin and c.id = k.id collate utf8mb4_0900_bin
for update of c
