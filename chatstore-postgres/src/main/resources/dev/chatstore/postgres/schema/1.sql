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
