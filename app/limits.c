/* How often each POST may be done: what sends mail or costs much is counted;
 * the first row that fits counts. */
#include <stddef.h>

#include "web/limit.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

#define OWN    "one's own words, and nobody is told"
#define ONCE   "a state allows it once"
#define IN_SQL "counted by its own statement, by account and place"

const struct limit LIMITS[] = {
	/* who comes in */
	{ "/sign-in", NULL, 0, 0, IN_SQL },
	/* before a key is made for the number that was typed */
	{ "/sign-up", "accounts asked for", 25, 5 * MINUTE, NULL },
	{ "/sign-in/password", NULL, 0, 0, IN_SQL },
	{ "/sign-in/passkey", NULL, 0, 0, IN_SQL },
	{ "/sign-in/:ref", NULL, 0, 0, "a code has five tries" },
	{ "/sign-out", NULL, 0, 0, ONCE },
	{ "/confirm", NULL, 0, 0, IN_SQL },
	{ "/confirm/code", NULL, 0, 0, IN_SQL },
	{ "/confirm/:ref", NULL, 0, 0, "a code has five tries" },
	{ "/me/address", NULL, 0, 0, IN_SQL },
	{ "/me/address/:ref", NULL, 0, 0, "a code has five tries" },
	{ "/address/back", NULL, 0, 0, "a link of 128 bits, good once" },
	{ "/second-factor", NULL, 0, 0, IN_SQL },
	{ "/second-factor/recovery", NULL, 0, 0, IN_SQL },
	{ "/second-factor/passkey", NULL, 0, 0, IN_SQL },
	{ "/me/second-factor/phone", NULL, 0, 0, IN_SQL },
	{ "/me/second-factor", "second steps changed", 30, HOUR, NULL },
	{ "/me/second-factor/", "second steps changed", 30, HOUR, NULL },
	{ "/me/passkeys/", "passkeys changed", 30, HOUR, NULL },
	{ "/me/password", "new passwords", 10, HOUR, NULL },
	{ "/me/erasure/sure", "erasures", 10, HOUR, NULL },
	{ "/me/archive", "exports", 10, DAY, NULL },
	{ "/me/", NULL, 0, 0, OWN },
	{ "/me", NULL, 0, 0, OWN },
	{ "/suspended", "answers", 10, HOUR, NULL },

	/* asking for help */
	{ "/groups/new", "new groups", 10, DAY, NULL },
	{ "/groups/invitations/:invitation", NULL, 0, 0, ONCE },
	{ "/groups/:ref/invitations", "members invited", 20, HOUR, NULL },
	{ "/groups/", "groups", 60, HOUR, NULL },
	{ "/ask", "requests begun", 20, HOUR, NULL },
	{ "/ask/:ref/check", "requests sent", 10, HOUR, NULL },
	{ "/ask/", NULL, 0, 0, OWN },
	{ "/requests/:ref/messages", "messages", 60, 10 * MINUTE, NULL },
	{ "/requests/", "requests", 30, HOUR, NULL },

	/* helping */
	{ "/tasks/:ref/claims", "claims", 20, HOUR, NULL },
	{ "/claims/:ref/withdraw", NULL, 0, 0, ONCE },
	{ "/invitations/", NULL, 0, 0, ONCE },
	{ "/volunteer/check", "offers sent", 10, HOUR, NULL },
	{ "/volunteer/", NULL, 0, 0, OWN },
	{ "/volunteer", NULL, 0, 0, OWN },

	/* together */
	{ "/matches/:ref/messages", "messages", 60, 10 * MINUTE, NULL },
	{ "/matches/:ref/contact", "contacts shown", 30, HOUR, NULL },
	{ "/matches/:ref/notes", NULL, 0, 0, OWN },
	{ "/matches/", "matches", 60, HOUR, NULL },
	{ "/appointments/", "appointments", 30, HOUR, NULL },

	/* care */
	{ "/report/", NULL, 0, 0, IN_SQL },
	{ "/reports/", "reports read", 120, HOUR, NULL },
	{ "/trusted-report", NULL, 0, 0, "a link of 128 bits" },
	{ "/trusted-report/decision", NULL, 0, 0, "a link of 128 bits" },

	/* most of what is done at the desk sends a mail */
	{ "/desk/", "at the desk", 600, HOUR, NULL },

	{ NULL, NULL, 0, 0, NULL },
};
