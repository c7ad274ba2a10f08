/* Programs that hand their bytes on. */
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <unistd.h>

#include "pipeline.h"

extern char **environ;

static bool
begun(pid_t *pid, const char *const *argv, int in, int out)
{
	posix_spawn_file_actions_t files;
	int			   e;

	posix_spawn_file_actions_init(&files);
	if (in == -1)
		posix_spawn_file_actions_addopen(&files, 0, "/dev/null",
		    O_RDONLY, 0);
	else
		posix_spawn_file_actions_adddup2(&files, in, 0);
	if (out == -1)
		posix_spawn_file_actions_addopen(&files, 1, "/dev/null",
		    O_WRONLY, 0);
	else
		posix_spawn_file_actions_adddup2(&files, out, 1);
	/* POSIX: argv is not written to, whatever its type says */
	e = posix_spawnp(pid, argv[0], &files, NULL, (char *const *)argv,
	    environ);
	posix_spawn_file_actions_destroy(&files);
	return (e == 0);
}

static bool
ended_well(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			return (false);
	return (WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

bool
pipeline(const char *const *const programs[], int in, int out)
{
	pid_t pids[PIPELINE_MOST];
	int   ends[2] = { -1, -1 }, before = in, n = 0, i;
	bool  last, fine = true;

	while (fine && n < PIPELINE_MOST && programs[n] != NULL) {
		last = programs[n + 1] == NULL;
		fine = (last || pipe2(ends, O_CLOEXEC) == 0) &&
		    begun(&pids[n], programs[n], before, last ? out : ends[1]);
		if (before != in)
			close(before);
		before = last ? in : ends[0];
		if (!last && ends[1] != -1)
			close(ends[1]);
		n += fine;
	}
	if (before != in && before != -1)
		close(before);
	for (i = 0; i < n; i++)
		fine = ended_well(pids[i]) && fine;
	return (fine);
}
