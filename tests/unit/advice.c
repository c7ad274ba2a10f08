/* What guessers try first is told apart from what is somebody's own. */
#include <string.h>

#include "core/advice.h"
#include "tap.h"

static void
tried(const char *password, enum advice wanted)
{
	enum advice got =
	    advice_password(password, "Amina Yusuf", "am.ina@foodbank.example");

	tap_ok(got == wanted, "\"%.40s\" is %d", password, (int)wanted);
	if (got != wanted)
		printf("# got %d\n", (int)got);
}

int
main(void)
{
	char long_one[1025];

	tried("Password1", ADVICE_COMMON);
	tried("p4ssw0rd!", ADVICE_COMMON);
	tried("drowssap1", ADVICE_COMMON);
	tried("trustno1", ADVICE_COMMON);
	tried("AminaYusuf", ADVICE_OWN);
	tried("yusuf2026", ADVICE_OWN);
	tried("foodbank12", ADVICE_OWN);
	tried("nocape123", ADVICE_OWN);
	tried("12345678", ADVICE_COMMON);
	tried("aaaaaaaaaa", ADVICE_COMMON);
	tried("19841984", ADVICE_PATTERN);
	tried("03.05.1984", ADVICE_PATTERN);
	tried("two doors one light", ADVICE_FINE);
	tried("Tr7!kq_9wZ", ADVICE_FINE);
	tried("\xd0\xb4\xd0\xbe\xd0\xbc \xe5\xae\xb6 Haus", ADVICE_FINE);
	memset(long_one, 'a', sizeof(long_one) - 1);
	long_one[sizeof(long_one) - 1] = '\0';
	tap_ok(advice_password(long_one, "", "") != ADVICE_FINE,
	    "length alone is nothing");
	memcpy(long_one, "two doors one light", 19);
	tried(long_one, ADVICE_FINE);
	tap_ok(advice_password("correct garden lamp", "", "") == ADVICE_FINE,
	    "nobody's name");
	return (tap_end());
}
