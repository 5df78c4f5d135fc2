-- The number of messages in segments, which are the oldest ones. The column message_count has the others.
alter table chat_conversation add column in_segments bigint not null default 0;

-- The segments of the archive: consecutive messages of a conversation, compressed. The content is null if a place outside of
-- the database has it.
create table chat_segment (
    tenant varchar(255) collate "C" not null,
    conversation varchar(255) collate "C" not null,
    first_sequence bigint not null,
    last_sequence bigint not null,
    id varchar(32) collate "C" not null,
    tokens bigint not null,
    size_bytes bigint not null,
    digest varchar(64) collate "C" not null,
    place varchar(32) collate "C",
    stored_bytes bigint not null,
    content bytea,
    primary key (tenant, conversation, first_sequence)
);

-- It is compressed already.
alter table chat_segment alter column content set storage external;

-- For the removal of contents that no segment has.
create index chat_segment_by_id on chat_segment (id);
