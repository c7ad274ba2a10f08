-- What a coordinator asks back.

-- Any member of the group answers; the request goes back to where it was.
create function questions_answer(request text, question text, words text) returns answer language plpgsql security definer as $$
declare
	r data.requests := my_request(request);
	q data.questions;
begin
	select * into q from data.questions o where o.ref = question and o.request_id = r.id for update;
	if q.id is null then
		return absent();
	elsif q.answered_at is not null or r.state <> 'question' then
		return lost('questions_answer_lost', r.ref);
	end if;
	update data.questions o set answer = words, answered_by = me(), answered_at = app_now() where o.id = q.id;
	update data.requests o set state = o.state_before where o.id = r.id;
	perform keep('question', q.ref);
	perform keep('question', r.ref);
	perform promise('first_look', r.id, null, null, null, r.ref);
	perform audit('questions_answer', 'question', q.id);
	perform mail_desk('question_answered', jsonb_build_object('request', r.ref), r.ref);
	return done(r.ref, 'questions_answered_said');
end $$;
