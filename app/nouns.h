/* The first step of every page and deed, by noun.  routes.c alone reads all. */
#ifndef NC_NOUNS_H
#define NC_NOUNS_H

#include <stdbool.h>

struct form;
struct set;
struct visit;

/* home, outcomes: what anybody may read */
void home_show(struct visit *);
void home_how(struct visit *);
void home_about(struct visit *);
void outcomes_show(struct visit *);

/* privacy: what is kept of a person */
void privacy_show(struct visit *);

/* exports: "everything you have about me" */
extern const struct form exports_press_form;
void			 exports_show(struct visit *);
void			 exports_new(struct visit *);
void			 exports_take(struct visit *);

/* erasures: "erase me" */
extern const struct form erasures_new_form;
void			 erasures_show(struct visit *);
void			 erasures_sure(struct visit *);
void			 erasures_new(struct visit *);

/* matches: after somebody took a seat */
extern const struct form matches_agreement_form;
extern const struct form matches_press_form;
extern const struct form matches_confirmation_form;
extern const struct form matches_release_form;
extern const struct form matches_words_form;
void			 matches_show(struct visit *);
void			 matches_agreement(struct visit *);
void			 matches_contact(struct visit *);
void			 matches_start(struct visit *);
void			 matches_confirm(struct visit *);
void			 matches_confirmation(struct visit *);
void			 matches_leave(struct visit *);
void			 matches_release(struct visit *);
void			 matches_ask_other(struct visit *);
void			 matches_other(struct visit *);
void			 matches_tell(struct visit *);
void			 matches_wrong_again(struct visit *);
void			 matches_right_again(struct visit *);

/* messages, work_notes, handovers, feedback: on a match's page */
extern const struct form messages_new_form;
extern const struct form work_notes_new_form;
extern const struct form handovers_new_form;
extern const struct form feedback_new_form;
void			 messages_new(struct visit *);
void			 work_notes_new(struct visit *);
void			 handovers_write(struct visit *);
void			 handovers_new(struct visit *);
void			 feedback_write(struct visit *);
void			 feedback_new(struct visit *);

/* appointments: times proposed, picked, moved and kept */
extern const struct form appointments_new_form;
extern const struct form appointments_fix_form;
extern const struct form appointments_cancel_form;
extern const struct form appointments_outcome_form;
void			 appointments_propose(struct visit *);
void			 appointments_new(struct visit *);
void			 appointments_fix(struct visit *);
void			 appointments_give_up(struct visit *);
void			 appointments_cancel(struct visit *);
void			 appointments_outcome(struct visit *);
void			 appointments_ics(struct visit *);

/* groups: a group's own page */
extern const struct form groups_new_form;
extern const struct form groups_change_form;
extern const struct form groups_place_form;
void			 groups_start(struct visit *);
void			 groups_new(struct visit *);
void			 groups_show(struct visit *);
void			 groups_edit(struct visit *);
void			 groups_change(struct visit *);
void			 groups_towns(struct visit *);
void			 groups_place(struct visit *);

/* memberships: who belongs to a group */
extern const struct form memberships_invite_form;
extern const struct form memberships_cancel_form;
extern const struct form memberships_accept_form;
extern const struct form memberships_end_form;
extern const struct form memberships_leave_form;
extern const struct form memberships_again_form;
void			 memberships_invite(struct visit *);
void			 memberships_cancel(struct visit *);
void			 memberships_invited(struct visit *);
void			 memberships_accept(struct visit *);
void			 memberships_show(struct visit *);
void			 memberships_end(struct visit *);
void			 memberships_leaving(struct visit *);
void			 memberships_leave(struct visit *);
void			 memberships_again(struct visit *);

/* asks: asking for help, question by question */
extern const struct form asks_new_form;
extern const struct form asks_goal_form;
extern const struct form asks_today_form;
extern const struct form asks_hurts_form;
extern const struct form asks_affected_form;
extern const struct form asks_since_form;
extern const struct form asks_uses_form;
extern const struct form asks_where_form;
extern const struct form asks_place_form;
extern const struct form asks_hours_form;
extern const struct form asks_pressing_form;
extern const struct form asks_better_form;
extern const struct form asks_title_form;
extern const struct form asks_send_form;
void			 asks_start(struct visit *);
void			 asks_new(struct visit *);
void			 asks_resume(struct visit *);
void			 asks_show(struct visit *);
void			 asks_save(struct visit *);
void			 asks_towns(struct visit *);
void			 asks_place(struct visit *);
void			 asks_check(struct visit *);
void			 asks_send(struct visit *);

/* requests and questions: as the group lives them */
extern const struct form requests_message_form;
extern const struct form requests_withdraw_form;
extern const struct form requests_appeal_form;
extern const struct form requests_renew_form;
extern const struct form questions_answer_form;
void			 requests_list(struct visit *);
void			 requests_show(struct visit *);
void			 requests_sent(struct visit *);
void			 requests_message(struct visit *);
void			 requests_leaving(struct visit *);
void			 requests_withdraw(struct visit *);
void			 requests_appeal(struct visit *);
void			 requests_renew(struct visit *);
void			 questions_answer(struct visit *);

/* tasks, claims, invitations, help: from a volunteer's side */
extern const struct form claims_new_form;
extern const struct form claims_withdraw_form;
extern const struct form invitations_accept_form;
extern const struct form invitations_decline_form;
void			 tasks_list(struct visit *);
void			 tasks_show(struct visit *);
void			 claims_new(struct visit *);
void			 claims_show(struct visit *);
void			 claims_withdraw(struct visit *);
void			 invitations_show(struct visit *);
void			 invitations_accept(struct visit *);
void			 invitations_decline(struct visit *);
void			 help_show(struct visit *);

/* volunteers, credentials: what somebody offers */
extern const struct form volunteers_new_form;
extern const struct form volunteers_skills_form;
extern const struct form volunteers_levels_form;
extern const struct form volunteers_languages_form;
extern const struct form volunteers_where_form;
extern const struct form volunteers_place_form;
extern const struct form volunteers_hours_form;
extern const struct form volunteers_capacity_form;
extern const struct form volunteers_words_form;
extern const struct form volunteers_interests_form;
extern const struct form volunteers_send_form;
extern const struct form volunteers_pause_form;
extern const struct form volunteers_resume_form;
extern const struct form credentials_new_form;
extern const struct form credentials_remove_form;
void			 volunteers_show(struct visit *);
void			 volunteers_new(struct visit *);
void			 volunteers_ask(struct visit *);
void			 volunteers_save(struct visit *);
void			 volunteers_check(struct visit *);
void			 volunteers_send(struct visit *);
void			 volunteers_pause(struct visit *);
void			 volunteers_resume(struct visit *);
void			 credentials_remove(struct visit *);

/* desk: what waits for a coordinator, and the small deeds of its pages */
extern const struct form desk_press_form;
extern const struct form desk_message_form;
extern const struct form desk_note_form;
extern const struct form desk_longer_form;
void			 desk_show(struct visit *);
void			 desk_message(struct visit *);
void			 desk_noted(struct visit *);
void			 desk_note_request(struct visit *);
void			 desk_note_group(struct visit *);
void			 desk_note_person(struct visit *);
void			 desk_give(struct visit *);
void			 desk_longer(struct visit *);

/* desk_requests: read, scoped and decided */
extern const struct form desk_ask_form;
extern const struct form desk_summary_form;
extern const struct form desk_decline_form;
extern const struct form desk_refer_form;
void			 desk_requests_list(struct visit *);
void			 desk_requests_show(struct visit *);
void			 desk_requests_asking(struct visit *);
void			 desk_requests_ask(struct visit *);
void			 desk_requests_summing(struct visit *);
void			 desk_requests_summary(struct visit *);
void			 desk_requests_publish(struct visit *);
void			 desk_requests_declining(struct visit *);
void			 desk_requests_decline(struct visit *);
void			 desk_requests_referring(struct visit *);
void			 desk_requests_refer(struct visit *);

/* desk_scoping, desk_tasks, desk_ranking: a task made, and who takes it */
extern const struct form desk_task_form;
extern const struct form desk_invite_form;
extern const struct form desk_claim_form;
extern const struct form desk_release_form;
void			 desk_tasks_write(struct visit *);
void			 desk_tasks_new(struct visit *);
void			 desk_tasks_show(struct visit *);
void			 desk_tasks_edit(struct visit *);
void			 desk_tasks_change(struct visit *);
void			 desk_tasks_cancelling(struct visit *);
void			 desk_tasks_cancel(struct visit *);
void			 desk_tasks_inviting(struct visit *);
void			 desk_tasks_invite(struct visit *);
void			 desk_tasks_uninvite(struct visit *);
void			 desk_tasks_approve(struct visit *);
void			 desk_tasks_refusing(struct visit *);
void			 desk_tasks_refuse(struct visit *);
void			 desk_tasks_releasing(struct visit *);
void			 desk_tasks_release(struct visit *);
void desk_ranking(struct visit *); /* no page: rows for desk_tasks_show */

/* desk_groups, desk_people: who is who, looked at by a person */
extern const struct form desk_skill_form;
extern const struct form desk_credential_form;
void			 desk_groups_list(struct visit *);
void			 desk_groups_show(struct visit *);
void			 desk_groups_vet(struct visit *);
void			 desk_groups_declining(struct visit *);
void			 desk_groups_decline(struct visit *);
void			 desk_groups_invite(struct visit *);
void			 desk_people_list(struct visit *);
void			 desk_people_show(struct visit *);
void			 desk_people_vet(struct visit *);
void			 desk_people_declining(struct visit *);
void			 desk_people_decline(struct visit *);
void			 desk_people_skill(struct visit *);
void			 desk_people_check_skill(struct visit *);
void			 desk_people_credential(struct visit *);
void			 desk_people_check_credential(struct visit *);

/* looks: who saw whose contact details */
void looks_list(struct visit *);
void looks_person(struct visit *);
void looks_group(struct visit *);

/* suspensions: a pause with its reason, and a way to answer */
extern const struct form suspensions_new_form;
extern const struct form suspensions_decide_form;
extern const struct form suspensions_answer_form;
void			 suspensions_write(struct visit *);
void			 suspensions_new(struct visit *);
void			 suspensions_decide(struct visit *);
void			 suspensions_show(struct visit *);
void			 suspensions_answer(struct visit *);

/* blocks: two people kept apart */
extern const struct form blocks_new_form;
void			 blocks_write(struct visit *);
void			 blocks_new(struct visit *);
void			 blocks_end(struct visit *);

/* reports: what people tell in confidence */
extern const struct form reports_new_form;
extern const struct form reports_press_form;
extern const struct form reports_decide_form;
extern const struct form reports_trusted_form;
extern const struct form reports_trusted_decide_form;
void			 reports_write(struct visit *);
void			 reports_new(struct visit *);
void			 reports_sent(struct visit *);
void			 reports_show(struct visit *);
void			 reports_list(struct visit *);
void			 reports_look(struct visit *);
void			 reports_decide(struct visit *);
void			 reports_trusted(struct visit *);
void			 reports_trusted_open(struct visit *);
void			 reports_trusted_decide(struct visit *);

/* desk_mails: what the demo sent */
void desk_mails_list(struct visit *);
void desk_mails_show(struct visit *);

/* factors, totps, recovery_codes: the second step */
extern const struct form factors_enter_form;
extern const struct form factors_recover_form;
extern const struct form totps_confirm_form;
void			 factors_show(struct visit *);
void			 factors_enter(struct visit *);
void			 factors_lost(struct visit *);
void			 factors_recover(struct visit *);
void			 totps_show(struct visit *);
void			 totps_offer(struct visit *);
void			 totps_scan(struct visit *);
void			 totps_confirm(struct visit *);
void			 totps_removing(struct visit *);
void			 totps_remove(struct visit *);
void			 recovery_codes_show(struct visit *);
void			 recovery_codes_new(struct visit *);

/* proofs: being sure who it is */
extern const struct form proofs_password_form;
extern const struct form proofs_new_form;
void			 proofs_show(struct visit *);
void			 proofs_password(struct visit *);
void			 proofs_new(struct visit *);
void			 proofs_code(struct visit *);
void			 proofs_enter(struct visit *);
/* passkeys: a key that stays on one's phone or computer */
extern const struct form passkeys_new_form;
extern const struct form passkeys_use_form;
void			 passkeys_list(struct visit *);
void			 passkeys_add(struct visit *);
void			 passkeys_new(struct visit *);
void			 passkeys_show(struct visit *);
void			 passkeys_remove(struct visit *);
void			 passkeys_enter(struct visit *);
void			 passkeys_take(struct visit *);
void			 passkeys_stopped(struct visit *);
/* No page: what the part passkey needs; `action` is the path of its form,
 * `at` the time as passkeys/ask.sql has it. */
void passkeys_offer(struct visit *, const char *action, const char *at);

/* addresses: another mail address */
extern const struct form addresses_new_form;
extern const struct form addresses_undo_form;
void			 addresses_show(struct visit *);
void			 addresses_new(struct visit *);
void			 addresses_code(struct visit *);
void			 addresses_enter(struct visit *);
void			 addresses_back(struct visit *);
void			 addresses_undo(struct visit *);

/* sign_ins, people, logins: who comes in */
extern const struct form sign_ins_new_form;
extern const struct form sign_ins_up_form;
extern const struct form sign_ins_code_form;
extern const struct form sign_ins_password_form;
extern const struct form people_change_form;
extern const struct form people_password_form;
extern const struct form people_press_form;
void			 sign_ins_show(struct visit *);
void			 sign_ins_up(struct visit *);
void			 sign_ins_new(struct visit *);
void			 sign_ins_code(struct visit *);
void			 sign_ins_enter(struct visit *);
void			 sign_ins_password(struct visit *);
void			 people_me(struct visit *);
void			 people_change(struct visit *);
void			 people_secret(struct visit *);
void			 people_password(struct visit *);
void			 logins_end(struct visit *);
void			 logins_end_others(struct visit *);
void			 logins_leave(struct visit *);
/* No page: whether a mailed code was right; else its form comes again. */
bool mailed_code_fits(struct visit *, const struct set *tried);
/* No pages: how a new login is called, and how long it lasts. */
const char *logins_label(struct visit *);
const char *logins_last(struct visit *);

#endif
