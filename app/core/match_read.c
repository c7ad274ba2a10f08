/* Reads the lists of a task or a person, as the database writes them. */
#include <stdlib.h>
#include <string.h>

#include "core/match.h"

static const char *const hour_names[] = { "mon_morning", "mon_afternoon",
	"mon_evening", "tue_morning", "tue_afternoon", "tue_evening",
	"wed_morning", "wed_afternoon", "wed_evening", "thu_morning",
	"thu_afternoon", "thu_evening", "fri_morning", "fri_afternoon",
	"fri_evening", "sat_morning", "sat_afternoon", "sat_evening",
	"sun_morning", "sun_afternoon", "sun_evening", NULL };

static const char *const language_names[] = { "en", "cy", "ar", "bn", "de",
	"es", "fa", "fr", "gu", "hi", "it", "pa", "pl", "ps", "pt", "ro", "so",
	"tr", "uk", "ur", "zh", "bsl", NULL };

static const char *const credential_names[] = { "degree", "certificate",
	"training", "reference", NULL };

static uint32_t
bit(const char *word, size_t length, const char *const *names)
{
	size_t i;

	for (i = 0; names[i] != NULL; i++)
		if (strlen(names[i]) == length &&
		    memcmp(names[i], word, length) == 0)
			return (UINT32_C(1) << i);
	return (0);
}

static uint32_t
bits(const char *text, const char *const *names)
{
	uint32_t all = 0;
	size_t	 length;

	while (text != NULL && *text != '\0') {
		length = strcspn(text, "{},");
		all |= bit(text, length, names);
		text += length + (text[length] != '\0');
	}
	return (all);
}

uint32_t
match_hours(const char *text)
{
	return (bits(text, hour_names));
}

uint32_t
match_languages(const char *text)
{
	return (bits(text, language_names));
}

uint32_t
match_credentials(const char *text)
{
	return (bits(text, credential_names));
}

/* One of "laptops:2:t"; false when it is not such a thing. */
static bool
skill(const char *word, size_t length, struct match_skill *out)
{
	const char *level = memchr(word, ':', length);
	size_t	    key;

	if (level == NULL)
		return (false);
	key = (size_t)(level - word);
	if (key == 0 || key > MATCH_KEY || length != key + 4 ||
	    level[1] < '1' || level[1] > '9' || level[2] != ':')
		return (false);
	memcpy(out->key, word, key);
	out->key[key] = '\0';
	out->level = level[1] - '0';
	out->flag = level[3] == 't';
	return (true);
}

size_t
match_skills(const char *text, struct match_skill skills[MATCH_SKILLS])
{
	size_t length, n = 0;

	while (text != NULL && *text != '\0' && n < MATCH_SKILLS) {
		length = strcspn(text, " ");
		n += skill(text, length, &skills[n]);
		text += length + strspn(text + length, " ");
	}
	return (n);
}
