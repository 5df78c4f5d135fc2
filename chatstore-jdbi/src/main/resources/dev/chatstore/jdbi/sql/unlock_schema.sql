-- The lock ends with the transaction.
select 1
