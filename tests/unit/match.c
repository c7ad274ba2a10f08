/* Must rules exclude, better rules order, and nothing hangs on row order. */
#include <string.h>

#include "core/match.h"
#include "tap.h"

static struct match_task
laptops(void)
{
	struct match_task task = { .ref = "NC-TASK-22" };

	task.place = (struct match_place){ true, 53.80, -1.55 };
	task.languages = match_languages("{en,pl}");
	task.hours = match_hours("{sat_morning,sat_afternoon,tue_evening}");
	task.skill_count =
	    match_skills("laptops:2:t children:1:f", task.skills);
	return (task);
}

static struct match_person
tom(void)
{
	struct match_person person = { .ref = "NC-TOMW-22" };

	person.vetted = true;
	person.place = (struct match_place){ true, 53.82, -1.57 };
	person.reach_km = 10;
	person.capacity = 2;
	person.held = 1;
	person.days_since_asked = MATCH_UNKNOWN;
	person.languages = match_languages("{en}");
	person.hours = match_hours("{sat_morning,mon_evening}");
	person.skill_count =
	    match_skills("laptops:2:t wifi:3:f", person.skills);
	return (person);
}

static struct match_result
pair(struct match_task task, struct match_person person)
{
	struct match_result result = { 0 };

	match_pair(&task, &person, &result);
	return (result);
}

static void
is_rule(struct match_person person, struct match_task task, const char *name)
{
	struct match_result result = pair(task, person);

	tap_str(match_rule_name(result.rule), name, "excluded by \"%s\"", name);
	tap_ok(result.broken ==
		(result.rule == MATCH_FITS ? 0 : UINT32_C(1) << result.rule),
	    "and by nothing else");
}

static void
people_rules(void)
{
	struct match_person p;

	is_rule(tom(), laptops(), "");
	p = tom(), p.member = true;
	is_rule(p, laptops(), "group");
	p = tom(), p.taken = true;
	is_rule(p, laptops(), "taken");
	p = tom(), p.vetted = false;
	is_rule(p, laptops(), "vetted");
	p = tom(), p.paused = true;
	is_rule(p, laptops(), "paused");
	p = tom(), p.held = 2;
	is_rule(p, laptops(), "room");
	p = tom(), p.languages = match_languages("{cy,bsl}");
	is_rule(p, laptops(), "language");
	p = tom(), p.skills[0].level = 1;
	is_rule(p, laptops(), "skill");
	p = tom(), p.skill_count = 0;
	is_rule(p, laptops(), "skill");
	p = tom(), p.reach_km = 2;
	is_rule(p, laptops(), "reach");
	p = tom(), p.place.known = false;
	is_rule(p, laptops(), "reach");
	p = tom(), p.afar = true, p.reach_km = 0;
	is_rule(p, laptops(), "reach");
}

static void
task_rules(void)
{
	struct match_person p = tom();
	struct match_task   t = laptops();

	t.credentials = match_credentials("{certificate}");
	is_rule(p, t, "credential");
	p.credentials = match_credentials("{degree,reference}");
	is_rule(p, t, "credential");
	p.credentials = match_credentials("{degree,certificate}");
	is_rule(p, t, "");

	t = laptops(), p = tom();
	t.afar = true, p.place.known = false;
	is_rule(p, t, "reach");
	p.afar = true;
	is_rule(p, t, "");
	t.place.known = false;
	is_rule(p, t, "");
	t = laptops(), p = tom(), t.afar = true;
	is_rule(p, t, "");
}

static void
several(void)
{
	struct match_person p = tom();
	struct match_result r;

	p.paused = true;
	p.held = 5;
	p.reach_km = 0;
	r = pair(laptops(), p);
	tap_str(match_rule_name(r.rule), "paused", "the first rule is told");
	tap_ok(r.broken ==
		(1u << MATCH_PAUSED | 1u << MATCH_ROOM | 1u << MATCH_REACH),
	    "all broken rules are known");
	tap_int(r.number[MATCH_WHY_ROOM], 0, "no room is 0, never below");
}

static void
numbers(void)
{
	struct match_person p = tom();
	struct match_task   t = laptops();
	struct match_result r = pair(t, p);

	tap_int(r.number[MATCH_WHY_KM], 3, "kilometres");
	tap_int(r.number[MATCH_WHY_HOURS], 1, "one shared part of the week");
	tap_int(r.number[MATCH_WHY_SKILLS], 1, "one wanted skill");
	tap_int(r.number[MATCH_WHY_MISSING], 1, "one that is missing");
	tap_int(r.number[MATCH_WHY_CHECKED], 1, "one that was checked");
	tap_int(r.number[MATCH_WHY_ROOM], 1, "room for one");
	tap_int(r.number[MATCH_WHY_DAYS], MATCH_UNKNOWN, "never asked");
	tap_int(r.score, 26 + 11 + 25, "40 * 2/3 + 35 * 1/3 + 25");
	t.hours = 0;
	r = pair(t, p);
	tap_int(r.number[MATCH_WHY_HOURS], MATCH_UNKNOWN, "no hours told");
	tap_int(r.score, 26 + 17 + 25, "half, when no hours are told");
}

/* Raising one thing alone never lowers the score, and each weight counts. */
static void
better(void)
{
	struct match_person p = tom();
	struct match_task   t = laptops();
	int		    was = pair(t, p).score;

	p.skills[0].flag = false;
	tap_int(was - pair(t, p).score, 26, "an unchecked must is worth less");
	p = tom();
	p.hours = match_hours("{sat_morning,sat_afternoon,tue_evening}");
	tap_int(pair(t, p).score - was, 24, "three shared times are full");
	p = tom(), p.days_since_asked = 0;
	tap_int(was - pair(t, p).score, 25, "asked today counts nothing");
	p.days_since_asked = 28;
	tap_int(was - pair(t, p).score, 13, "half the days, half the weight");
	p.days_since_asked = 400;
	tap_int(pair(t, p).score, was, "long ago is as good as never");
}

static void
order(void)
{
	struct match_result r[3] = { 0 }, back[3];
	struct match_person p;
	size_t		    counts[MATCH_RULES], i;
	char ref[3][16] = { "NC-AAAA-22", "NC-BBBB-22", "NC-CCCC-22" };

	for (i = 0; i < 3; i++) {
		p = tom(), p.ref = ref[i];
		r[i] = pair(laptops(), p);
		r[i].row = i;
	}
	tap_ok(r[0].lot != r[1].lot && r[1].lot != r[2].lot, "lots differ");
	r[1].score = 90, r[1].rule = MATCH_REACH;
	back[0] = r[2], back[1] = r[1], back[2] = r[0];
	match_rank(r, 3, counts);
	match_rank(back, 3, NULL);
	for (i = 0; i < 3; i++)
		tap_int(r[i].row, back[i].row, "row order changes nothing");
	tap_int(r[2].row, 1, "who does not fit comes last, whatever the score");
	tap_int(counts[MATCH_FITS], 2, "two fit");
	tap_int(counts[MATCH_REACH], 1, "one is too far");
	match_rank(r, 0, counts);
	tap_int(counts[MATCH_FITS], 0, "nobody at all");
}

/* Over many tasks nobody is first by name: each of two equals wins often. */
static void
fair(void)
{
	struct match_task   t = laptops();
	struct match_person a = tom(), b = tom();
	char		    ref[16];
	int		    i, first = 0;

	a.ref = "NC-AAAA-22", b.ref = "NC-BBBB-22";
	for (i = 0; i < 1000; i++) {
		snprintf(ref, sizeof(ref), "NC-%04d-22", i);
		t.ref = ref;
		first += pair(t, a).lot < pair(t, b).lot;
	}
	tap_ok(first > 400 && first < 600, "%d of 1000 to one of two", first);
}

static void
reads(void)
{
	struct match_skill s[MATCH_SKILLS];
	char		   many[50 * 12 + 1] = "";
	int		   i;

	tap_int(match_hours("{mon_morning}"), 1, "the first hour is bit 0");
	tap_int(match_hours("{sun_evening}"), 1 << 20, "the last is bit 20");
	tap_int(match_hours("{mon,mon_,}"), 0, "an unknown word is left out");
	tap_int(match_hours(NULL), 0, "no text is empty");
	tap_int(match_hours("{}"), 0, "no hours are empty");
	tap_int(match_languages("{bsl,en}"), 1 << 21 | 1, "two languages");
	tap_int(match_skills("wifi:3:t", s), 1, "one skill");
	tap_ok(strcmp(s[0].key, "wifi") == 0 && s[0].level == 3 && s[0].flag,
	    "key, level and flag");
	tap_int(match_skills("wifi wifi:: :1:t wifi:0:t wifi:1:tt a:1:f", s), 1,
	    "what is no skill is left out");
	tap_str(s[0].key, "a", "and what is one is kept");
	tap_int(match_skills(NULL, s), 0, "no text, no skills");
	for (i = 0; i < 50; i++)
		memcpy(many + i * 11, "sound:1:t  ", 12);
	tap_int(match_skills(many, s), MATCH_SKILLS,
	    "as many as there is room");
}

static void
distance(void)
{
	struct match_place london = { true, 51.50853, -0.12574 },
			   leeds = { true, 53.79648, -1.54785 },
			   nowhere = { false, 0, 0 }, north = { true, 90, 0 },
			   south = { true, -90, 0 };

	tap_int(match_km(&london, &leeds), 272, "London to Leeds");
	tap_int(match_km(&leeds, &london), 272, "and back");
	tap_int(match_km(&leeds, &leeds), 0, "nowhere to go");
	tap_int(match_km(&leeds, &nowhere), MATCH_UNKNOWN, "no place");
	tap_int(match_km(&north, &south), 20015, "pole to pole");
}

int
main(void)
{
	people_rules();
	task_rules();
	several();
	numbers();
	better();
	order();
	fair();
	reads();
	distance();
	return (tap_end());
}
