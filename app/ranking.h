/*
 * What the database says of tasks and volunteers, as core/match.h reads it,
 * and the ranking's reasons, as pages show them.
 *
 * A task's row has: ref afar latitude longitude languages hours credentials
 * skills ("laptops:2:t wifi:1:f", t: a must), and for one volunteer member
 * and taken.  A person's row has the same, t in skills: checked, and vetted
 * paused reach_km capacity held days.
 */
#ifndef NC_RANKING_H
#define NC_RANKING_H

#include "core/match.h"
#include "web/visit.h"

#define RANKING_PAGE 20

/* ref is borrowed from the set. */
void ranking_task(struct match_task *, const struct set *, size_t row);
void ranking_person(struct match_person *, const struct set *, size_t row);

/* A page of open tasks, best fitting first, from the one after `after` on
 * (NULL: the first): the rows as they came, and why.  next becomes the last
 * row's ref when there is more.  me NULL: in the order they came, no reasons.
 * Columns: those a list shows, and rule (what stands in the way; empty: it
 * fits), checked known missing wanted hours km (NULL: not known), misses. */
struct set *ranking_tasks(struct visit *, const struct set *me,
    const struct set *tasks, const char *after, const char **next);

/* One task as a volunteer reads it: what its page asks, and the page with
 * the set "fit" (a row as above) where somebody may be weighed against it.
 * ref may be that of an invitation to the task. */
void ranking_ask(struct visit *, const char *ref);
void ranking_reply(struct visit *, const struct page *);

#endif
