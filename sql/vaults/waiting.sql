-- What was written in plain and waits to be sealed.
select * from vaults_waiting();
