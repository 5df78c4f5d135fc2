-- The head of a conversation: small, since each append rewrites it, in the same page if there is room. The head of a
-- removed conversation stays for a while with its version.
create table chat_conversation (
    tenant varchar(255) collate "C" not null,
    id varchar(255) collate "C" not null,
    version bigint not null,
    message_count bigint not null,
    last_sequence bigint not null,
    tokens bigint not null,
    owner varchar(255) collate "C",
    archived smallint not null,
    created_micros bigint not null,
    active_micros bigint not null,
    updated_micros bigint not null,
    deleted_micros bigint,
    leftover bigint not null default 0,
    active_day int generated always as (case when deleted_micros is null then active_micros / 86400000000 end) stored,
    primary key (tenant, id)
) with (fillfactor = 70);

-- Without the id, which would not fit into an index entry together with the longest names.
create index chat_conversation_by_owner on chat_conversation (tenant, owner, created_micros desc, archived)
    where owner is not null;

create index chat_conversation_by_tenant on chat_conversation (tenant, created_micros desc, id desc)
    where deleted_micros is null;

-- By the day of the last activity, in days since 1970 (UTC), so that an append writes it once a day. A removed
-- conversation has none.
create index chat_conversation_by_activity on chat_conversation (tenant, active_day desc, archived)
    where active_day is not null;

create index chat_conversation_deleted on chat_conversation (deleted_micros)
    where deleted_micros is not null;

-- One row: the identity of the store, by which shared caches keep stores apart.
create table chat_store (
    id smallint not null primary key,
    identity varchar(32) not null
);

-- The deleted conversations whose messages are still to be removed, through the sequence in the column leftover of the
-- head.
create table chat_removal (
    tenant varchar(255) collate "C" not null,
    conversation varchar(255) collate "C" not null,
    primary key (tenant, conversation)
);

-- The profile of a conversation: large and rarely changed. The owner is in the head, for the list.
create table chat_profile (
    tenant varchar(255) collate "C" not null,
    conversation varchar(255) collate "C" not null,
    title varchar(1000),
    model varchar(255),
    system_prompt text,
    metadata text,
    primary key (tenant, conversation)
);

-- Older revisions of edited messages.
create table chat_revision (
    tenant varchar(255) collate "C" not null,
    conversation varchar(255) collate "C" not null,
    sequence bigint not null,
    revision int not null,
    text text not null,
    attachments text,
    metadata text,
    tokens bigint not null,
    edited_micros bigint,
    primary key (tenant, conversation, sequence, revision)
);

-- The row of a deleted session stays for a while with its version, without owner and state, and counts as expired.
create table chat_session (
    tenant varchar(255) collate "C" not null,
    name varchar(64) collate "C" not null,
    id varchar(255) collate "C" not null,
    owner varchar(255) collate "C",
    version bigint not null,
    state text not null,
    created_micros bigint not null,
    updated_micros bigint not null,
    expires_micros bigint,
    removed smallint not null,
    write_token bigint not null,
    primary key (tenant, name, id)
) with (fillfactor = 70);

-- A digest instead of the owner, which would not fit into an index entry together with the longest names.
create index chat_session_by_owner on chat_session (tenant, (md5(owner)::uuid), name, id)
    where owner is not null;

create index chat_session_by_expiry on chat_session (expires_micros)
    where expires_micros is not null;

-- A null parent is the message right before. A message without a time at which it was said was said when it was
-- created. The write token marks the first message of an append without ids.
create table chat_message (
    tenant varchar(255) collate "C" not null,
    conversation varchar(255) collate "C" not null,
    sequence bigint not null,
    version bigint not null,
    id varchar(255) collate "C",
    role varchar(16) not null,
    author varchar(255),
    text text not null,
    attachments text,
    metadata text,
    parent bigint,
    tokens bigint not null,
    revision int not null,
    created_micros bigint not null,
    said_micros bigint,
    edited_micros bigint,
    redacted smallint not null,
    fingerprint bigint,
    write_token bigint,
    primary key (tenant, conversation, sequence),
    check (parent < sequence)
);

-- A digest instead of the id, which would not fit into an index entry together with the longest names.
create unique index chat_message_by_id on chat_message (tenant, conversation, (md5(id)::uuid))
    where id is not null;

create index chat_message_by_parent on chat_message (tenant, conversation, parent, sequence)
    where parent is not null;

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

create table if not exists chat_schema (
    version int not null primary key,
    applied_micros bigint not null
);

insert into chat_schema (version, applied_micros) values (1, 1795262400000000);
insert into chat_schema (version, applied_micros) values (2, 1795262400000000);
insert into chat_schema (version, applied_micros) values (3, 1795262400000000);
insert into chat_conversation (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros, updated_micros, deleted_micros, in_segments) values ('default', 'kari', 4, 4, 4, 0, 'kari', 0, 1795262400000000, 1795262400000000, 1795262400000000, null, 0);
insert into chat_conversation (tenant, id, version, message_count, last_sequence, tokens, owner, archived, created_micros, active_micros, updated_micros, deleted_micros, in_segments) values ('default', 'removed', 2, 0, 0, 0, null, 0, 1795262400000000, 1795262400000000, 1795262400000000, 1795262400000000, 0);
insert into chat_profile (tenant, conversation, title, model, system_prompt, metadata) values ('default', 'kari', 'Oslo', null, null, null);
insert into chat_message (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens, revision, created_micros, said_micros, edited_micros, redacted, fingerprint, write_token) values ('default', 'kari', 1, 2, 'm1', 'user', null, 'one', null, null, null, 0, 1, 1795262400000000, null, null, 0, 4576272993804000631, -4964420948893066024);
insert into chat_message (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens, revision, created_micros, said_micros, edited_micros, redacted, fingerprint, write_token) values ('default', 'kari', 2, 2, null, 'assistant', null, 'zwei, edited', null, '{"model":"m"}', null, 0, 2, 1795262400000000, null, 1795262400000000, 0, null, null);
insert into chat_message (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens, revision, created_micros, said_micros, edited_micros, redacted, fingerprint, write_token) values ('default', 'kari', 3, 2, null, 'user', null, '', null, null, null, 0, 2, 1795262400000000, null, 1795262400000000, 1, null, null);
insert into chat_message (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens, revision, created_micros, said_micros, edited_micros, redacted, fingerprint, write_token) values ('default', 'kari', 4, 2, null, 'user', null, 'fjórir', null, null, null, 0, 1, 1795262400000000, null, null, 0, null, null);
insert into chat_revision (tenant, conversation, sequence, revision, text, attachments, metadata, tokens, edited_micros) values ('default', 'kari', 2, 1, 'two', null, '{"model":"m"}', 0, null);
insert into chat_session (tenant, name, id, owner, version, state, created_micros, updated_micros, expires_micros, removed, write_token) values ('default', 'default', 'kari', null, 1, '{"count":7,"name":"kari"}', 1795262400000000, 1795262400000000, null, 0, 3831662765844904176);
