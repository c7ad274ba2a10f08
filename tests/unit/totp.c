/* Codes from a phone: RFC 6238's own figures, drift, each code once. */
#include <stdlib.h>
#include <string.h>

#include "core/qr.h"
#include "core/totp.h"
#include "tap.h"

/* "12345678901234567890" of RFC 6238, appendix B. */
static const char rfc[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

static void
figures(void)
{
	static const struct {
		int64_t	    at;
		const char *code;
	} given[] = { { 59, "287082" }, { 1111111109, "081804" },
		{ 1111111111, "050471" }, { 1234567890, "005924" },
		{ 2000000000, "279037" }, { 20000000000, "353130" } };
	char   code[TOTP_CODE];
	size_t i;

	for (i = 0; i < sizeof(given) / sizeof(*given); i++) {
		tap_ok(totp_code(code, rfc, given[i].at / 30), "a code");
		tap_str(code, given[i].code, "as the RFC has it");
	}
}

static void
drift(void)
{
	char code[TOTP_CODE];
	int  i;

	for (i = -3; i <= 3; i++) {
		totp_code(code, rfc, 40000000 + i);
		tap_ok((totp_step(rfc, code, 40000000LL * 30 + 7, 0) ==
			   40000000 + i) == (i >= -1 && i <= 1),
		    "one half minute either way, no more");
	}
	totp_code(code, rfc, 40000000);
	tap_ok(totp_step(rfc, code, 40000000LL * 30, 40000000) == 40000000,
	    "a code that was used says which it was");
	tap_ok(totp_step(rfc, "12345", 40000000LL * 30, 0) == 0, "five digits");
	tap_ok(totp_step(rfc, "", 40000000LL * 30, 0) == 0, "nothing");
	tap_ok(totp_step("not base 32!", code, 40000000LL * 30, 0) == 0,
	    "no seed");
}

static void
shown(void)
{
	char seed[TOTP_SEED], other[TOTP_SEED], spoken[TOTP_SPOKEN];
	char link[TOTP_LINK], code[TOTP_CODE], *path;
	char person[300];
	int  side;

	tap_ok(totp_seed(seed) && totp_seed(other), "seeds");
	tap_ok(strlen(seed) == 32 && strcmp(seed, other) != 0,
	    "160 bits, no two alike");
	tap_ok(totp_code(code, seed, 1), "that make codes");
	totp_spoken(spoken, rfc);
	tap_str(spoken, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
	    "as is read out");
	tap_ok(totp_link(link, rfc, "Nocape A&B", "ruth+x@example.org"),
	    "a link");
	tap_str(link,
	    "otpauth://totp/Nocape%20A%26B:ruth%2Bx%40example.org?secret="
	    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Nocape%20A%26B"
	    "&algorithm=SHA1&digits=6&period=30",
	    "nothing in it ends a part");
	memset(person, '%', sizeof(person) - 1);
	person[sizeof(person) - 1] = '\0';
	tap_ok(totp_link(link, rfc, person, person), "also of long names");
	path = qr_path("otpauth://totp/x", &side);
	tap_ok(path != NULL && strncmp(path, "M4,4h7v1h-7z", 12) == 0,
	    "squares begin with a corner");
	tap_ok(side >= 29 && side <= 41, "within a quiet edge");
	free(path);
}

int
main(void)
{
	figures();
	drift();
	shown();
	return (tap_end());
}
