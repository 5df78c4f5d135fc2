-- Deletes a conversation. Its version and the tokens of its last writes stay for a while.
local token, now = unpack(ARGV, 1, 2)

local at = state()
local note = written(token)
if note then
    return {'DELETED', string.match(note, '^%d+'), '', '', '', ''}
end
if not at.present then
    return {'NONE'}
end
local found = redis.call('HMGET', head, 'created', 'nonce', 'owner', 'ownerNonce')
redis.call('UNLINK', messages, ids, revisions)
redis.call('DEL', head)
redis.call('HSET', head, 'version', number(at.version + 1), 'gone', now)
redis.call('PEXPIRE', head, REMEMBERED)
remember(token, number(at.version + 1) .. ' 0')
return {'DELETED', number(at.version + 1), found[1], found[2], found[3] or '', found[4] or ''}
