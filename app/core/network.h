/* Where somebody comes from, as far as limits count it. */
#ifndef NC_CORE_NETWORK_H
#define NC_CORE_NETWORK_H

enum { NETWORK_SIZE = 46 }; /* the longest address written down, and a NUL */

/* Of IPv6 the first 64 bits, which are one household; of IPv4 all of it.
 * What is no address stays as it is, cut to fit; "" stays "". */
void network_of(char into[NETWORK_SIZE], const char *address);

#endif
