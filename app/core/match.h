/*
 * Who fits which task: must rules decide, better rules order, and every
 * verdict comes with the numbers it rests on.  Works in both directions,
 * volunteers for a task and tasks for a volunteer, on one pair at a time;
 * match_rank() then puts the pairs in order.
 *
 * Must rules, in the order they are looked at; the first that is broken is
 * the one a person is told:
 *	group		belongs to the group that asks
 *	taken		has a waiting claim, an invitation or a match already
 *	vetted		not checked by a coordinator yet
 *	paused		takes a break
 *	room		holds as many as they wanted at once
 *	language	shares none of the task's languages
 *	skill		misses a skill that must be, at the wanted level
 *	credential	the wanted kind was not checked, or has run out
 *	reach		cannot do it from afar, and the place is too far
 *
 * Better rules, weights out of 100:
 *	40	skills that a coordinator checked: the checked part of what
 *		the task wants, a must counting twice a nice-to-have
 *	35	times that suit both: shared parts of the week, full from
 *		MATCH_HOURS_ENOUGH on; half when one side told none
 *	25	not asked lately: days since the last invitation, full from
 *		MATCH_DAYS_ENOUGH on, and for who was never asked
 *
 * Equal scores go by a keyed hash of both references, so that nobody is
 * first for having signed up first, and the order can be worked out again.
 */
#ifndef NC_CORE_MATCH_H
#define NC_CORE_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MATCH_SKILLS	   40 /* of one task or person; more are left out */
#define MATCH_KEY	   40 /* letters of a skill's key */
#define MATCH_HOURS_ENOUGH 3
#define MATCH_DAYS_ENOUGH  56

enum match_rule {
	MATCH_FITS,
	MATCH_GROUP,
	MATCH_TAKEN,
	MATCH_VETTED,
	MATCH_PAUSED,
	MATCH_ROOM,
	MATCH_LANGUAGE,
	MATCH_SKILL,
	MATCH_CREDENTIAL,
	MATCH_REACH,
	MATCH_RULES
};

/* What a verdict rests on: number[why], or MATCH_UNKNOWN. */
enum match_why {
	MATCH_WHY_CHECKED, /* wanted skills that were checked */
	MATCH_WHY_SKILLS,  /* wanted skills known at the wanted level */
	MATCH_WHY_MISSING, /* wanted skills not known at that level */
	MATCH_WHY_HOURS,   /* shared parts of the week */
	MATCH_WHY_KM,	   /* between the two towns */
	MATCH_WHY_ROOM,	   /* how many more the person can take */
	MATCH_WHY_DAYS,	   /* since last asked */
	MATCH_WHYS
};

#define MATCH_UNKNOWN (-1)

struct match_place {
	bool   known;
	double latitude;
	double longitude;
};

/* Of a task: flag says must.  Of a person: flag says checked. */
struct match_skill {
	char key[MATCH_KEY + 1];
	int  level;
	bool flag;
};

struct match_task {
	const char	  *ref;
	bool		   afar;
	struct match_place place;
	uint32_t	   languages; /* match_languages() */
	uint32_t	   hours;     /* match_hours(); 0: not told */
	uint32_t credentials;	      /* match_credentials(); 0: none wanted */
	size_t	 skill_count;
	struct match_skill skills[MATCH_SKILLS];
};

struct match_person {
	const char	  *ref;
	bool		   afar;
	bool		   vetted;
	bool		   paused;
	bool		   member; /* of the task's group */
	bool		   taken;  /* claim, invitation or match on it */
	struct match_place place;
	int		   reach_km;
	int		   capacity;
	int		   held;
	int		   days_since_asked; /* MATCH_UNKNOWN: never */
	uint32_t	   languages;
	uint32_t	   hours;
	uint32_t	   credentials; /* kinds checked and not run out */
	size_t		   skill_count;
	struct match_skill skills[MATCH_SKILLS];
};

struct match_result {
	enum match_rule rule;	/* MATCH_FITS, or the first broken */
	uint32_t	broken; /* 1 << rule of every broken one */
	int		score;	/* 0 to 100 */
	int		number[MATCH_WHYS];
	uint64_t	lot; /* decides between equal scores */
	size_t		row; /* the caller's, untouched */
};

void match_pair(const struct match_task *, const struct match_person *,
    struct match_result *);

/* Those that fit first, by score, then by lot.  counts, when not NULL, gets
 * how many each rule was the first to exclude; counts[MATCH_FITS] fit. */
void match_rank(struct match_result *, size_t, size_t counts[MATCH_RULES]);

/* Great-circle kilometres, rounded; MATCH_UNKNOWN when one is not known. */
int match_km(const struct match_place *, const struct match_place *);

/* A PostgreSQL array as a set of bits: "{mon_evening,sat_morning}".  Words
 * that are not known are left out; NULL is empty. */
uint32_t match_hours(const char *);
uint32_t match_languages(const char *);
uint32_t match_credentials(const char *);

/* "laptops:2:t wifi:1:f" into skills; how many there were. */
size_t match_skills(const char *, struct match_skill[MATCH_SKILLS]);

/* The rule's name as templates and statements know it: "reach"; "" fits. */
const char *match_rule_name(enum match_rule);

#endif
