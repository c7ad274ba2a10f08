/* Passkeys: one's own, a new one, one less; and signing in with one. */
#include <stdlib.h>
#include <string.h>

#include "core/agent.h"
#include "core/passkey.h"
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"

enum { NAME = 60, CHALLENGE = 112, HANDLE = 86 };

#define SENT(field, most)                                         \
	{                                                         \
		.name = field, .kind = FIELD_LINE, .max = (most), \
		.optional = true                                  \
	}

const struct form passkeys_new_form = { "passkeys_new",
	(const struct field[]){ { .name = "name",
				    .kind = FIELD_LINE,
				    .max = NAME,
				    .missing = SAY_passkeys_name_missing },
	    { .name = "passkey",
		.kind = FIELD_LINE,
		.max = PASSKEY_CLIENT,
		.missing = SAY_passkeys_missing },
	    SENT("attestation", PASSKEY_ATTESTATION),
	    SENT("challenge", CHALLENGE), { 0 } } };

const struct form passkeys_use_form = { "passkeys_use",
	(const struct field[]){ { .name = "passkey",
				    .kind = FIELD_LINE,
				    .max = PASSKEY_CLIENT,
				    .missing = SAY_passkeys_missing },
	    SENT("credential", PASSKEY_ID),
	    SENT("authenticator", PASSKEY_AUTHENTICATOR),
	    SENT("signature", PASSKEY_SIGNATURE), SENT("handle", HANDLE),
	    SENT("challenge", CHALLENGE), SENT("next", 300), { 0 } } };

static const char *
typed(struct visit *v, const char *name)
{
	const char *value = visit_field(v, name);

	return (value == NULL ? "" : value);
}

static const char *
number(struct visit *v, const char *hex)
{
	return (visit_print(v, "\\x%s", hex));
}

static enum say
wrong(enum passkey_end end)
{
	if (end == PASSKEY_CHALLENGE)
		return (SAY_passkeys_late);
	if (end == PASSKEY_UNPROVED)
		return (SAY_passkeys_unproved);
	if (end == PASSKEY_ALGORITHM)
		return (SAY_passkeys_algorithm);
	if (end == PASSKEY_WRONG)
		return (SAY_passkeys_unknown);
	return (SAY_passkeys_unfit);
}

/* What the page asked for.  False: it was no page of ours. */
static bool
known(struct visit *v, struct passkey_asked *asked, int64_t *made)
{
	asked->challenge = typed(v, "challenge");
	asked->origin = visit_base_url(v);
	asked->party = visit_host(v);
	if (visit_word_back(v, v->route->path, asked->challenge, made))
		return (true);
	again(v, "passkey", SAY_passkeys_late);
	return (false);
}

void
passkeys_offer(struct visit *v, const char *action, const char *at)
{
	view_value(v->view, "challenge", visit_word_new(v, action, at));
	view_value(v->view, "party", visit_host(v));
}

static void
listed(struct visit *v)
{
	reply_page(v, &PAGE_passkeys_list);
}

void
passkeys_list(struct visit *v)
{
	sql_passkeys_list(v->ask);
	ask(v, listed);
}

/* Named after the browser, until somebody has a better name. */
static void
begun(struct visit *v)
{
	char label[NAME];

	agent_label(label, sizeof(label), visit_agent(v));
	if (view_typed(v->view, "name", 0) == NULL)
		view_typed_add(v->view, "name", visit_print(v, "%s", label));
	passkeys_offer(v, "/me/passkeys/new",
	    set_get(visit_set(v, &SQL_passkeys_add), 0, "at"));
	reply_page(v, &PAGE_passkeys_add);
}

void
passkeys_add(struct visit *v)
{
	sql_passkeys_add(v->ask);
	ask(v, begun);
}

void
passkeys_new(struct visit *v)
{
	struct passkey_asked asked;
	struct passkey_new   p;
	enum passkey_end     end;
	int64_t		     made;

	if (!known(v, &asked, &made))
		return;
	end = passkey_register(&p, &asked, typed(v, "passkey"),
	    typed(v, "attestation"));
	if (end != PASSKEY_FINE) {
		again(v, "passkey", wrong(end));
		return;
	}
	sql_passkeys_new(v->ask, number(v, p.id), number(v, p.key), p.algorithm,
	    p.counter, p.backed_up, typed(v, "name"), asked.challenge, made);
	deed(v, "/me/passkeys");
}

static void
shown(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_passkeys_show)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_passkeys_show);
}

void
passkeys_show(struct visit *v)
{
	sql_passkeys_show(v->ask, visit_path(v, "ref"));
	ask(v, shown);
}

void
passkeys_remove(struct visit *v)
{
	sql_passkeys_remove(v->ask, visit_path(v, "ref"));
	deed(v, "/me/passkeys");
}

struct use { /* a passkey that was used, and what it says now */
	struct passkey_asked asked;
	struct passkey_known known;
	const char	    *credential;
	int64_t		     made;
};

static const char *
credential(struct visit *v)
{
	char id[PASSKEY_ID_BYTES * 2 + 1];

	if (!passkey_id(id, typed(v, "credential")))
		return (NULL);
	return (number(v, id));
}

/* A counter that went back is for the deed to judge, which locks the row, or
 * knows that this very form was answered before.  It opens no login then, and
 * the cookie that goes out with the answer is of none. */
static bool
used(struct visit *v, struct use *u)
{
	const struct set    *seen = visit_set(v, &SQL_passkeys_seen);
	struct passkey_given given = { typed(v, "passkey"),
		typed(v, "authenticator"), typed(v, "signature") };
	enum passkey_end     end;

	u->credential = credential(v);
	if (set_rows(seen) == 0) {
		again(v, "passkey", SAY_passkeys_unknown);
		return (false);
	}
	if (!known(v, &u->asked, &u->made))
		return (false);
	u->known.key = set_get(seen, 0, "public_key");
	u->known.counter =
	    (uint32_t)strtoul(set_get(seen, 0, "counter"), NULL, 10);
	end = passkey_verify(&u->known, &u->asked, &given);
	if (end == PASSKEY_FINE || end == PASSKEY_BACK)
		return (true);
	again(v, "passkey", wrong(end));
	return (false);
}

static void
looked_up(struct visit *v, step *then)
{
	const char *id = credential(v);

	if (id == NULL) {
		again(v, "passkey", SAY_passkeys_unfit);
		return;
	}
	sql_passkeys_seen(v->ask, id, visit_client(v));
	ask(v, then);
}

static void
entered(struct visit *v)
{
	struct use u;

	if (!used(v, &u))
		return;
	sql_passkeys_enter(v->ask, u.credential, typed(v, "handle"),
	    u.known.counter, u.known.backed_up, u.asked.challenge, u.made,
	    visit_client(v), visit_browser(v), visit_login_new(v),
	    logins_label(v), visit_next(v), logins_last(v));
	deed(v, "%s");
}

void
passkeys_enter(struct visit *v)
{
	looked_up(v, entered);
}

static void
taken(struct visit *v)
{
	struct use u;

	if (!used(v, &u))
		return;
	sql_passkeys_take(v->ask, u.credential, u.known.counter,
	    u.known.backed_up, u.asked.challenge, u.made, visit_client(v),
	    visit_login_new(v), visit_next(v));
	deed(v, "%s");
}

void
passkeys_take(struct visit *v)
{
	looked_up(v, taken);
}

static void
told(struct visit *v)
{
	reply_page(v, &PAGE_passkeys_stopped);
}

void
passkeys_stopped(struct visit *v)
{
	ask(v, told);
}
