-- Who has no key yet.
select * from vaults_wanting();
