/* The first step of every page and deed, by noun.  routes.c alone reads all. */
#ifndef NC_NOUNS_H
#define NC_NOUNS_H

struct form;
struct visit;

/* matches: after somebody took a seat */
extern const struct form	matches_agreement_form;
extern const struct form	matches_press_form;
extern const struct form	matches_confirmation_form;
extern const struct form	matches_release_form;
extern const struct form	matches_words_form;
void	 matches_show(struct visit *);
void	 matches_agreement(struct visit *);
void	 matches_contact(struct visit *);
void	 matches_start(struct visit *);
void	 matches_confirm(struct visit *);
void	 matches_confirmation(struct visit *);
void	 matches_leave(struct visit *);
void	 matches_release(struct visit *);
void	 matches_ask_other(struct visit *);
void	 matches_other(struct visit *);
void	 matches_tell(struct visit *);
void	 matches_wrong_again(struct visit *);
void	 matches_right_again(struct visit *);

/* messages, work_notes, handovers, feedback: on a match's page */
extern const struct form	messages_new_form;
extern const struct form	work_notes_new_form;
extern const struct form	handovers_new_form;
extern const struct form	feedback_new_form;
void	 messages_new(struct visit *);
void	 work_notes_new(struct visit *);
void	 handovers_write(struct visit *);
void	 handovers_new(struct visit *);
void	 feedback_write(struct visit *);
void	 feedback_new(struct visit *);

/* appointments: times proposed, picked, moved and kept */
extern const struct form	appointments_new_form;
extern const struct form	appointments_fix_form;
extern const struct form	appointments_cancel_form;
extern const struct form	appointments_outcome_form;
void	 appointments_propose(struct visit *);
void	 appointments_new(struct visit *);
void	 appointments_fix(struct visit *);
void	 appointments_give_up(struct visit *);
void	 appointments_cancel(struct visit *);
void	 appointments_outcome(struct visit *);
void	 appointments_ics(struct visit *);

#endif
