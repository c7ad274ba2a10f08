/* A segment of PostgreSQL's log into the backups, and out of them. */
#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backup.h"
#include "pipeline.h"

enum { SUM = 8, SUM_HEX = 2 * SUM + 1, CANNOT = 126 /* ends a recovery */ };

static const char tail[] = ".zst.age";

/* Letters, digits and dots, as PostgreSQL's names are. */
static bool
name_fine(const char *name)
{
	size_t n = strlen(name);

	return (n > 0 && n < 64 && name[0] != '.' &&
	    name[strspn(name, "0123456789ABCDEFabcdefghijklmnopqrstuvwxyz.")] ==
		'\0');
}

static bool
summed(int fd, char hex[static SUM_HEX])
{
	crypto_generichash_state state;
	unsigned char		 bytes[65536], sum[crypto_generichash_BYTES];
	ssize_t			 n;

	crypto_generichash_init(&state, NULL, 0, sizeof(sum));
	while ((n = read(fd, bytes, sizeof(bytes))) > 0)
		crypto_generichash_update(&state, bytes, (size_t)n);
	crypto_generichash_final(&state, sum, sizeof(sum));
	sodium_bin2hex(hex, SUM_HEX, sum, SUM);
	return (n == 0 && lseek(fd, 0, SEEK_SET) == 0);
}

/* The file of that name, whatever its sum; *path is to free(), NULL when
 * there is none.  False when the folder cannot be read. */
static bool
found(const char *folder, const char *name, char **path)
{
	char	      *wal;
	DIR	      *dir;
	struct dirent *e;
	size_t	       n = strlen(name);

	*path = NULL;
	if (asprintf(&wal, "%s/wal", folder) == -1)
		abort();
	dir = opendir(wal);
	while (dir != NULL && *path == NULL && (e = readdir(dir)) != NULL)
		if (strncmp(e->d_name, name, n) == 0 && e->d_name[n] == '-' &&
		    strlen(e->d_name) == n + SUM_HEX + strlen(tail) &&
		    asprintf(path, "%s/%s", wal, e->d_name) == -1)
			abort();
	free(wal);
	if (dir == NULL)
		return (errno == ENOENT);
	closedir(dir);
	return (true);
}

/* archive_command: what is there already is only there if it is the same. */
static int
put(struct tool *t, const char *path, const char *name)
{
	const char		*folder = backup_folder(t);
	const char		*zstd[] = { "zstd", "-q", "-c", NULL };
	const char		*age[] = { "age", "-r",
			     settings_get(t->settings, "backup_key"), NULL };
	const char *const *const programs[] = { zstd, age, NULL };
	char sum[SUM_HEX], *there = NULL, *file = backup_path(t, "wal");
	int  fd = open(path, O_RDONLY | O_CLOEXEC);
	bool fine;

	mkdir(file, 0700);
	free(file);
	fine = fd != -1 && summed(fd, sum) && found(folder, name, &there);
	if (asprintf(&file, "wal/%s-%s%s", name, fine ? sum : "", tail) == -1)
		abort();
	if (!fine)
		tool_problem("%s: %s.", path, strerror(errno));
	else if (there == NULL)
		fine = backup_written(t, file, programs, fd);
	else if (strcmp(strrchr(there, '/') + 1, strchr(file, '/') + 1) != 0) {
		tool_problem("%s is another one: two servers cannot have one "
			     "backup_folder.",
		    there);
		fine = false;
	}
	if (fd != -1)
		close(fd);
	free(there);
	free(file);
	return (fine ? 0 : 1);
}

/* restore_command: 1 says that there is none, which ends the recovery in
 * order; what is there and cannot be opened must not. */
static int
get(struct tool *t, const char *name, const char *to, const char *identity)
{
	const char *age[] = { "age", "-d", "-i", identity, NULL, NULL };
	const char *zstd[] = { "zstd", "-d", "-q", "-c", NULL };
	const char *const *const programs[] = { age, zstd, NULL };
	char			*path;
	int			 fd, end = 1;

	if (!found(backup_folder(t), name, &path))
		return (CANNOT);
	if (path == NULL)
		return (1);
	age[4] = path;
	fd = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	end = fd != -1 && pipeline(programs, -1, fd) && fsync(fd) == 0 ? 0
								       : CANNOT;
	if (end != 0)
		tool_problem("%s cannot be brought back.", path);
	if (fd != -1)
		close(fd);
	free(path);
	return (end);
}

int
nocape_wal(struct tool *t, int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[0], "put") == 0 && name_fine(argv[2]))
		return (
		    backup_folder(t) != NULL ? put(t, argv[1], argv[2]) : 1);
	if (argc == 4 && strcmp(argv[0], "get") == 0 && name_fine(argv[1]))
		return (backup_folder(t) != NULL
			? get(t, argv[1], argv[2], argv[3])
			: CANNOT);
	return (tool_problem("PostgreSQL uses it like this: nocape wal put %%p "
			     "%%f, and nocape wal get %%f %%p KEY"));
}
