insert into chat_profile (tenant, conversation, title, model, system_prompt, metadata)
values (:tenant, :conversation, :title, :model, :system_prompt, :metadata)
on duplicate key update
    title = values(title),
    model = values(model),
    system_prompt = values(system_prompt),
    metadata = values(metadata)
