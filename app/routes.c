/* Every address of the site: method, who may, path, first step. */
#include "nouns.h"
#include "web/visit.h"

const struct route ROUTES[] = {
	/* matches: after somebody took a seat */
	{ GET, MEMBER, "/matches/:ref", matches_show, NULL, NULL },
	{ POST, VOLUNTEER, "/matches/:ref/agreement", matches_agreement,
	    &matches_agreement_form, matches_show },
	{ POST, MEMBER, "/matches/:ref/contact", matches_contact,
	    &matches_press_form, matches_show },
	{ POST, VOLUNTEER, "/matches/:ref/start", matches_start,
	    &matches_press_form, matches_show },
	{ GET, GROUP, "/matches/:ref/confirmation", matches_confirm, NULL,
	    NULL },
	{ POST, GROUP, "/matches/:ref/confirmation", matches_confirmation,
	    &matches_confirmation_form, matches_confirm },
	{ GET, VOLUNTEER, "/matches/:ref/release", matches_leave, NULL, NULL },
	{ POST, VOLUNTEER, "/matches/:ref/release", matches_release,
	    &matches_release_form, matches_leave },
	{ GET, GROUP, "/matches/:ref/other", matches_ask_other, NULL, NULL },
	{ POST, GROUP, "/matches/:ref/other", matches_other,
	    &matches_words_form, matches_ask_other },
	{ GET, GROUP, "/matches/:ref/wrong", matches_tell, NULL, NULL },
	{ POST, GROUP, "/matches/:ref/wrong", matches_wrong_again,
	    &matches_words_form, matches_tell },
	{ POST, GROUP, "/matches/:ref/right", matches_right_again,
	    &matches_press_form, matches_show },
	{ POST, MEMBER, "/matches/:ref/messages", messages_new,
	    &messages_new_form, matches_show },
	{ POST, VOLUNTEER, "/matches/:ref/notes", work_notes_new,
	    &work_notes_new_form, matches_show },
	{ GET, VOLUNTEER, "/matches/:ref/handover", handovers_write, NULL,
	    NULL },
	{ POST, VOLUNTEER, "/matches/:ref/handover", handovers_new,
	    &handovers_new_form, handovers_write },
	{ GET, MEMBER, "/matches/:ref/feedback", feedback_write, NULL, NULL },
	{ POST, MEMBER, "/matches/:ref/feedback", feedback_new,
	    &feedback_new_form, feedback_write },

	/* appointments: times proposed, picked, moved and kept */
	{ GET, MEMBER, "/matches/:ref/appointments/new", appointments_propose,
	    NULL, NULL },
	{ POST, MEMBER, "/matches/:ref/appointments", appointments_new,
	    &appointments_new_form, appointments_propose },
	{ POST, MEMBER, "/matches/:ref/time", appointments_fix,
	    &appointments_fix_form, matches_show },
	{ GET, MEMBER, "/appointments/:file", appointments_ics, NULL, NULL },
	{ GET, MEMBER, "/appointments/:ref/cancel", appointments_give_up, NULL,
	    NULL },
	{ POST, MEMBER, "/appointments/:ref/cancel", appointments_cancel,
	    &appointments_cancel_form, appointments_give_up },
	{ POST, MEMBER, "/appointments/:ref/outcome", appointments_outcome,
	    &appointments_outcome_form, appointments_give_up },

	{ 0 }
};
