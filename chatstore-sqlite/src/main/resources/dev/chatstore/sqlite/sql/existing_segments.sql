-- A cross join keeps the given ids outermost.
select distinct s.id
from json_each(:ids) k
cross join chat_segment s on s.id = k.value ->> 'id'
