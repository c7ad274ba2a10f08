/* Writes a mail as its recipient may read it: subject, text and HTML. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "outbox.h"
#include "pages.h"
#include "web/set_own.h"

const char *
mail_at(const struct set *s, const char *name)
{
	const char *v = set_get(s, 0, name);

	return (v != NULL ? v : "");
}

const struct statement *
mail_asked_by(const char *kind)
{
	char   name[100];
	size_t i;

	snprintf(name, sizeof(name), "mails_%s", kind);
	for (i = 0; SQL_all[i] != NULL; i++)
		if (strcmp(SQL_all[i]->name, name) == 0)
			return (SQL_all[i]);
	return (NULL);
}

const struct page *
mail_written_by(const char *kind)
{
	size_t i;

	for (i = 0; MAIL_all[i] != NULL; i++)
		if (strcmp(MAIL_all[i]->name, kind) == 0)
			return (MAIL_all[i]);
	return (NULL);
}

/* Every column of the first row under its own name. */
static void
shows(struct view *v, const struct set *s)
{
	size_t i;

	for (i = 0; i < set_columns(s); i++)
		view_value(v, set_name(s, (int)i), set_at(s, 0, (int)i));
}

static char *
rendered(struct view *v, const struct page *p)
{
	struct buffer b = { NULL, 0, 0 };
	char	     *text;

	p->write[view_language(v)](v, &b);
	text = strndup(b.bytes != NULL ? b.bytes : "", b.used);
	buffer_release(&b);
	return (text);
}

/* One paragraph; one that is only an address becomes a link. */
static void
paragraph(struct set *s, const char *from, size_t n)
{
	const char *values[2] = { NULL, NULL };
	char	   *text = strndup(from, n);
	bool	    link;

	link = strncmp(text, "https://", 8) == 0 &&
	    text[strcspn(text, " \n")] == '\0';
	values[link] = text;
	if (*text != '\0')
		set_add(s, values);
	free(text);
}

static struct set *
paragraphs(const char *text)
{
	static const char *const columns[] = { "text", "link" };
	struct set		*s = set_new(columns, 2);
	const char		*end;

	while ((end = strstr(text, "\n\n")) != NULL) {
		paragraph(s, text, (size_t)(end - text));
		text = end + 2 + strspn(end + 2, "\n");
	}
	paragraph(s, text,
	    strcspn(text, "") -
		(size_t)(*text != '\0' && text[strlen(text) - 1] == '\n'));
	return (s);
}

/* A paragraph that was left out leaves no gap. */
static void
squeezed(char *text)
{
	char *to = text, *from;

	for (from = text; *from != '\0'; from++)
		if (*from != '\n' || to == text || to[-1] != '\n' ||
		    to == text + 1 || to[-2] != '\n')
			*to++ = *from;
	if (to > text + 1 && to[-1] == '\n' && to[-2] == '\n')
		to--;
	*to = '\0';
}

/* "Subject: ...", an empty line, the text. */
static bool
split(struct letter *l, char *whole)
{
	static const char prefix[] = "Subject: ";
	char		 *end = strchr(whole, '\n');

	if (strncmp(whole, prefix, sizeof(prefix) - 1) != 0 || end == NULL)
		return (false);
	*end = '\0';
	l->subject = strdup(whole + sizeof(prefix) - 1);
	l->text = strdup(end + 1 + strspn(end + 1, "\n"));
	squeezed(l->text);
	return (true);
}

/* "Nocape <help@example.org>" as the settings have it, or the address. */
static void
sender(struct letter *l, const char *from)
{
	const char *open = strrchr(from, '<');
	size_t	    n = open != NULL ? (size_t)(open - from) : 0;

	while (n > 0 && from[n - 1] == ' ')
		n--;
	l->from_name = strndup(from, n);
	l->from = strdup(open != NULL ? open + 1 : from);
	l->from[strcspn(l->from, ">")] = '\0';
}

/* Whose mail it is says where its links lead. */
static const char *
base_url(const struct mail *m)
{
	return (settings_keyed(m->settings, mail_at(m->to, "community_key"))
		    ->base_url);
}

void
mail_addressed(struct mail *m)
{
	const char    *host = base_url(m) + strlen("https://");
	const char    *to = mail_at(m->row, "address");
	const char    *thread = mail_at(m->row, "thread");
	struct letter *l = &m->letter;
	int	       n = (int)strcspn(host, ":/");

	l->id = strtoll(mail_at(m->row, "id"), NULL, 10);
	sender(l, settings_get(m->settings, "mail_from"));
	l->to = strdup(*to != '\0' ? to : mail_at(m->to, "address"));
	l->to_name = strdup(*to != '\0' ? "" : mail_at(m->to, "name"));
	if (asprintf(&l->message_id, "%s@%.*s", mail_at(m->row, "message_id"),
		n, host) == -1)
		l->message_id = NULL;
	if (*thread == '\0')
		l->thread = strdup("");
	else if (asprintf(&l->thread, "thread.%s@%.*s", thread, n, host) == -1)
		l->thread = NULL;
}

/* False when the mail has no words or its subject is not to be seen by the
 * recipient any more: then it is not sent. */
bool
mail_composed(struct mail *m)
{
	struct view *v = view_new(LANG_EN);
	char	    *whole;
	bool	     fine;

	shows(v, m->to);
	view_set(v, "about", m->about);
	shows(v, m->about);
	view_value(v, "base_url", base_url(m));
	view_value(v, "code", mail_at(m->row, "secret"));
	whole = rendered(v, mail_written_by(mail_at(m->row, "kind")));
	fine = split(&m->letter, whole);
	free(whole);
	if (fine) {
		view_take(v, "paragraphs", paragraphs(m->letter.text));
		view_value(v, "subject", m->letter.subject);
		m->letter.html = rendered(v, &PAGE_mails_letter);
	}
	view_free(v);
	return (fine);
}
