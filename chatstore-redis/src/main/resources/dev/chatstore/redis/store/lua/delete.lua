-- Deletes a conversation, of an expected version if that is not empty. Its version and the tokens of its last writes
-- stay for a while. Returns the version and what names its entries in the lists.
local token, expected, now = unpack(ARGV, 1, 3)

local at = state()
local note = written(token)
if note then
    return {'DELETED', string.match(note, '^%d+') or foreign(writes), '', '', '', '', '', ''}
end
if not at.present then
    return {'NONE'}
end
if expected ~= '' and tonumber(expected) ~= at.version then
    return conflict(at)
end
local found = redis.call('HMGET', head, 'created', 'nonce', 'owner', 'ownerNonce', 'day', 'past')
check_types()
redis.call('UNLINK', messages, ids, revisions, replies)
redis.call('DEL', head)
redis.call('HSET', head, 'version', number(at.version + 1), 'gone', now, 'nonce', found[2] or '')
redis.call('PEXPIRE', head, REMEMBERED)
remember(token, number(at.version + 1) .. ' 0')
local reply = {'DELETED', number(at.version + 1)}
for i = 1, 6 do
    reply[#reply + 1] = found[i] or ''
end
return reply
