-- Whether PostgreSQL keeps its log for backups, and how that goes.
select current_setting('archive_mode') as mode,
    coalesce(s.last_failed_time > coalesce(s.last_archived_time, '-infinity'), false) as failing
from pg_stat_archiver s;
