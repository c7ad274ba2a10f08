/* The files below a folder, in the same order on every machine. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compile_text.h"

bool
file_there(const char *path)
{
	return access(path, R_OK) == 0;
}

struct found {
	char **files;
	size_t used;
};

static void
found_add(struct found *f, char *path)
{
	f->files = grown(f->files, f->used, sizeof *f->files);
	f->files[f->used++] = path;
}

static void
below(struct found *f, const char *dir, const char *suffix)
{
	struct dirent *entry;
	char	      *path;
	DIR	      *d = opendir(dir);

	if (d == NULL)
		return;
	while ((entry = readdir(d)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		path = copy_print("%s/%s", dir, entry->d_name);
		if (ends_with(path, suffix))
			found_add(f, path);
		else
			below(f, path, suffix);
	}
	closedir(d);
}

static int
compared(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **
files_below(const char *dir, const char *suffix)
{
	struct found f = { 0 };

	below(&f, dir, suffix);
	if (f.used > 0)
		qsort(f.files, f.used, sizeof *f.files, compared);
	found_add(&f, NULL);
	return f.files;
}
