/* Codes from a phone: set up, replaced and turned off. */
#include <stdlib.h>
#include <string.h>

#include "core/qr.h"
#include "core/totp.h"
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"

const struct form totps_confirm_form = { "totps_confirm",
	(const struct field[]){ { .name = "code",
				    .kind = FIELD_LINE,
				    .max = 20,
				    .unkept = true,
				    .missing = SAY_factors_code_missing },
	    { 0 } } };

/* Between the first step and the second nothing is changed. */
static bool
may(struct visit *v)
{
	const struct set *set = visit_set(v, &SQL_factors_show);
	const char	 *open = set_get(set, 0, "free");

	if (open != NULL && *open == 't')
		return (true);
	reply_via(v, "/second-factor", "/me/second-factor");
	return (false);
}

static void
shown(struct visit *v)
{
	if (may(v))
		reply_page(v, &PAGE_totps_show);
}

void
totps_show(struct visit *v)
{
	sql_factors_show(v->ask);
	ask(v, shown);
}

static void
sealing(struct visit *v)
{
	const struct set *own = visit_set(v, &SQL_people_vault);
	const char	 *subject = visit_vault(v, set_get(own, 0, "vault"));
	const char	 *sealed = NULL;
	char		  seed[TOTP_SEED];

	if (subject != NULL && totp_seed(seed))
		sealed = visit_seal(v, "totps.seed", subject, seed);
	if (sealed == NULL) {
		again(v, "main-content", SAY_general_seal);
		return;
	}
	sql_totps_offer(v->ask, subject, sealed);
	deed(v, "/me/second-factor/phone");
}

void
totps_offer(struct visit *v)
{
	sql_people_vault(v->ask);
	ask(v, sealing);
}

/* What a phone reads: a picture, a link, or letters to type.  Part of the
 * page, which nobody keeps, and not a picture with an address of its own. */
static void
drawn(struct visit *v, const struct set *set, const char *seed)
{
	const char *site, *person = set_get(set, 0, "address");
	char	    link[TOTP_LINK], spoken[TOTP_SPOKEN];
	char	   *path;
	int	    side;

	site = visit_print(v, "Nocape %s", visit_who(v, "community_name"));
	totp_spoken(spoken, seed);
	view_value(v->view, "key", spoken);
	view_value(v->view, "seed", seed);
	view_value(v->view, "site", site);
	view_value(v->view, "person", person);
	if (!totp_link(link, seed, site, person) ||
	    (path = qr_path(link, &side)) == NULL)
		return;
	view_value(v->view, "squares", path);
	view_value(v->view, "side", visit_print(v, "%d", side));
	free(path);
}

static void
scanned(struct visit *v)
{
	const struct set *set = visit_set(v, &SQL_factors_show);
	const char	 *offered = set_get(set, 0, "offered"), *seed;

	if (!may(v))
		return;
	if (offered == NULL || (seed = visit_unseal(v, offered)) == NULL) {
		reply_to(v, "/me/second-factor");
		return;
	}
	drawn(v, set, seed);
	reply_page(v, &PAGE_totps_scan);
}

void
totps_scan(struct visit *v)
{
	sql_factors_show(v->ask);
	ask(v, scanned);
}

static void
tried(struct visit *v)
{
	const struct set *set = visit_set(v, &SQL_factors_try);
	const char	 *seed, *compared = set_get(set, 0, "seed");
	int64_t		  half = 0;

	if (compared != NULL && (seed = visit_unseal(v, compared)) != NULL)
		half = totp_step(seed, visit_copied(v, "code"),
		    strtoll(set_get(set, 0, "at"), NULL, 10), 0);
	if (half == 0) {
		again(v, "code", SAY_factors_code_wrong);
		return;
	}
	sql_totps_confirm(v->ask, half, compared, visit_login_new(v));
	deed(v, "%s");
}

void
totps_confirm(struct visit *v)
{
	sql_factors_try(v->ask, "offered");
	ask(v, tried);
}

static void
removing(struct visit *v)
{
	const char *phone;

	phone = set_get(visit_set(v, &SQL_factors_show), 0, "phone");
	if (phone == NULL)
		reply_to(v, "/me/second-factor");
	else
		reply_page(v, &PAGE_totps_remove);
}

void
totps_removing(struct visit *v)
{
	sql_factors_show(v->ask);
	ask(v, removing);
}

void
totps_remove(struct visit *v)
{
	sql_totps_remove(v->ask);
	deed(v, "/me/second-factor");
}
