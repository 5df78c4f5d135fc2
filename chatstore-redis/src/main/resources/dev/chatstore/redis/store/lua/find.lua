-- Returns the sequence and the message of an id.
local record = redis.call('HGET', ids, ARGV[1])
if not record then
    return false
end
local sequence = string.match(record, '^%d+') or foreign(ids)
if tonumber(sequence) <= state().before then
    return false
end
return {sequence, redis.call('HGET', messages, sequence)}
