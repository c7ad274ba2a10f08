/* What strangers send: bodies, queries, cookies and paths. */
#include <stdlib.h>

#include "tap.h"
#include "web/pairs.h"

static struct memory memory;

/* "name=value;" of each pair; a NUL in a value shows as 0. */
static const char *
listed(const struct pairs *p)
{
	char  *text = memory_get(&memory, 4096);
	size_t n = 0;

	for (size_t i = 0; i < p->used; i++) {
		n += (size_t)snprintf(text + n, 4096 - n, "%s=", p->at[i].name);
		for (size_t k = 0; k < p->at[i].length; k++)
			text[n++] =
			    p->at[i].value[k] == '\0' ? '0' : p->at[i].value[k];
		text[n++] = ';';
	}
	text[n] = '\0';
	return (text);
}

static const char *
url(const char *s)
{
	struct pairs p = { 0 };

	return (urlencoded_read(&memory, &p, s, strlen(s)) ? listed(&p)
							   : "refused");
}

static void
urlencoded(void)
{
	static const char *const cases[][2] = {
		{ "", "" },
		{ "a=1&b=2", "a=1;b=2;" },
		{ "a=b=c", "a=b=c;" },
		{ "a=&b", "a=;b=;" },
		{ "a=x%0D%0Ay%09z", "a=x\r\ny\tz;" },
		{ "a=1+2%2B3", "a=1 2+3;" },
		{ "a=%00x", "a=0x;" },
		{ "a=%", "a=%;" },
		{ "a=%4", "a=%4;" },
		{ "a=%zz%41", "a=%zzA;" },
		{ "&&a=1&&", "a=1;" },
		{ "=1&a=2", "a=2;" },
		{ "a%5Bb=1&c=2", "c=2;" },
		{ "x y=1", "" },
		{ "a=1&a=2", "a=1;a=2;" },
		{ "n%61me=v", "name=v;" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		tap_str(url(cases[i][0]), cases[i][1], "urlencoded \"%s\"",
		    cases[i][0]);
}

static void
many(void)
{
	struct pairs p = { 0 };
	char	     body[4 * (PAIRS_MOST + 1)];

	for (size_t i = 0; i < sizeof(body); i += 4)
		memcpy(body + i, "a=1&", 4);
	tap_ok(!urlencoded_read(&memory, &p, body, sizeof(body)),
	    "more pairs than any form has are refused");
	p.used = 0;
	tap_ok(urlencoded_read(&memory, &p, body, sizeof(body) - 4),
	    "as many as may be are read");
	tap_int((int64_t)p.used, PAIRS_MOST, "each of them");
}

static void
round_trip(void)
{
	static const char every[] = "\0\r\n\t &=+%\"'<>;/\\\xc3\xa9\xff";
	struct pairs	  p = { 0 }, q = { 0 };
	struct pair	  pair = { "a", every, sizeof(every) - 1 };
	char		 *text;

	pairs_add(&memory, &p, &pair);
	pair.name = "b";
	pair.length = 0;
	pairs_add(&memory, &p, &pair);
	text = urlencoded_write(&memory, &p);
	tap_ok(urlencoded_read(&memory, &q, text, strlen(text)) &&
		q.used == 2 && q.at[0].length == sizeof(every) - 1 &&
		memcmp(q.at[0].value, every, sizeof(every) - 1) == 0 &&
		q.at[1].length == 0,
	    "what is written is read again");
	tap_ok(strspn(text,
		   "abcdefghijklmnopqrstuvwxyzABCDEF0123456789_-.%+=&") ==
		strlen(text),
	    "and is plain ASCII");
}

static const char *
parts(const char *type, const char *body)
{
	struct pairs p = { 0 };
	struct pair  b = { "", body, strlen(body) };

	return (multipart_read(&memory, &p, type, &b) ? listed(&p) : "refused");
}

#define FORM	   "multipart/form-data; boundary=x"
#define PART(name) "--x\r\nContent-Disposition: form-data; name=" name

static void
multipart(void)
{
	static const char *const cases[][2] = {
		{ PART("a") "\r\n\r\n1\r\n--x--\r\n", "a=1;" },
		{ PART("\"a\"") "\r\n\r\n\r\n--x--", "a=;" },
		{ PART("\"a\"") "\r\n\r\n1\r\n2\r\n" PART(
		      "b") "\r\n\r\n--y\r\n--x--",
		    "a=1\r\n2;b=--y;" },
		{ PART("a; filename=\"f;g\"") "\r\n\r\nzz\r\n" PART(
		      "b") "\r\n\r\n2\r\n--x--",
		    "b=2;" },
		{ "preamble\r\n" PART("a") "\r\n\r\n1\r\n--x--\r\nepilogue",
		    "a=1;" },
		{ PART("\"a\"") "\r\nContent-Type: text/plain\r\n\r\n1\r\n"
				"--x--",
		    "a=1;" },
		{ PART("\"a b\"") "\r\n\r\n1\r\n--x--", "" },
		{ PART("a") "\r\n\r\n1\r\n--x", "refused" },
		{ PART("a") "\r\n\r\n1", "refused" },
		{ PART("a"), "refused" },
		{ "--x--", "" },
		{ "", "refused" },
		{ "--y\r\n", "refused" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		tap_str(parts(FORM, cases[i][0]), cases[i][1],
		    "multipart, case %zu", i + 1);
	tap_str(parts("multipart/form-data; charset=utf-8; boundary=\"x\"",
		    cases[0][0]),
	    "a=1;", "a quoted boundary after another parameter");
	tap_str(parts("multipart/form-data", cases[0][0]), "refused",
	    "no boundary");
	tap_str(parts("multipart/form-data; boundary=", cases[0][0]), "refused",
	    "an empty boundary");
}

static void
cookies(void)
{
	static const char *const cases[][3] = {
		{ "a=1; b=2", "b", "2" },
		{ "a=1; b=2", "a", "1" },
		{ "ab=1; b=2", "b", "2" },
		{ "a=x=y==", "a", "x=y==" },
		{ "a=", "a", "" },
		{ "a", "a", NULL },
		{ "  a=1 ;b=2", "a", "1" },
		{ "A=1", "a", NULL },
		{ ";;;a=1", "a", "1" },
		{ "a=1; a=2", "a", "1" },
		{ "", "a", NULL },
		{ NULL, "a", NULL },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		tap_str(cookie_read(&memory, cases[i][0], cases[i][1]),
		    cases[i][2], "cookie %s in \"%s\"", cases[i][1],
		    cases[i][0] == NULL ? "(none)" : cases[i][0]);
}

static const char *
path(const char *raw)
{
	struct pairs p = { 0 };

	return (path_read(&memory, &p, raw) ? listed(&p) : "refused");
}

static void
paths(void)
{
	static const char *const cases[][2] = {
		{ "/", "" },
		{ "/tasks", "=tasks;" },
		{ "/tasks/NC-7Q4F-K2/claims", "=tasks;=NC-7Q4F-K2;=claims;" },
		{ "/caf%C3%A9", "=caf\xc3\xa9;" },
		{ "/a%20b", "=a b;" },
		{ "/a+b", "=a+b;" },
		{ "/%2525", "=%25;" },
		{ "/...", "=...;" },
		{ "", "refused" },
		{ "tasks", "refused" },
		{ "//", "refused" },
		{ "/a//b", "refused" },
		{ "/a/", "refused" },
		{ "/.", "refused" },
		{ "/a/../b", "refused" },
		{ "/a/%2e%2E/b", "refused" },
		{ "/a%2fb", "refused" },
		{ "/a%5cb", "refused" },
		{ "/a%00b", "refused" },
		{ "/a%0ab", "refused" },
		{ "/%ff", "refused" },
		{ "/%c0%ae", "refused" },
		{ "/%e2%80%ae", "refused" },
		{ "/%", "refused" },
		{ "/%4", "refused" },
		{ "/%4g", "refused" },
		{ "/1/2/3/4/5/6/7/8/9/0/1/2/3/4/5/6/7", "refused" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		tap_str(path(cases[i][0]), cases[i][1], "path \"%s\"",
		    cases[i][0]);
}

int
main(void)
{
	urlencoded();
	many();
	round_trip();
	multipart();
	cookies();
	paths();
	memory_release(&memory);
	return (tap_end());
}
