-- The lock goes with the transaction.
select 1
