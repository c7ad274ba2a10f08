/* Reads how long something takes, as people type it. */
#include <ctype.h>
#include <string.h>

#include "when.h"

/* A number with at most one point or comma, in hundredths; -1 for none. */
static long
hundredths(const char **s)
{
	long n = 0;
	int  places = -1;

	if (!isdigit((unsigned char)**s))
		return (-1);
	for (; isdigit((unsigned char)**s) ||
	     (places == -1 && (**s == '.' || **s == ',') &&
		 isdigit((unsigned char)(*s)[1]));
	     (*s)++) {
		if (!isdigit((unsigned char)**s)) {
			places = 0;
		} else if (places < 2) {
			n = n * 10 + **s - '0';
			places += places >= 0;
		}
		if (n > 1000000)
			return (-1);
	}
	for (places = places < 0 ? 0 : places; places < 2; places++)
		n *= 10;
	return (n);
}

/* Minutes that the unit stands for; a bare number after hours is minutes. */
static int
unit(const char **s, bool first)
{
	size_t n;
	int    is;

	while (**s == ' ')
		(*s)++;
	n = strspn(*s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
	if (n == 0)
		is = **s != '\0' ? 0 : first ? 60 : 1;
	else if (tolower((unsigned char)**s) == 'h')
		is = 60;
	else if (tolower((unsigned char)**s) == 'm')
		is = 1;
	else
		is = 0;
	*s += n;
	return (is);
}

bool
when_span(const char *typed, int *minutes)
{
	long total = 0, n;
	bool first = true;
	int  each;

	typed += strspn(typed, " ");
	while (*typed != '\0') {
		if (!first && strncmp(typed, "and ", 4) == 0)
			typed += 4;
		n = hundredths(&typed);
		each = n == -1 ? 0 : unit(&typed, first);
		if (each == 0)
			return (false);
		if ((total += n * each) > 1000000000)
			return (false);
		first = false;
		typed += strspn(typed, " .,");
	}
	*minutes = (int)((total + 50) / 100);
	return (!first && *minutes <= 6000);
}
