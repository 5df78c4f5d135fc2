-- A transaction that writes locks the whole database.
select 1
