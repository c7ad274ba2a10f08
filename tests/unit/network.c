/* Addresses of one household are one place, of two they are two. */
#include <string.h>

#include "core/network.h"
#include "tap.h"

static const struct {
	const char *one;
	const char *two;
	bool	    same;
} pairs[] = {
	{ "192.0.2.7", "192.0.2.7", true },
	{ "192.0.2.7", "192.0.2.8", false },
	{ "2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff:4:5:6", true },
	{ "2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", true },
	{ "2001:db8:1:2::1", "2001:db8:1:3::1", false },
	/* as zeros are left out, there are fewer colons before the rest */
	{ "2001:db8::1", "2001:db8::2", true },
	{ "2001:db8::1", "2001:db8::3:4:5:6", true },
	{ "2001:db8::1", "2001:db8:0:1::1", false },
	{ "2001:db8:1::1", "2001:db8:1:0:a:b:c:d", true },
	{ "2001:db8:1::1", "2001:db8:1:1::1", false },
	{ "::1", "::2", true },
	/* IPv4 in an IPv6 socket */
	{ "::ffff:192.0.2.7", "192.0.2.7", true },
	{ "::ffff:192.0.2.7", "::ffff:192.0.2.8", false },
	{ "", "", true },
	{ "", "192.0.2.7", false },
};

int
main(void)
{
	char   one[NETWORK_SIZE], two[NETWORK_SIZE], odd[200];
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		network_of(one, pairs[i].one);
		network_of(two, pairs[i].two);
		tap_ok((strcmp(one, two) == 0) == pairs[i].same, "%s %s %s",
		    pairs[i].one, pairs[i].same ? "is" : "is not",
		    pairs[i].two);
	}
	memset(odd, 'x', sizeof(odd) - 1);
	odd[sizeof(odd) - 1] = '\0';
	network_of(one, odd);
	tap_ok(strlen(one) == NETWORK_SIZE - 1, "what is no address is cut");
	return (tap_end());
}
