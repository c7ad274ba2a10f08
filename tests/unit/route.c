/* The router: literal words before names, methods, captures. */
#include "tap.h"
#include "web/route.h"

static void
nothing(struct visit *v)
{
	(void)v;
}

static const struct route table[] = {
	{ GET, GUEST, "/", nothing, NULL, NULL },
	{ GET, MEMBER, "/tasks/:ref", nothing, NULL, NULL },
	{ GET, MEMBER, "/tasks/new", nothing, NULL, NULL },
	{ POST, MEMBER, "/tasks/:ref/claims", nothing, NULL, NULL },
	{ GET, DESK, "/:noun/list", nothing, NULL, NULL },
	{ GET, GUEST, "/tasks/:ref/:part", nothing, NULL, NULL },
	{ GET, GUEST, "/tasks/:ref/notes", nothing, NULL, NULL },
	{ GET, OPEN, NULL, NULL, NULL, NULL },
};

static struct memory memory;

static const char *
found(enum method method, const char *path, bool *other)
{
	struct pairs	    segments = { 0 };
	const struct route *route;

	if (!path_read(&memory, &segments, path))
		return ("refused");
	route = route_find(table, method, &segments, other);
	return (route == NULL ? NULL : route->path);
}

static const char *
captured(const char *path, const char *name)
{
	struct pairs segments = { 0 };
	bool	     other;

	path_read(&memory, &segments, path);
	return (route_capture(route_find(table, GET, &segments, &other),
	    &segments, name));
}

int
main(void)
{
	bool other;

	tap_str(found(GET, "/", &other), "/", "the front page");
	tap_str(found(GET, "/tasks/NC-1", &other), "/tasks/:ref", "a name");
	tap_str(found(GET, "/tasks/new", &other), "/tasks/new",
	    "a literal word goes before a name");
	tap_str(found(GET, "/tasks/list", &other), "/tasks/:ref",
	    "the earlier literal word decides");
	tap_str(found(GET, "/people/list", &other), "/:noun/list",
	    "a name in front");
	tap_str(found(GET, "/tasks/a/notes", &other), "/tasks/:ref/notes",
	    "a literal word at the end");
	tap_str(found(GET, "/tasks", &other), NULL, "too short");
	tap_ok(!other, "in no method");
	tap_str(found(GET, "/tasks/a/b/c", &other), NULL, "too long");
	tap_str(found(POST, "/tasks/a", &other), NULL, "the other method");
	tap_ok(other, "is told apart from nothing");
	tap_str(found(POST, "/tasks/a/claims", &other), "/tasks/:ref/claims",
	    "a deed");
	tap_str(found(GET, "/task", &other), NULL, "half a word is no word");
	tap_str(captured("/tasks/NC%2D1/x", "ref"), "NC-1", "decoded once");
	tap_str(captured("/tasks/NC-1/x", "part"), "x", "the second name");
	tap_str(captured("/tasks/NC-1/x", "par"), NULL, "no such name");
	tap_str(captured("/tasks/new", "ref"), NULL, "a row without names");
	memory_release(&memory);
	return (tap_end());
}
