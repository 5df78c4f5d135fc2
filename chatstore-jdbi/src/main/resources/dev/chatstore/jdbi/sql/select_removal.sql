select tenant, conversation
from chat_removal
limit 1
