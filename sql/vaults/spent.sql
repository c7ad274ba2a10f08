-- Keys of codes that nobody came in with.
select * from vaults_spent();
