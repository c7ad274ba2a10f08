/*
 * compile_page ASSETS OUTDIR: makes C of ASSETS/pages, parts and mail.
 * compile_page --pot ASSETS [FILE]: all sentences for translators.
 * compile_page --names ASSETS: the names each page uses, and in which sets.
 * compile_page --text ASSETS: words that stand outside of {{#_}}.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile_page.h"

struct pages {
	struct page_file *each;
	size_t		  used;
};

static void
pages_add(struct pages *all, const char *assets, const char *folder, bool mail)
{
	char **files = files_below(copy_print("%s/%s", assets, folder),
	    mail ? ".txt" : ".html");

	for (; *files != NULL; files++) {
		all->each = grown(all->each, all->used, sizeof *all->each);
		all->each[all->used++] = page_read(assets, *files, mail);
	}
}

/* Mails last; pages by noun, so that a noun's stand together. */
static int
compared(const void *a, const void *b)
{
	const struct page_file *p = a, *q = b;
	int			order = p->mail - q->mail;

	if (order == 0)
		order = strcmp(p->noun, q->noun);
	return order != 0 ? order : strcmp(p->name, q->name);
}

static void
distinct(const struct pages *all)
{
	size_t i, k;

	for (i = 0; i < all->used; i++)
		for (k = i + 1; k < all->used; k++)
			if (all->each[i].mail == all->each[k].mail &&
			    strcmp(all->each[i].name, all->each[k].name) == 0)
				refuse(all->each[k].file, 1,
				    "%s is already "
				    "the name of %s",
				    all->each[k].name, all->each[i].file);
}

static struct pages
pages_read(const char *assets)
{
	struct pages all = { 0 };

	pages_add(&all, assets, "pages", false);
	pages_add(&all, assets, "mail", true);
	if (all.used > 0)
		qsort(all.each, all.used, sizeof all.each[0], compared);
	distinct(&all);
	return all;
}

int
main(int argc, char **argv)
{
	const char  *mode = argc > 1 ? argv[1] : "";
	struct pages all;

	if (argc < 3 || (strncmp(mode, "--", 2) != 0 && argc != 3)) {
		fprintf(stderr,
		    "usage: compile_page ASSETS OUTDIR\n"
		    "       compile_page --pot ASSETS [FILE]\n"
		    "       compile_page --names | --text ASSETS\n");
		return 2;
	}
	all = pages_read(strncmp(mode, "--", 2) == 0 ? argv[2] : argv[1]);
	if (strcmp(mode, "--pot") == 0)
		pot_write(argv[2], argc > 3 ? argv[3] : NULL, all.each,
		    all.used);
	else if (strcmp(mode, "--names") == 0)
		names_print(all.each, all.used);
	else if (strcmp(mode, "--text") == 0)
		text_print_outside(all.each, all.used);
	else
		pages_write(argv[2], all.each, all.used);
	return 0;
}
