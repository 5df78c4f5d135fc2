-- Locks the head, and changes nothing unless the messages are the oldest ones outside of segments and not all of them. The
-- version stays, since nothing that a reader sees changes.
update chat_conversation
set message_count = message_count - :messages, in_segments = in_segments + :messages
where tenant = :tenant and id = :conversation and version = :version and deleted_micros is null
  and last_sequence - message_count = :after and last_sequence > :through
