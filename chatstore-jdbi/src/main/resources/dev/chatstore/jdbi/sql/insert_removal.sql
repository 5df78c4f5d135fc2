insert into chat_removal (tenant, conversation) values (:tenant, :conversation)
