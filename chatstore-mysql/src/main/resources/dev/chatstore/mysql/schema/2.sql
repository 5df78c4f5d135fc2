-- Each change of the schema commits by itself, so that all statements can be repeated after an interrupted step.

-- The number of messages in segments, which are the oldest ones. The column message_count has the others.
-- The server has no condition for a column that exists already.
set @chat_add_in_segments = (
    select if(count(*) = 0, 'alter table chat_conversation add column in_segments bigint not null default 0', 'do 0')
    from information_schema.columns
    where table_schema = database() and table_name = 'chat_conversation' and column_name = 'in_segments');

prepare chat_add_in_segments from @chat_add_in_segments;

execute chat_add_in_segments;

deallocate prepare chat_add_in_segments;

-- The segments of the archive: consecutive messages of a conversation, compressed. The content is null if a place outside of
-- the database has it. The index serves the removal of contents that no segment has.
create table if not exists chat_segment (
    tenant varchar(255) not null,
    conversation varchar(255) not null,
    first_sequence bigint not null,
    last_sequence bigint not null,
    id varchar(32) not null,
    tokens bigint not null,
    size_bytes bigint not null,
    digest varchar(64) not null,
    place varchar(32),
    stored_bytes bigint not null,
    content longblob,
    primary key (tenant, conversation, first_sequence),
    key chat_segment_by_id (id)
) engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_0900_bin;
