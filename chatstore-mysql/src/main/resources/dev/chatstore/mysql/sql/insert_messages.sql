insert into chat_message
    (tenant, conversation, sequence, version, id, role, author, text, attachments, metadata, parent, tokens,
     revision, created_micros, redacted, fingerprint, write_token)
select k.tenant, k.conversation, k.sequence, k.version, k.id, k.role, k.author, k.text, k.attachments, k.metadata,
       k.parent, k.tokens, 1, :now, 0, k.fingerprint, k.write_token
from json_table(:messages, '$[*]' columns (
    tenant varchar(255) path '$[0]', conversation varchar(255) path '$[1]', sequence bigint path '$[2]',
    version bigint path '$[3]', id varchar(255) path '$[4]', role varchar(16) path '$[5]',
    author varchar(255) path '$[6]', text longtext path '$[11]', attachments longtext path '$[12]',
    metadata longtext path '$[13]', parent bigint path '$[7]', tokens bigint path '$[8]',
    fingerprint bigint path '$[9]', write_token bigint path '$[10]')) k
