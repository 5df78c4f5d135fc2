-- A transaction that writes has the database to itself.
select 1
