copy chat_profile (tenant, conversation, title, model, system_prompt, metadata)
from stdin
