/* Where somebody comes from, as far as limits count it. */
#include <arpa/inet.h>

#include <stdio.h>
#include <string.h>

#include "core/network.h"

void
network_of(char into[NETWORK_SIZE], const char *address)
{
	struct in6_addr a;

	if (inet_pton(AF_INET6, address, &a) != 1) {
		snprintf(into, NETWORK_SIZE, "%s", address);
	} else if (IN6_IS_ADDR_V4MAPPED(&a)) {
		inet_ntop(AF_INET, &a.s6_addr[12], into, NETWORK_SIZE);
	} else {
		memset(&a.s6_addr[8], 0, 8);
		inet_ntop(AF_INET6, &a, into, NETWORK_SIZE);
	}
}
