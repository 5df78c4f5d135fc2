insert into chat_profile (tenant, conversation, title, model, system_prompt, metadata)
values (:tenant, :conversation, :title, :model, :system_prompt, :metadata)
on conflict (tenant, conversation) do update set
    title = excluded.title,
    model = excluded.model,
    system_prompt = excluded.system_prompt,
    metadata = excluded.metadata
