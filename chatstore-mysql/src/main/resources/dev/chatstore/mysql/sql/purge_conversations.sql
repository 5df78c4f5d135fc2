-- Names the rows, which are locked: a replica that repeats the statement could select others.
delete c
from json_table(:keys, '$[*]' columns (tenant varchar(255) path '$.tenant', id varchar(255) path '$.id')) k
straight_join chat_conversation c force index (primary)
    on c.tenant = k.tenant collate utf8mb4_0900_bin and c.id = k.id collate utf8mb4_0900_bin
