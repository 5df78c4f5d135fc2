select distinct s.id
from json_table(:ids, '$[*]' columns (id varchar(255) path '$.id')) k
straight_join chat_segment s force index (chat_segment_by_id) on s.id = k.id collate utf8mb4_0900_bin
