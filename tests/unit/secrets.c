/* Passwords in a story: found where they stand, nowhere else. */
#include "core/secrets.h"
#include "tap.h"

static const char *const told[] = {
	"On Sunday Joan types it all into the big list on the office laptop "
	"(she signs in as office, the password is wendle-parcels-22). If Joan "
	"is away nobody does it.",
	"The password: Sommer2024!",
	"Passwort: abc123",
	"password = hunter2",
	"pwd:Tr0ub4dor&3",
	"Our Wi-Fi key is 8840221199.",
	"The password is \"choir\".",
	"The password is now Lemon_Tart",
	"passwords: x9!kk",
	"Das Passwort ist Kuchen7.",
};

static const char *const not_told[] = {
	"",
	"Joan forgot the password and nobody can sign in.",
	"The password is written on a note under the keyboard.",
	"The password is known to everybody.",
	"The password is always the same, which worries us.",
	"We share one password between six people.",
	"Nobody knows what the password is.",
	"Is a password manager free for charities?",
	"We have 3 passwords for 2 laptops.",
	"The password was changed in 2019 by someone who left.",
	"We pass 1200 words a week to the printer.",
	"Password? I don't know it.",
	"He keeps asking for a password: we never set one.",
	"The pin code of the door changes monthly.",
};

int
main(void)
{
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		tap_ok(secrets_told(told[i]), "told: %.40s", told[i]);
	for (size_t i = 0; i < sizeof(not_told) / sizeof(not_told[0]); i++)
		tap_ok(!secrets_told(not_told[i]), "not told: %.40s",
		    not_told[i]);
	return (tap_end());
}
