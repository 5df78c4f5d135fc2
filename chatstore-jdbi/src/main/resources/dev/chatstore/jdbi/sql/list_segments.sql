select {segment_columns}
from chat_segment s
where s.tenant = :tenant and s.conversation = :conversation
order by s.first_sequence
