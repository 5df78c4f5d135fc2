select sequence, role, content, created
from raw_message
where conversation = ?
order by sequence desc
limit ?
