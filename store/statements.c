// SPDX-License-Identifier: MIT
#include "store/statements.h"

#include <stddef.h>

#include "base/text.h"
#include "store/statements_office.h"

/* The columns of each struct, in the order of its table of fields. */
#define INBOX_COLUMNS                                                                    \
	"id, received_at, service_at, state, door, modem, storage, slot, sender, pdu, "  \
	"text, intent, note, part_reference, part_bits, part_total, part_number, "       \
	"joined_into, seen"
#define OUTBOX_COLUMNS_WITH(parts_sent)                                                  \
	"id, created_at, state, priority, \"to\", text, phrase, inbox_id, ticket_id, "   \
	"modem, attempts, unsure, next_at, valid_until, parts_total, " parts_sent        \
	", part_reference, sent_at, error, sms_reference, note"
#define OUTBOX_COLUMNS OUTBOX_COLUMNS_WITH("parts_sent")
/* A phone joins no parts of two numbers: with another modem a long text begins anew. */
#define OUTBOX_COLUMNS_FOR_MODEM                                                         \
	OUTBOX_COLUMNS_WITH("iif(?1 IN ('', given_to), parts_sent, 0)")
#define TICKET_COLUMNS                                                                   \
	"id, code, village, kind, nik, name, purpose, phone, door, state, reason, "      \
	"flags, details, inbox_id, item, created_at, updated_at, due_at"
#define EVENT_COLUMNS "id, at, actor, role, door, step, \"from\", \"to\", why"
#define RESIDENT_COLUMNS                                                                 \
	"nik, village, family_card, name, sex, birth_place, birth_date, religion, "      \
	"marital_status, occupation, citizenship, address, hamlet, rt, rw, life_state, " \
	"phone, desil"
#define DRAFT_COLUMNS                                                                    \
	"person, village, step, kind, nik, name, purpose, details, more, page, misses, " \
	"updated_at, inbox_id"
#define PERSON_COLUMNS "phone, first_seen_at, privacy_told_at, is_stopped, quiet_until"
#define OFFICER_COLUMNS                                                                  \
	"id, village, created_at, name, title, role, phone, pin, failures, misses, "     \
	"misses_at, digest_at, is_active, failed_at, phone_at, nip"
#define DELEGATION_COLUMNS                                                               \
	"id, officer_id, kind, from_at, until_at, created_at, created_by"
#define CHALLENGE_COLUMNS                                                                \
	"id, officer_id, ticket_id, number, created_at, expires_at, used_at, is_open, "  \
	"step"
#define REGISTER_COLUMNS                                                                 \
	"id, ticket_id, village, year, scope, sequence, number, kind, signer_name, "     \
	"signer_title, signer_role, signer_kind, snapshot, issued_at, valid_until, "     \
	"state, revoked_at, revoked_why, seal"
#define KEY_COLUMNS                                                                      \
	"id, village, public_key, name, state, from_at, until_at, changed_at, "          \
	"changed_by, why"
#define MODEM_COLUMNS                                                                                     \
	"name, state, since_at, why, port, model, imei, sim, operator_name, "                             \
	"signal_percent, sim_used, sim_size, is_receiving_stopped, credit, credit_at, "                   \
	"credit_rupiah, active_until, grace_until, credit_alarms, ussd_form, "                            \
	"is_ussd_ok_first, centre, drops, dropped_at, clock_ahead_s, clock_at, alarms_told, down_since, " \
	"full_since, down_ms, full_ms, last_in_at, last_out_at, updated_at"
#define SESSION_COLUMNS                                                                  \
	"id, door, key, caller, place, \"group\", page, answers, steps, is_over, "       \
	"opened_at"
#define PAGE_COLUMNS "inbox_id, session_id, step, text, is_end"
#define USSD_COLUMNS                                                                     \
	"id, created_at, state, modem, code, asked_by, answer, note, answered_at"

#define WEB_SESSION_COLUMNS "token, officer_id, created_at, seen_at, address"
#define LIMIT_COLUMNS       "name, failures, until_at, updated_at"
#define VIEW_COLUMNS        "id, at, officer_id, address, action, subject, account"
/* ?1 village, ?2 limit, ?3 subject. Whoever sits at the terminal is of no village. */
#define WEB_VIEW_LIST(from, where, order)                                                \
	"SELECT v.id, v.at, officer_id, address, action, subject,"                       \
	" coalesce(o.name, account) FROM " from                                          \
	" LEFT JOIN officers AS o ON o.id = officer_id"                                  \
	" WHERE (o.id IS NULL OR o.village = ?1)" where " ORDER BY " order " LIMIT ?2"

/* Written as in the partial indexes of store/upgrades.c, or SQLite does not use them. For
 * more than two words behind IN it builds a table each time; so there is none. */
#define IS_OPEN                                                                          \
	"(state = 'received' OR state = 'incomplete' OR state = 'checked'"               \
	" OR state = 'approved' OR state = 'ready')"
#define WAITING "(state IN ('queued', 'retry') OR (state = 'unsure' AND next_at > 0))"

/* The newest row of each part number. ?1 sender ?2 reference ?3 total ?4 bits, younger
 * than ?5, and ?6 itself whatever its state. */
#define PARTS                                                                                  \
	"(SELECT max(id) FROM (SELECT id, part_number FROM inbox"                              \
	" INDEXED BY inbox_parts WHERE state = 'part' AND sender = ?1 AND part_reference = ?2" \
	" AND part_total = ?3 AND part_bits = ?4 AND received_at > ?5"                         \
	" UNION SELECT id, part_number FROM inbox WHERE id = ?6)"                              \
	" GROUP BY part_number)"

/* What counts as a message when a sender's messages are counted. */
#define WHOLE_MESSAGE "state <> 'part' AND state <> 'joined' AND state <> 'report'"

/* ?1 state or phone, ?2 after id, ?3 a further state or NULL, ?4 open only, ?5 limit,
 * ?6 late then or 0, ?7 village or NULL. */
#define TICKET_LIST(from_where, order)                                                   \
	"SELECT " TICKET_COLUMNS " FROM tickets " from_where " AND id > ?2"              \
	" AND (?3 IS NULL OR state = ?3) AND (NOT ?4 OR " IS_OPEN ")"                    \
	" AND (?6 = 0 OR (due_at > 0 AND due_at < ?6 AND state <> 'ready'))"             \
	" AND (?7 IS NULL OR village = ?7)"                                              \
	" ORDER BY id " order " LIMIT ?5"
#define TICKET_LISTS(id, from_where)                                                     \
	[id] = TICKET_LIST(from_where, ""), [(id) + 1] = TICKET_LIST(from_where, "DESC")

/* The last three finished texts to ?1 have all failed: parked for an hour after the last
 * of these failures. */
#define PARKED_UNTIL                                                                     \
	"SELECT max(updated_at) + 3600 FROM (SELECT state, updated_at FROM outbox"       \
	" WHERE \"to\" = ?1 AND (state = 'sent' OR state = 'delivered'"                  \
	" OR state = 'failed')"                                                          \
	" ORDER BY created_at DESC, id DESC LIMIT 3)"                                    \
	" HAVING sum(state = 'failed') = 3"

static const char *const texts[STATEMENT_COUNT] = {
	[STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
	[STATEMENT_COMMIT] = "COMMIT",
	[STATEMENT_DATA_VERSION] = "PRAGMA data_version",
	[STATEMENT_META_GET] = "SELECT value FROM meta WHERE name = ?1",
	[STATEMENT_META_ADD] = "INSERT OR IGNORE INTO meta (name, value) VALUES (?1, ?2)",

	[STATEMENT_INBOX_ADD] =
		"INSERT INTO inbox (" INBOX_COLUMNS ", dedupe) VALUES (nullif(?, 0),"
		" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
		" ON CONFLICT (dedupe) DO UPDATE SET seen = seen + 1 RETURNING id, seen",
	[STATEMENT_INBOX_FIND_PARTS] =
		"SELECT " INBOX_COLUMNS " FROM inbox WHERE id IN " PARTS
		" ORDER BY part_number LIMIT ?7",
	[STATEMENT_INBOX_JOIN_OTHERS] =
		"UPDATE inbox SET state = 'joined', joined_into = ?6"
		" WHERE id IN " PARTS " AND id <> ?6",
	/* Older content of one of its parts: must not be mixed into the next message. */
	[STATEMENT_INBOX_JOIN_REST] =
		"UPDATE inbox INDEXED BY inbox_parts SET state = 'unread',"
		" note = 'bagian pesan tidak lengkap'"
		" WHERE state = 'part' AND sender = ?1 AND part_reference = ?2"
		" AND part_total = ?3 AND part_bits = ?4 AND id <> ?6",
	[STATEMENT_INBOX_JOIN] =
		"UPDATE inbox SET state = 'new', text = ?2 WHERE id = ?1",
	[STATEMENT_INBOX_SET_STATE] = "UPDATE inbox SET state = ?2,"
				      " intent = coalesce(?3, intent),"
				      " note = coalesce(?4, note) WHERE id = ?1",
	[STATEMENT_INBOX_FIND_STALE_PARTS] =
		"SELECT " INBOX_COLUMNS " FROM inbox INDEXED BY inbox_parts"
		" WHERE state = 'part' AND received_at < ?1 AND (NOT ?3 OR note = '')"
		" ORDER BY min(id) OVER (PARTITION BY sender,"
		" part_reference, part_bits, part_total), part_number, id LIMIT ?2",
	[STATEMENT_INBOX_GET] = "SELECT " INBOX_COLUMNS " FROM inbox WHERE id = ?1",
	[STATEMENT_INBOX_LIST] =
		"SELECT " INBOX_COLUMNS " FROM inbox ORDER BY id DESC LIMIT ?1",
	[STATEMENT_INBOX_COUNT_SINCE] =
		"SELECT count(*) FROM inbox WHERE sender = ?1"
		" AND received_at BETWEEN ?2 AND ?3 AND " WHOLE_MESSAGE,
	[STATEMENT_INBOX_COUNT_SAME_TEXT] =
		"SELECT count(*) FROM inbox WHERE sender = ?1"
		" AND received_at BETWEEN ?2 AND ?3 AND " WHOLE_MESSAGE " AND text = ?4",
	[STATEMENT_INBOX_JSON] =
		"SELECT json_object('id', id, 'received_at', received_at,"
		" 'service_at', service_at, 'state', state, 'door', door,"
		" 'modem', modem, 'sender', sender, 'text', text, 'intent', intent,"
		" 'note', note, 'pdu', pdu, 'part_number', part_number,"
		" 'part_total', part_total, 'joined_into', joined_into, 'seen', seen)"
		" FROM inbox WHERE id = ?1",

	/* A secret was in it: of the message and of the parts that made it. The key that
	 * recognises a repeat is apart. */
	[STATEMENT_INBOX_HIDE] = "UPDATE inbox SET text = iif(id = ?1, ?2, ''), pdu = ''"
				 " WHERE id = ?1 OR id IN (SELECT p.id FROM inbox AS m"
				 " JOIN inbox AS p INDEXED BY inbox_by_sender"
				 " ON p.sender = m.sender AND p.received_at >="
				 " m.received_at - 86400 AND p.joined_into = m.id"
				 " WHERE m.id = ?1)",

	[STATEMENT_OUTBOX_ADD] =
		"INSERT INTO outbox (" OUTBOX_COLUMNS
		", updated_at) VALUES (nullif(?, 0),"
		" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[STATEMENT_OUTBOX_PARKED_UNTIL] = PARKED_UNTIL,
	[STATEMENT_OUTBOX_PARK] = "UPDATE outbox SET next_at = ?2 WHERE \"to\" = ?1"
				  " AND inbox_id IS NULL AND next_at < ?2 AND " WAITING,
	/* By its own modem, or by any when it was created before ?3. One of any modem's
	 * waits for another one when that has its number's beginning, in ?4. */
	[STATEMENT_OUTBOX_NEXT] =
		"SELECT " OUTBOX_COLUMNS_FOR_MODEM
		" FROM outbox INDEXED BY outbox_waiting WHERE " WAITING
		" AND next_at <= ?2 AND (?1 = '' OR created_at <= ?3"
		" OR (modem IN ('', ?1) AND (parts_sent = 0 OR given_to = ?1)"
		" AND (modem = ?1 OR instr(?4, ',' || substr(\"to\", 1, 6) || ',') = 0)))"
		" ORDER BY priority, id LIMIT 1",
	/* A text that was perhaps sent stays as it is, only without a next time. */
	[STATEMENT_OUTBOX_EXPIRE] =
		"UPDATE outbox SET state = iif(state = 'unsure', 'unsure', 'failed'),"
		" next_at = 0, note = 'batas waktu lewat', updated_at = ?2 WHERE id = ?1",
	[STATEMENT_OUTBOX_NEXT_TIME] =
		"SELECT min(next_at) FROM outbox"
		" INDEXED BY outbox_waiting WHERE " WAITING " AND next_at > ?1"
		" HAVING count(*) > 0",
	[STATEMENT_OUTBOX_SET_SENDING] =
		"UPDATE outbox SET state = 'sending', given_to = ?2, parts_total = ?3,"
		" parts_sent = iif(given_to = ?2, parts_sent, 0),"
		" updated_at = ?4 WHERE id = ?1"
		" AND (state = 'queued' OR state = 'retry' OR state = 'unsure'"
		" OR state = 'sending')",
	[STATEMENT_OUTBOX_UPDATE] =
		"UPDATE outbox SET state = ?2, attempts = ?3, unsure = ?4, next_at = ?5,"
		" parts_total = ?6, parts_sent = ?7, part_reference = ?8, error = ?9,"
		" note = ?10, sms_reference = ?11, sent_at = ?12, updated_at = ?13"
		" WHERE id = ?1",
	[STATEMENT_OUTBOX_GET] = "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE id = ?1",
	[STATEMENT_OUTBOX_RECOVER] =
		"UPDATE outbox INDEXED BY outbox_sending SET state = 'unsure',"
		" next_at = iif(unsure = 0, ?1, 0), attempts = attempts + 1,"
		" unsure = unsure + 1, updated_at = ?2 WHERE state = 'sending'",
	/*
	 * The newest row to ?1 with reference ?2 since ?5; else one whose answer for the
	 * last part was lost, since a report proves that it went out.
	 */
	[STATEMENT_OUTBOX_REPORT] =
		"UPDATE outbox SET state = ?3, next_at = 0, note = ?4, updated_at = ?6"
		" WHERE id = (SELECT id FROM outbox WHERE \"to\" = ?1"
		" AND ((state = 'sent' AND sms_reference = ?2 AND sent_at >= ?5)"
		" OR (state = 'unsure' AND sms_reference <> ?2"
		" AND parts_sent + 1 >= parts_total AND updated_at >= ?5))"
		" ORDER BY state, id DESC LIMIT 1)",
	[STATEMENT_OUTBOX_LIST] =
		"SELECT " OUTBOX_COLUMNS " FROM outbox ORDER BY id DESC LIMIT ?1",
	[STATEMENT_OUTBOX_COUNT_SINCE] =
		"SELECT count(*) FROM outbox WHERE created_at BETWEEN ?1 AND ?2",
	[STATEMENT_OUTBOX_COUNT_SINCE_TO] =
		"SELECT count(*) FROM outbox WHERE created_at BETWEEN ?1 AND ?2"
		" AND \"to\" = ?3",
	[STATEMENT_OUTBOX_HAS_SAID] =
		"SELECT EXISTS (SELECT 1 FROM outbox WHERE created_at >= ?1"
		" AND \"to\" = ?2 AND text = ?3)",
	[STATEMENT_OUTBOX_COUNT_WAITING] =
		"SELECT count(*) FROM outbox INDEXED BY outbox_waiting WHERE " WAITING,
	[STATEMENT_OUTBOX_JSON] =
		"SELECT json_object('id', id, 'created_at', created_at, 'state', state,"
		" 'priority', priority, 'to', \"to\", 'text', text, 'phrase', phrase,"
		" 'inbox_id', inbox_id, 'ticket_id', ticket_id, 'modem', modem,"
		" 'given_to', given_to, 'attempts', attempts, 'unsure', unsure,"
		" 'next_at', next_at, 'valid_until', valid_until,"
		" 'parts_total', parts_total, 'parts_sent', parts_sent,"
		" 'sent_at', sent_at, 'error', error, 'note', note)"
		" FROM outbox WHERE id = ?1",

	[STATEMENT_TICKET_ADD] =
		"INSERT INTO tickets (" TICKET_COLUMNS ") VALUES (nullif(?, 0),"
		" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[STATEMENT_TICKET_OF_MESSAGE] =
		"SELECT id FROM tickets WHERE inbox_id = ?1 AND item = ?2",
	[STATEMENT_TICKET_FIND_BY_CODE] =
		"SELECT " TICKET_COLUMNS " FROM tickets WHERE code = ?1",
	[STATEMENT_TICKET_FIND_OPEN] =
		"SELECT " TICKET_COLUMNS " FROM tickets INDEXED BY tickets_by_nik"
		" WHERE nik = ?1 AND nik <> '' AND kind = ?2 AND village = ?3"
		" AND " IS_OPEN " ORDER BY id DESC LIMIT 1",
	[STATEMENT_TICKET_STEP] =
		"UPDATE tickets SET state = ?3, reason = coalesce(?4, reason),"
		" updated_at = ?5 WHERE id = ?1 AND state = ?2",
	[STATEMENT_TICKET_SET_DETAILS] = "UPDATE tickets SET details = ?3,"
					 " updated_at = ?4 WHERE id = ?1 AND state = ?2",
	[STATEMENT_TICKET_HAS] = "SELECT 1 FROM tickets WHERE id = ?1",
	[STATEMENT_TICKET_GET] = "SELECT " TICKET_COLUMNS " FROM tickets WHERE id = ?1",
	[STATEMENT_TICKET_COUNT_STATE] =
		"SELECT count(*) FROM tickets INDEXED BY tickets_by_state"
		" WHERE state = ?1 AND village = ?2",
	[STATEMENT_TICKET_COUNT_LATE] =
		"SELECT count(*) FROM tickets INDEXED BY tickets_queue"
		" WHERE " IS_OPEN " AND state <> 'ready' AND due_at > 0"
		" AND due_at < ?1 AND village = ?2",
	[STATEMENT_TICKET_COUNT_BEFORE] =
		"SELECT count(*) FROM tickets INDEXED BY tickets_queue"
		" WHERE " IS_OPEN " AND state IN ('received', 'incomplete',"
		" 'checked') AND village = ?1 AND id < ?2",
	TICKET_LISTS(STATEMENT_TICKET_LIST, "WHERE 1"),
	TICKET_LISTS(STATEMENT_TICKET_LIST_OPEN,
		     "INDEXED BY tickets_queue WHERE " IS_OPEN),
	TICKET_LISTS(STATEMENT_TICKET_LIST_STATE,
		     "INDEXED BY tickets_by_state WHERE state = ?1"),
	TICKET_LISTS(STATEMENT_TICKET_LIST_PHONE,
		     "INDEXED BY tickets_by_phone WHERE phone = ?1"),
	/* Details that are no JSON are shown as the text that they are. */
	[STATEMENT_TICKET_JSON] =
		"SELECT json_object('code', code, 'state', state, 'kind', kind,"
		" 'nik', nik, 'name', name, 'purpose', purpose, 'phone', phone,"
		" 'village', village, 'number', (SELECT number FROM register"
		"  WHERE ticket_id = tickets.id AND state <> 'withdrawn'),"
		" 'created_at', created_at,"
		" 'updated_at', updated_at, 'due_at', due_at, 'door', door,"
		" 'reason', reason, 'flags', flags,"
		" 'details', iif(json_valid(details), json(details), details))"
		" FROM tickets WHERE id = ?1",
	[STATEMENT_EVENT_ADD] = "INSERT INTO events (" EVENT_COLUMNS ", ticket_id)"
				" VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[STATEMENT_EVENT_LIST] =
		"SELECT " EVENT_COLUMNS " FROM events WHERE ticket_id = ?1 ORDER BY id",

	[STATEMENT_RESIDENT_PUT] =
		"INSERT OR REPLACE INTO residents (" RESIDENT_COLUMNS ")"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[STATEMENT_RESIDENT_FIND] = "SELECT " RESIDENT_COLUMNS " FROM residents"
				    " WHERE nik = ?1 AND (?2 IS NULL OR village = ?2)",
	[STATEMENT_RESIDENT_OF_FAMILY] = "SELECT EXISTS (SELECT 1 FROM residents"
					 " WHERE family_card = ?1 AND family_card <> '')",
	[STATEMENT_RESIDENT_FIND_BY_PHONE] = "SELECT " RESIDENT_COLUMNS " FROM residents"
					     " WHERE phone = ?1 AND phone <> '' LIMIT 2",
	[STATEMENT_RESIDENT_COUNT] = "SELECT count(*) FROM residents",
	[STATEMENT_RESIDENT_LIST] = "SELECT " RESIDENT_COLUMNS " FROM residents"
				    " WHERE village = ?1 ORDER BY nik",

	[STATEMENT_DRAFT_GET] = "SELECT " DRAFT_COLUMNS " FROM drafts WHERE person = ?1",
	[STATEMENT_DRAFT_PUT] = "INSERT OR REPLACE INTO drafts (" DRAFT_COLUMNS ")"
				" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[STATEMENT_DRAFT_DELETE] = "DELETE FROM drafts WHERE person = ?1",
	[STATEMENT_DRAFT_DELETE_BEFORE] = "DELETE FROM drafts WHERE updated_at < ?1",
	[STATEMENT_PERSON_GET] = "SELECT " PERSON_COLUMNS " FROM people WHERE phone = ?1",
	[STATEMENT_PERSON_PUT] = "INSERT OR REPLACE INTO people (" PERSON_COLUMNS ")"
				 " VALUES (?, ?, ?, ?, ?)",
	[STATEMENT_NOTE_ADD] =
		"INSERT INTO notes (created_at, village, phone, kind, text, inbox_id)"
		" VALUES (?, ?, ?, ?, ?, ?)",

	[STATEMENT_OFFICER_ADD] =
		"INSERT INTO officers (" OFFICER_COLUMNS ") VALUES (nullif(?, 0),"
		" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[STATEMENT_OFFICER_FIND] =
		"SELECT " OFFICER_COLUMNS " FROM officers WHERE village = ?1"
		" AND name = ?2 COLLATE NOCASE AND is_active = 1",
	[STATEMENT_OFFICER_FIND_BY_PHONE] =
		"SELECT " OFFICER_COLUMNS " FROM officers"
		" WHERE phone = ?1 AND phone <> '' AND is_active = 1",
	[STATEMENT_OFFICER_GET] =
		"SELECT " OFFICER_COLUMNS " FROM officers WHERE id = ?1",
	[STATEMENT_OFFICER_LIST] =
		"SELECT " OFFICER_COLUMNS " FROM officers WHERE village = ?1"
		" AND is_active = 1 ORDER BY name COLLATE NOCASE",
	[STATEMENT_OFFICER_PUT] =
		"UPDATE officers SET name = ?4, title = ?5, role = ?6, phone = ?7,"
		" pin = ?8, failures = ?9, misses = ?10, misses_at = ?11,"
		" digest_at = ?12, is_active = ?13, failed_at = ?14, phone_at = ?15, nip = ?16"
		" WHERE id = ?1 AND village = ?2 AND created_at = ?3",
	[STATEMENT_OFFICER_TAKE_TRY] =
		"UPDATE officers SET failures = failures + 1, failed_at = ?3"
		" WHERE id = ?1 AND failures < ?2",
	[STATEMENT_OFFICER_COUNT_PINS] =
		"SELECT count(*) FROM officers WHERE is_active = 1"
		" AND substr(pin, 1, length(?1)) = ?1",
	[STATEMENT_OFFICER_JSON] =
		"SELECT json_object('name', name, 'title', title, 'role', role,"
		" 'nip', nip, 'phone', phone, 'village', village,"
		" 'has_pin', json(iif(pin <> '', 'true', 'false')),"
		" 'is_locked', json(iif(failures >= 3, 'true', 'false')),"
		" 'created_at', created_at) FROM officers WHERE id = ?1",
	[STATEMENT_DELEGATION_ADD] = "INSERT INTO delegations (" DELEGATION_COLUMNS ")"
				     " VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?)",
	/* ?1 village, ?2 officer or 0, ?3 now. Some tens of rows in all. */
	[STATEMENT_DELEGATION_FIND] =
		"SELECT " DELEGATION_COLUMNS " FROM delegations"
		" INDEXED BY delegations_by_officer WHERE officer_id IN"
		" (SELECT id FROM officers WHERE village = ?1 AND is_active = 1"
		"  AND (?2 = 0 OR id = ?2))"
		" AND from_at <= ?3 AND until_at > ?3 ORDER BY id DESC LIMIT 1",
	[STATEMENT_DELEGATION_LIST] =
		"SELECT " DELEGATION_COLUMNS " FROM delegations"
		" INDEXED BY delegations_by_officer WHERE officer_id IN"
		" (SELECT id FROM officers WHERE village = ?1 AND is_active = 1)"
		" AND until_at > ?2 AND until_at > from_at ORDER BY from_at, id",
	[STATEMENT_DELEGATION_END] =
		"UPDATE delegations SET until_at = min(until_at, max(from_at, ?2))"
		" WHERE officer_id = ?1 AND until_at > ?2",

	[STATEMENT_CHALLENGE_ADD] = "INSERT INTO challenges (" CHALLENGE_COLUMNS ")"
				    " VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?)",
	[STATEMENT_CHALLENGE_FIND] =
		"SELECT " CHALLENGE_COLUMNS " FROM challenges WHERE officer_id = ?1"
		" AND number = ?2 ORDER BY id DESC LIMIT 1",
	[STATEMENT_CHALLENGE_USE] =
		"UPDATE challenges SET is_open = 0, used_at = ?2, step = ?3"
		" WHERE id = ?1 AND is_open = 1",
	[STATEMENT_CHALLENGE_END_OLDER] =
		"UPDATE challenges SET is_open = 0"
		" WHERE ticket_id = ?1 AND is_open = 1 AND officer_id = ?2",
	[STATEMENT_CHALLENGE_END_OF_TICKET] =
		"UPDATE challenges SET is_open = 0 WHERE ticket_id = ?1 AND is_open = 1",
	[STATEMENT_CHALLENGE_END_OF_OFFICER] =
		"UPDATE challenges SET is_open = 0 WHERE officer_id = ?1 AND is_open = 1",
	[STATEMENT_CHALLENGE_COUNT_OPEN] =
		"SELECT count(*) FROM challenges WHERE officer_id = ?1 AND is_open = 1"
		" AND expires_at > ?2",

	[STATEMENT_REGISTER_LAST] =
		"SELECT max(?4, coalesce((SELECT max(sequence) FROM register"
		" WHERE village = ?1 AND year = ?2 AND scope = ?3), 0))",
	[STATEMENT_REGISTER_KEPT] =
		"SELECT coalesce(max(last), 0) FROM numbers_kept WHERE village = ?1"
		" AND year = ?2 AND scope = ?3 AND first <= ?4 AND last >= ?4",
	[STATEMENT_REGISTER_ADD] =
		"INSERT INTO register (" REGISTER_COLUMNS ", number_key)"
		" VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
		" nullif(?, ''), ?)",
	[STATEMENT_REGISTER_REISSUE] =
		"UPDATE register SET signer_name = ?2, signer_title = ?3,"
		" signer_role = ?4, signer_kind = ?5, snapshot = ?6, issued_at = ?7,"
		" valid_until = ?8, state = 'valid', revoked_at = 0, revoked_why = '',"
		" seal = NULL WHERE ticket_id = ?1 AND state = 'withdrawn'",
	[STATEMENT_REGISTER_OF_TICKET] =
		"SELECT " REGISTER_COLUMNS " FROM register WHERE ticket_id = ?1",
	[STATEMENT_REGISTER_FIND] = "SELECT " REGISTER_COLUMNS " FROM register"
				    " WHERE village = ?1 AND number_key = ?2",
	[STATEMENT_REGISTER_SET_STATE] =
		"UPDATE register SET state = ?2, revoked_at = ?3, revoked_why = ?4"
		" WHERE ticket_id = ?1",
	[STATEMENT_REGISTER_KEEP] =
		"INSERT INTO numbers_kept (village, year, scope, first, last, why, by,"
		" created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	/* Names are the {placeholders} of the letters' bodies. */
	[STATEMENT_REGISTER_SNAPSHOT] =
		"SELECT json_object('kode', t.code, 'nomor', ?2, 'judul', ?3,"
		" 'kode_surat', ?4, 'nama', t.name, 'nik', t.nik,"
		" 'no_kk', coalesce(r.family_card, ''),"
		" 'tempat_lahir', coalesce(r.birth_place, ''),"
		" 'tanggal_lahir', coalesce(r.birth_date, ''),"
		" 'jenis_kelamin', coalesce(r.sex, ''),"
		" 'agama', coalesce(r.religion, ''),"
		" 'status_kawin', coalesce(r.marital_status, ''),"
		" 'pekerjaan', coalesce(r.occupation, ''),"
		" 'kewarganegaraan', coalesce(r.citizenship, ''),"
		" 'alamat', coalesce(r.address, ''), 'dusun', coalesce(r.hamlet, ''),"
		" 'rt', coalesce(r.rt, ''), 'rw', coalesce(r.rw, ''),"
		" 'desa', ?5, 'kecamatan', ?6, 'kabupaten', ?7, 'provinsi', ?8,"
		" 'alamat_kantor', ?9, 'keperluan', t.purpose, 'tanggal', ?10,"
		" 'berlaku_sampai', ?11, 'penanda_tangan', ?12, 'jabatan', ?13,"
		" 'atas_nama', ?14, 'jabatan_kepala', ?15, 'telepon', ?16,"
		" 'nomor_layanan', ?17, 'pembuka', ?18, 'isi', ?19, 'penutup', ?20,"
		" 'tembusan', ?21, 'ikut_tanda_tangan', ?22, 'camat', ?23, 'nip', ?24,"
		" 'isian', iif(json_valid(t.details), json(t.details), t.details))"
		" FROM tickets AS t LEFT JOIN residents AS r ON r.nik = t.nik"
		" AND r.village = t.village WHERE t.id = ?1",

	/* What a seal says, as it is printed. Only of letters that were approved. */
	[STATEMENT_SEAL_NEXT] =
		"SELECT r.id, r.village, coalesce(r.snapshot ->> '$.kode', ''), r.number,"
		" r.kind, coalesce(r.snapshot ->> '$.nama', ''),"
		" coalesce(r.snapshot ->> '$.tanggal', ''),"
		" coalesce(r.snapshot ->> '$.berlaku_sampai', '')"
		" FROM register AS r INDEXED BY register_unsealed"
		" JOIN tickets AS t ON t.id = r.ticket_id"
		" WHERE r.village = ?1 AND r.id > ?2 AND r.seal IS NULL"
		" AND r.state = 'valid' AND t.state IN ('approved', 'ready', 'collected')"
		" ORDER BY r.id LIMIT 1",
	[STATEMENT_SEAL_OF] =
		"SELECT r.id, r.village, coalesce(r.snapshot ->> '$.kode', ''), r.number,"
		" r.kind, coalesce(r.snapshot ->> '$.nama', ''),"
		" coalesce(r.snapshot ->> '$.tanggal', ''),"
		" coalesce(r.snapshot ->> '$.berlaku_sampai', '')"
		" FROM register AS r WHERE r.ticket_id = ?1",
	[STATEMENT_SEAL_PUT] = "UPDATE register SET seal = ?2 WHERE id = ?1"
			       " AND seal IS NULL AND state = 'valid'",
	[STATEMENT_SEAL_COUNT_MISSING] =
		"SELECT count(*) FROM register INDEXED BY register_unsealed"
		" WHERE village = ?1 AND seal IS NULL AND state = 'valid'"
		" AND issued_at < ?2",

	[STATEMENT_KEY_ADD] = "INSERT INTO keys (" KEY_COLUMNS ") VALUES (nullif(?, 0),"
			      " ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[STATEMENT_KEY_SEALING] = "SELECT " KEY_COLUMNS " FROM keys WHERE village = ?1"
				  " AND state = 'own' AND until_at = 0",
	[STATEMENT_KEY_FIND] = "SELECT " KEY_COLUMNS " FROM keys WHERE public_key = ?1",
	[STATEMENT_KEY_LIST] =
		"SELECT " KEY_COLUMNS " FROM keys WHERE ?1 IN ('', village)"
		" ORDER BY village, from_at, id",
	[STATEMENT_KEY_PUT] =
		"UPDATE keys SET name = ?4, state = ?5, from_at = ?6, until_at = ?7,"
		" changed_at = ?8, changed_by = ?9, why = ?10"
		" WHERE id = ?1 AND village = ?2 AND public_key = ?3",

	/* The office's values first: what was asked for the letter fills gaps only. */
	[STATEMENT_REGISTER_VALUES] =
		"SELECT key, value FROM json_each(iif(json_valid(?1), ?1, '{}'))"
		" WHERE type = 'text' UNION ALL SELECT key, value"
		" FROM json_each(iif(json_valid(?1), ?1, '{}'), '$.isian')"
		" WHERE type = 'text' AND key IS NOT NULL",

	[STATEMENT_MODEM_PUT] =
		"INSERT OR REPLACE INTO modems (" MODEM_COLUMNS ") VALUES (?, ?, ?, ?, ?,"
		" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
		" ?, ?, ?, ?, ?)",
	[STATEMENT_MODEM_GET] = "SELECT " MODEM_COLUMNS " FROM modems WHERE name = ?1",
	[STATEMENT_MODEM_LIST] = "SELECT " MODEM_COLUMNS " FROM modems ORDER BY name",
	[STATEMENT_MODEM_JSON] =
		"SELECT json_object('name', name, 'state', state, 'since_at', since_at,"
		" 'why', why, 'port', port, 'model', model, 'imei', imei, 'sim', sim,"
		" 'operator', operator_name,"
		" 'signal_percent', iif(signal_percent < 0, NULL, signal_percent),"
		" 'sim_used', iif(sim_used < 0, NULL, sim_used),"
		" 'sim_size', iif(sim_size < 0, NULL, sim_size),"
		" 'is_receiving_stopped',"
		" json(iif(is_receiving_stopped, 'true', 'false')), 'credit', credit,"
		" 'credit_at', nullif(credit_at, 0),"
		" 'credit_rupiah', iif(credit_rupiah < 0, NULL, credit_rupiah),"
		" 'active_until', nullif(active_until, ''),"
		" 'grace_until', nullif(grace_until, ''),"
		" 'centre', nullif(centre, ''), 'drops', drops,"
		" 'dropped_at', nullif(dropped_at, 0),"
		" 'last_in_at', last_in_at, 'last_out_at', last_out_at,"
		" 'updated_at', updated_at) FROM modems WHERE name = ?1",

	[STATEMENT_USSD_ADD] = "INSERT INTO ussd_requests (" USSD_COLUMNS ")"
			       " VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?)",
	[STATEMENT_USSD_NEXT] =
		"SELECT " USSD_COLUMNS " FROM ussd_requests WHERE state = 'waiting'"
		" AND modem IN ('', ?1) ORDER BY id LIMIT 1",
	[STATEMENT_USSD_GET] = "SELECT " USSD_COLUMNS " FROM ussd_requests WHERE id = ?1",
	[STATEMENT_USSD_SET_ASKING] =
		"UPDATE ussd_requests SET state = 'asking', modem = ?2"
		" WHERE id = ?1 AND state = 'waiting'",
	[STATEMENT_USSD_UPDATE] =
		"UPDATE ussd_requests SET state = ?2, answer = ?3, note = ?4,"
		" answered_at = ?5 WHERE id = ?1",
	[STATEMENT_USSD_GIVE_UP] =
		"UPDATE ussd_requests SET state = 'failed', answered_at = ?3,"
		" note = iif(state = 'asking', 'suratd stopped meanwhile',"
		" 'no modem was ready')"
		" WHERE (state = 'waiting' AND created_at < ?1)"
		" OR (state = 'asking' AND ?2)",
	[STATEMENT_USSD_COUNT_SINCE] =
		"SELECT count(*) FROM ussd_requests WHERE created_at > ?2 AND modem = ?1"
		" AND asked_by = ?3",
	[STATEMENT_USSD_FORGET] = "DELETE FROM ussd_requests WHERE created_at < ?1",

	[STATEMENT_SESSION_FIND] =
		"SELECT " SESSION_COLUMNS " FROM sessions WHERE door = ?1 AND key = ?2"
		" AND caller = ?3 AND +opened_at >= ?4 ORDER BY id DESC LIMIT 1",
	[STATEMENT_SESSION_PUT] =
		"INSERT INTO sessions (" SESSION_COLUMNS ")"
		" VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
		" ON CONFLICT (id) DO UPDATE SET place = excluded.place,"
		" \"group\" = excluded.\"group\", page = excluded.page, answers = excluded.answers,"
		" steps = excluded.steps, is_over = excluded.is_over RETURNING id",
	[STATEMENT_SESSION_COUNT] = "SELECT count(*) FROM sessions"
				    " WHERE caller = ?1 AND opened_at BETWEEN ?2 AND ?3",
	[STATEMENT_SESSION_FORGET] = "DELETE FROM sessions WHERE opened_at < ?1",
	[STATEMENT_SESSION_PAGE_ADD] = "INSERT INTO session_pages (" PAGE_COLUMNS ")"
				       " VALUES (?, ?, ?, ?, ?)",
	[STATEMENT_SESSION_PAGE_FIND] = "SELECT " PAGE_COLUMNS " FROM session_pages"
					" WHERE session_id = ?1 AND step = ?2",
	[STATEMENT_SESSION_PAGE_LAST] =
		"SELECT " PAGE_COLUMNS " FROM session_pages WHERE session_id = ?1"
		" ORDER BY inbox_id DESC LIMIT 1",
	[STATEMENT_SESSION_PAGES_FORGET] =
		"DELETE FROM session_pages WHERE session_id IN"
		" (SELECT id FROM sessions WHERE opened_at < ?1)",

	[STATEMENT_JSON_VALID] =
		"SELECT iif(json_valid(?1), json_type(?1) = 'object', 0)",
	[STATEMENT_JSON_FIND] = "SELECT CAST(value AS TEXT) FROM json_each(?1)"
				" WHERE key = ?2 AND atom IS NOT NULL LIMIT 1",
	[STATEMENT_WEB_PASSWORD_GET] =
		"SELECT password FROM web_passwords WHERE officer_id = ?1",
	[STATEMENT_WEB_PASSWORD_PUT] =
		"INSERT OR REPLACE INTO web_passwords (officer_id, password, changed_at)"
		" VALUES (?1, ?2, ?3)",
	[STATEMENT_WEB_PASSWORD_COUNT] =
		"SELECT count(*) FROM web_passwords JOIN officers ON id = officer_id"
		" WHERE village = ?1 AND is_active = 1 AND password <> ''",
	[STATEMENT_WEB_SESSION_ADD] = "INSERT INTO web_sessions (" WEB_SESSION_COLUMNS ")"
				      " VALUES (?, ?, ?, ?, ?)",
	[STATEMENT_WEB_SESSION_FIND] =
		"SELECT " WEB_SESSION_COLUMNS " FROM web_sessions WHERE token = ?1"
		" AND (SELECT is_active FROM officers WHERE id = officer_id) = 1",
	[STATEMENT_WEB_SESSION_TOUCH] =
		"UPDATE web_sessions SET seen_at = ?2 WHERE token = ?1",
	[STATEMENT_WEB_SESSION_END] = "DELETE FROM web_sessions WHERE token = ?1",
	[STATEMENT_WEB_SESSION_END_OF_OFFICER] =
		"DELETE FROM web_sessions WHERE officer_id = ?1",
	[STATEMENT_WEB_SESSION_END_BEFORE] =
		"DELETE FROM web_sessions WHERE created_at < ?1",
	[STATEMENT_WEB_LIMIT_GET] =
		"SELECT " LIMIT_COLUMNS " FROM web_limits WHERE name = ?1",
	[STATEMENT_WEB_LIMIT_PUT] = "INSERT OR REPLACE INTO web_limits (" LIMIT_COLUMNS
				    ") VALUES (?, ?, ?, ?)",
	[STATEMENT_WEB_LIMIT_DELETE] = "DELETE FROM web_limits WHERE name = ?1",
	[STATEMENT_WEB_LIMIT_DELETE_BEFORE] =
		"DELETE FROM web_limits WHERE updated_at < ?1",
	[STATEMENT_WEB_VIEW_ADD] =
		"INSERT INTO web_views (" VIEW_COLUMNS ") SELECT nullif(?1, 0), ?2, ?3,"
		" ?4, ?5, ?6, ?7 WHERE NOT EXISTS (SELECT 1 FROM web_views"
		" WHERE officer_id IS ?3 AND account = ?7 AND action = ?5"
		" AND subject = ?6 AND at > ?8)",
	[STATEMENT_WEB_VIEW_LIST] = WEB_VIEW_LIST("web_views AS v", "", "v.id DESC"),
	[STATEMENT_WEB_VIEW_LIST_OF] =
		WEB_VIEW_LIST("web_views AS v INDEXED BY web_views_of_subject",
			      " AND v.subject = ?3", "v.at DESC, v.id DESC"),
	[STATEMENT_INBOX_LIST_FOR_HUMANS] =
		"SELECT " INBOX_COLUMNS " FROM inbox INDEXED BY inbox_for_humans"
		" WHERE state IN ('unread', 'damaged') ORDER BY id LIMIT ?1",
	[STATEMENT_INBOX_COUNT_FOR_HUMANS] =
		"SELECT count(*) FROM inbox INDEXED BY inbox_for_humans"
		" WHERE state IN ('unread', 'damaged')",
	[STATEMENT_INBOX_LIST_OF_SENDER] =
		"SELECT " INBOX_COLUMNS " FROM inbox INDEXED BY inbox_by_sender"
		" WHERE sender = ?1 AND " WHOLE_MESSAGE
		" ORDER BY received_at DESC, id DESC LIMIT ?2",
	[STATEMENT_OUTBOX_LIST_TO] =
		"SELECT " OUTBOX_COLUMNS " FROM outbox INDEXED BY outbox_by_number"
		" WHERE \"to\" = ?1 ORDER BY created_at DESC, id DESC LIMIT ?2",
	[STATEMENT_TICKET_CORRECT] =
		"UPDATE tickets SET kind = ?3, nik = ?4, name = ?5, purpose = ?6,"
		" flags = ?7, updated_at = ?8 WHERE id = ?1 AND state = ?2",
	[STATEMENT_TICKET_LIST_OF_NIK] =
		"SELECT " TICKET_COLUMNS " FROM tickets INDEXED BY tickets_by_nik"
		" WHERE nik = ?1 AND nik <> '' AND village = ?3"
		" ORDER BY id DESC LIMIT ?2",
	/* Some ten thousand rows, by their names in order. */
	[STATEMENT_RESIDENT_SEARCH] =
		"SELECT " RESIDENT_COLUMNS " FROM residents INDEXED BY residents_by_name"
		" WHERE village = ?1 AND (name LIKE ?2 ESCAPE '!' OR nik LIKE ?2 ESCAPE '!'"
		" OR family_card LIKE ?2 ESCAPE '!' OR hamlet LIKE ?2 ESCAPE '!'"
		" OR (?6 <> '' AND phone LIKE ?6)) AND (?7 = '' OR desil = ?7)"
		" AND (?3 = '' OR CAST(rt AS INTEGER) = CAST(?3 AS INTEGER))"
		" AND (?4 = '' OR CAST(rw AS INTEGER) = CAST(?4 AS INTEGER))"
		" ORDER BY name LIMIT ?5",
};

int statements_prepare(sqlite3 *database, enum statement_id id,
		       sqlite3_stmt **out_statement)
{
	const char *text = texts[id] != NULL ? texts[id] : statements_office(id);

	return sqlite3_prepare_v3(database, text, -1, SQLITE_PREPARE_PERSISTENT,
				  out_statement, NULL);
}

int statements_check(sqlite3 *database, struct text *why)
{
	for (int id = 0; id < STATEMENT_COUNT; id++) {
		sqlite3_stmt *statement;
		int code =
			statements_prepare(database, (enum statement_id)id, &statement);

		sqlite3_finalize(statement);
		if (code != SQLITE_OK) {
			text_say(why, "statement %d does not fit the store: %s", id,
				 sqlite3_errmsg(database));
			return code;
		}
	}
	return SQLITE_OK;
}

void statements_finalize(sqlite3_stmt *statements[STATEMENT_COUNT])
{
	for (int id = 0; id < STATEMENT_COUNT; id++)
		sqlite3_finalize(statements[id]);
}
