select {segment_columns}, s.content
from chat_segment s
where s.tenant = :tenant and s.conversation = :conversation and s.last_sequence >= :sequence and s.first_sequence = (
    select max(f.first_sequence)
    from chat_segment f
    where f.tenant = :tenant and f.conversation = :conversation and f.first_sequence <= :sequence)
