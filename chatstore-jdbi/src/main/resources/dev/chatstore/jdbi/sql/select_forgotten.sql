select sequence, version, id, fingerprint
from chat_message
where tenant = :tenant and conversation = :conversation and sequence > :after and sequence < :first and id is not null
order by sequence
limit :limit
