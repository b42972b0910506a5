// SPDX-License-Identifier: MIT
#include "handlers/session.h"

#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/answer.h"
#include "handlers/facts.h"
#include "handlers/guards.h"
#include "handlers/office.h"
#include "handlers/phone.h"
#include "handlers/session_walk.h"
#include "store/inbox.h"
#include "store/store.h"

enum {
	LIFE_S = 600, /* a gateway's name of a session may come again after that */
	KEPT_S = 86400,
	STEPS_MAX = 30, /* of one session: more is a machine's */
};

/* What is between two '*' of a dialled string, or blanks around an answer. */
static const char around[] = " \t\r\n#*";

/* One step while it is taken. */
struct step {
	const struct office *office;
	const struct session_input *input;
	int64_t now_s;
	struct session session;
	struct session_page *page;
	struct inbox_row row;
	bool is_opening;
};

const char *session_dialled(const char *dialled, const char *code, char *out,
			    unsigned size)
{
	size_t length = strlen(code);
	struct text text;

	text_init(&text, out, size);
	if (length > 0 && strncmp(dialled, code, length) == 0)
		dialled += length;
	dialled += strspn(dialled, "*");
	text_add_bytes(&text, dialled, strcspn(dialled, "#"));
	return out;
}

/* The next answer of several; NULL at the end. */
static const char *next_answer(const char *at, struct text *out)
{
	size_t length;

	at += strspn(at, around);
	length = strcspn(at, "*#");
	if (length == 0)
		return NULL;
	text_clear(out);
	text_add_bytes(out, at, length);
	return at + length;
}

static void trim(const char *from, struct text *out)
{
	size_t length;

	from += strspn(from, around);
	length = strlen(from);
	while (length > 0 && strchr(around, from[length - 1]) != NULL)
		length--;
	text_add_bytes(out, from, length);
}

/* --- the session's row -------------------------------------------------------------- */

static int open_session(struct step *step)
{
	const struct session_input *input = step->input;
	struct session *session = &step->session;
	int error = session_forget_before(step->office->store, step->now_s - KEPT_S);

	*session = (struct session){ .opened_at = step->now_s };
	text_copy(session->door, sizeof(session->door), input->door);
	text_copy(session->key, sizeof(session->key), input->key);
	text_copy(session->caller, sizeof(session->caller), step->row.sender);
	step->is_opening = true;
	return error < 0 ? error : session_put(step->office->store, session);
}

/* The step as it is remembered. */
static const char *name_of(const struct session_input *input)
{
	return input->is_cumulative ? input->text : input->step;
}

/* What is new in the answers so far: behind the last ones and a '*'. What does not
 * begin with them is taken as a whole. */
static int find_answer(struct step *step)
{
	const char *text = step->input->text;
	struct session_page last;
	struct text answer;
	size_t length;
	int error;

	text_init(&answer, step->row.text, sizeof(step->row.text));
	if (!step->input->is_cumulative || step->is_opening) {
		text_add(&answer, text);
		return 0;
	}
	error = session_page_last(step->office->store, step->session.id, &last);
	if (error < 0)
		return error == -ENOENT ? 0 : error;
	length = strlen(last.step);
	if (strncmp(text, last.step, length) == 0)
		text += length;
	text_add(&answer, text + (*text == '*'));
	return 0;
}

/* Whether this step was taken before: then its page again. -ENOENT when it was not. */
static int find_page(struct step *step)
{
	struct store *store = step->office->store;
	const struct session_input *input = step->input;
	int error = session_find(store, input->door, input->key, step->row.sender,
				 step->now_s - LIFE_S, &step->session);

	if (error < 0)
		return error;
	error = session_page_find(store, step->session.id, name_of(input), step->page);
	if (error == -ENOENT && step->session.is_over)
		error = session_page_last(store, step->session.id, step->page);
	return error;
}

static int find_session(struct step *step)
{
	return step->session.id != 0 ? 0 : open_session(step);
}

/* --- the step ----------------------------------------------------------------------- */

static int add_row(struct step *step)
{
	char key[SESSION_STEP_SIZE + 48];
	struct text text;

	text_init(&text, key, sizeof(key));
	text_add_format(&text, "session %lld %s", (long long)step->session.id,
			name_of(step->input));
	return inbox_add(step->office->store, &step->row, key, text.length);
}

static int walk_all(struct step *step, struct walk *walk)
{
	char room[SESSION_STEP_SIZE];
	struct text answer;
	int error = 0;

	text_init(&answer, room, sizeof(room));
	if (step->is_opening) {
		const char *at = next_answer(step->row.text, &answer);

		walk_open(walk, at != NULL);
		for (; at != NULL && error == 0 && !step->page->is_end;
		     at = next_answer(at, &answer)) {
			error = walk_take(walk, room);
			if (!walk->is_moved)
				break; /* the rest was meant for another page */
		}
	} else {
		trim(step->row.text, &answer);
		error = walk_take(walk, room);
	}
	if (error == 0)
		walk_show(walk);
	return error;
}

/* Who may not go on, and what he reads; NULL: he may. */
static int find_refusal(struct step *step, struct walk *walk, const char **out_phrase)
{
	const char *refusal = NULL;
	int error = 0;

	*out_phrase = NULL;
	if (step->is_opening)
		error = guards_ask_session(&walk->turn, &refusal);
	if (step->session.steps >= STEPS_MAX)
		refusal = "too many steps";
	walk->turn.note = refusal;
	if (refusal != NULL)
		*out_phrase = "U19";
	return error;
}

static int take_step(struct step *step)
{
	struct facts facts = { .number = 0 };
	struct walk walk = { .session = &step->session, .page = step->page };
	const char *phrase = NULL;
	int error = turn_begin(&walk.turn, step->office, &step->row, step->now_s);

	if (error == 0)
		error = find_refusal(step, &walk, &phrase);
	if (error < 0)
		return error;
	if (phrase != NULL)
		walk_end(&walk, phrase, &facts);
	else
		error = walk_all(step, &walk);
	return error < 0 ? error : turn_end(&walk.turn);
}

/* A caller that could not be told from others files nothing. */
static int refuse_caller(struct step *step, const char *why)
{
	struct facts facts = { .number = 0 };
	struct walk walk = { .session = &step->session, .page = step->page };

	walk.turn.office = step->office;
	walk_end(&walk, "U18", &facts);
	return inbox_set_state(step->office->store, step->row.id, INBOX_STATE_IGNORED, "",
			       why);
}

static int take(struct step *step)
{
	const char *why = answer_refusal(step->row.sender);
	int error = find_session(step);

	if (error == 0)
		error = find_answer(step);
	if (error == 0)
		error = add_row(step);
	if (error < 0)
		return error;
	error = why == NULL ? take_step(step) : refuse_caller(step, why);
	if (error < 0)
		return error;
	step->session.steps++;
	step->page->inbox_id = step->row.id;
	step->page->session_id = step->session.id;
	text_copy(step->page->step, sizeof(step->page->step), name_of(step->input));
	error = session_put(step->office->store, &step->session);
	return error < 0 ? error : session_page_add(step->office->store, step->page);
}

static void tell_trouble(const struct office *office, struct session_page *page)
{
	struct facts facts = { .number = 0 };
	struct text text;

	*page = (struct session_page){ .is_end = true };
	text_init(&text, page->text, sizeof(page->text));
	facts_fill(office, "U09", &facts, &text);
}

static bool is_too_long(const struct session_input *input)
{
	return strlen(input->key) >= SESSION_KEY_SIZE || input->key[0] == '\0' ||
	       strlen(name_of(input)) >= SESSION_STEP_SIZE ||
	       strlen(input->text) >= SESSION_STEP_SIZE;
}

static void describe(struct step *step)
{
	struct inbox_row *row = &step->row;

	*row = (struct inbox_row){ .received_at = step->now_s,
				   .state = INBOX_STATE_NEW,
				   .slot = -1,
				   .seen = 1 };
	text_copy(row->door, sizeof(row->door), step->input->door);
	text_copy(row->modem, sizeof(row->modem), step->input->modem);
	phone_normalise(step->input->caller, row->sender);
}

static void log_step(const struct step *step, bool is_repeat)
{
	char number[LOG_NUMBER_SIZE];

	log_info("session step door=%s session=%lld inbox=%lld from=%s end=%s%s",
		 step->input->door, (long long)step->session.id,
		 (long long)step->page->inbox_id, log_number(number, step->row.sender),
		 step->page->is_end ? "yes" : "no", is_repeat ? " repeat=yes" : "");
}

int session_step(const struct office *office, const struct session_input *input,
		 int64_t now_s, struct session_page *out_page)
{
	struct step step = {
		.office = office, .input = input, .now_s = now_s, .page = out_page
	};
	bool is_repeat = false;
	int error = is_too_long(input) ? -EINVAL : store_begin(office->store);

	*out_page = (struct session_page){ .is_end = false };
	if (error == 0) {
		describe(&step);
		error = find_page(&step);
		is_repeat = error == 0;
		if (error == -ENOENT)
			error = take(&step);
		if (error == 0 && !is_repeat)
			error = store_commit(office->store);
		else /* a repeat changes nothing */
			store_rollback(office->store);
	}
	if (error < 0)
		tell_trouble(office, out_page);
	else
		log_step(&step, is_repeat);
	return error;
}
