-- The sum keeps the planner from reading a range of sequences, which it takes for a short one.
update chat_message set id = null
where tenant = :tenant and conversation = :conversation and cast(md5(id) as uuid) = cast(md5(:id) as uuid)
  and id = :id and sequence + 0 > :after
