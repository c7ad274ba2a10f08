/* The machine's own pages: is it alive, is it ready, what was kept. */
#ifndef NC_WEB_OWN_H
#define NC_WEB_OWN_H

struct visit;

void own_live(struct visit *);	/* without the database */
void own_ready(struct visit *); /* with it */
void own_kept(struct visit *);	/* a form whose sender had to sign in */

#endif
