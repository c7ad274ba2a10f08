/* Ranks people for a task, and tasks for a person. */
#include <math.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "core/match.h"

#define WEIGHT_CHECKED 40
#define WEIGHT_HOURS   35
#define WEIGHT_DAYS    25

#define EARTH_KM 6371.0

static const char *const rule_names[MATCH_RULES] = { "", "group", "taken",
	"vetted", "paused", "room", "language", "skill", "credential",
	"reach" };

/* Keeps these hashes apart from any other use; it is no secret. */
static const unsigned char lot_key[] = "nocape: who is first among equals";

const char *
match_rule_name(enum match_rule rule)
{
	return (rule_names[rule]);
}

int
match_km(const struct match_place *a, const struct match_place *b)
{
	const double radian = acos(-1) / 180;
	double	     north, east, half;

	if (!a->known || !b->known)
		return (MATCH_UNKNOWN);
	north = sin((b->latitude - a->latitude) * radian / 2);
	east = sin((b->longitude - a->longitude) * radian / 2);
	half = north * north +
	    cos(a->latitude * radian) * cos(b->latitude * radian) * east * east;
	return ((int)lround(2 * EARTH_KM * asin(sqrt(fmin(half, 1)))));
}

static const struct match_skill *
known(const struct match_person *person, const char *key)
{
	size_t i;

	for (i = 0; i < person->skill_count; i++)
		if (strcmp(person->skills[i].key, key) == 0)
			return (&person->skills[i]);
	return (NULL);
}

/* Counts what is known and checked; true when every must is known. */
static bool
skills(const struct match_task *task, const struct match_person *person,
    int number[MATCH_WHYS])
{
	const struct match_skill *wanted, *has;
	bool			  all = true;
	size_t			  i;

	for (i = 0; i < task->skill_count; i++) {
		wanted = &task->skills[i];
		has = known(person, wanted->key);
		if (has == NULL || has->level < wanted->level) {
			number[MATCH_WHY_MISSING]++;
			all = all && !wanted->flag;
			continue;
		}
		number[MATCH_WHY_SKILLS]++;
		number[MATCH_WHY_CHECKED] += has->flag;
	}
	return (all);
}

static bool
reachable(const struct match_task *task, const struct match_person *person,
    int km)
{
	if (task->afar && person->afar)
		return (true);
	return (km != MATCH_UNKNOWN && km <= person->reach_km);
}

static uint32_t
broken(const struct match_task *task, const struct match_person *person,
    bool skilled, int km)
{
	uint32_t rules = 0;

	rules |= (uint32_t)person->member << MATCH_GROUP;
	rules |= (uint32_t)person->taken << MATCH_TAKEN;
	rules |= (uint32_t)!person->vetted << MATCH_VETTED;
	rules |= (uint32_t)person->paused << MATCH_PAUSED;
	rules |= (uint32_t)(person->held >= person->capacity) << MATCH_ROOM;
	rules |= (uint32_t)((task->languages & person->languages) == 0)
	    << MATCH_LANGUAGE;
	rules |= (uint32_t)!skilled << MATCH_SKILL;
	rules |= (uint32_t)((task->credentials & ~person->credentials) != 0)
	    << MATCH_CREDENTIAL;
	rules |= (uint32_t)!reachable(task, person, km) << MATCH_REACH;
	return (rules);
}

/* A must counts twice: checked parts of what is wanted. */
static int
score_checked(const struct match_task *task, const struct match_person *person)
{
	const struct match_skill *has;
	int			  all = 0, checked = 0, weight;
	size_t			  i;

	for (i = 0; i < task->skill_count; i++) {
		weight = task->skills[i].flag ? 2 : 1;
		all += weight;
		has = known(person, task->skills[i].key);
		if (has != NULL && has->flag &&
		    has->level >= task->skills[i].level)
			checked += weight;
	}
	return (all == 0 ? 0 : WEIGHT_CHECKED * checked / all);
}

static int
score_hours(int shared)
{
	if (shared == MATCH_UNKNOWN)
		return (WEIGHT_HOURS / 2);
	if (shared > MATCH_HOURS_ENOUGH)
		shared = MATCH_HOURS_ENOUGH;
	return (WEIGHT_HOURS * shared / MATCH_HOURS_ENOUGH);
}

static int
score_days(int days)
{
	if (days == MATCH_UNKNOWN || days > MATCH_DAYS_ENOUGH)
		days = MATCH_DAYS_ENOUGH;
	return (WEIGHT_DAYS * days / MATCH_DAYS_ENOUGH);
}

static uint64_t
lot(const char *task, const char *person)
{
	crypto_generichash_state state;
	unsigned char		 hash[crypto_generichash_BYTES_MIN];
	uint64_t		 value = 0;
	size_t			 i;

	crypto_generichash_init(&state, lot_key, sizeof(lot_key) - 1,
	    sizeof(hash));
	crypto_generichash_update(&state, (const unsigned char *)task,
	    strlen(task) + 1);
	crypto_generichash_update(&state, (const unsigned char *)person,
	    strlen(person));
	crypto_generichash_final(&state, hash, sizeof(hash));
	for (i = 0; i < sizeof(value); i++)
		value = value << 8 | hash[i];
	return (value);
}

void
match_pair(const struct match_task *task, const struct match_person *person,
    struct match_result *result)
{
	int *number = result->number;
	bool skilled;

	memset(number, 0, sizeof(result->number));
	skilled = skills(task, person, number);
	number[MATCH_WHY_KM] = match_km(&task->place, &person->place);
	number[MATCH_WHY_DAYS] = person->days_since_asked;
	number[MATCH_WHY_ROOM] = person->capacity > person->held
	    ? person->capacity - person->held
	    : 0;
	number[MATCH_WHY_HOURS] = task->hours == 0 || person->hours == 0
	    ? MATCH_UNKNOWN
	    : __builtin_popcount(task->hours & person->hours);

	result->broken = broken(task, person, skilled, number[MATCH_WHY_KM]);
	result->rule = result->broken == 0
	    ? MATCH_FITS
	    : (enum match_rule)__builtin_ctz(result->broken);
	result->score = score_checked(task, person) +
	    score_hours(number[MATCH_WHY_HOURS]) +
	    score_days(number[MATCH_WHY_DAYS]);
	result->lot = lot(task->ref, person->ref);
}

static int
compare(const void *left, const void *right)
{
	const struct match_result *a = left, *b = right;

	if ((a->rule == MATCH_FITS) != (b->rule == MATCH_FITS))
		return (a->rule == MATCH_FITS ? -1 : 1);
	if (a->score != b->score)
		return (a->score > b->score ? -1 : 1);
	return (a->lot < b->lot ? -1 : a->lot > b->lot);
}

void
match_rank(struct match_result *results, size_t n, size_t counts[MATCH_RULES])
{
	size_t i;

	if (n > 1)
		qsort(results, n, sizeof(*results), compare);
	if (counts == NULL)
		return;
	memset(counts, 0, MATCH_RULES * sizeof(*counts));
	for (i = 0; i < n; i++)
		counts[results[i].rule]++;
}
