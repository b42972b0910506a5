// SPDX-License-Identifier: MIT
#include "store/upgrades.h"

#include <stddef.h>

#include "base/text.h"

struct upgrade {
	int version; /* the store has this version after the last row of that number */
	const char *sql;
};

/*
 * Times are seconds UTC (`_at`), 0 unknown; a text that is not known is ''; a reference
 * that is not there is NULL. Columns have the names of the structs' fields. AUTOINCREMENT
 * keeps an id from coming back after its row is gone: ids are told to people and stand in
 * logs.
 *
 * What a phone or a page sent is not judged here but by handlers/: a CHECK that refuses a
 * message would leave it on the SIM for ever. Only what is ours alone is checked: states,
 * codes, keys.
 */
static const struct upgrade upgrades[] = {
	/* What the store itself must remember; now the key of inbox.dedupe. */
	{ 1, "CREATE TABLE meta ("
	     " name TEXT PRIMARY KEY,"
	     " value ANY NOT NULL"
	     ") STRICT, WITHOUT ROWID" },

	/*
	 * What came in. `dedupe` is a keyed hash of the TPDU: short texts could be
	 * guessed from a plain one.
	 */
	{ 1, "CREATE TABLE inbox ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " received_at INTEGER NOT NULL,"
	     " service_at INTEGER NOT NULL,"
	     " state TEXT NOT NULL CHECK (state IN ('new', 'part', 'joined', 'handled',"
	     "  'ignored', 'unread', 'damaged', 'report')),"
	     " door TEXT NOT NULL,"
	     " modem TEXT NOT NULL,"
	     " storage TEXT NOT NULL,"
	     " slot INTEGER NOT NULL,"
	     " sender TEXT NOT NULL,"
	     " pdu TEXT NOT NULL,"
	     " text TEXT NOT NULL,"
	     " intent TEXT NOT NULL,"
	     " note TEXT NOT NULL,"
	     " part_reference INTEGER NOT NULL,"
	     " part_bits INTEGER NOT NULL,"
	     " part_total INTEGER NOT NULL,"
	     " part_number INTEGER NOT NULL,"
	     " joined_into INTEGER REFERENCES inbox (id),"
	     " seen INTEGER NOT NULL,"
	     " dedupe BLOB NOT NULL UNIQUE CHECK (length(dedupe) = 32)"
	     ") STRICT" },
	{ 1, "CREATE INDEX inbox_by_sender ON inbox (sender, received_at)" },
	{ 1, "CREATE INDEX inbox_parts ON inbox (sender, part_reference, part_total)"
	     " WHERE state = 'part'" },

	/* Requests. Two tickets of one message differ in `item`. */
	{ 1, "CREATE TABLE tickets ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " code TEXT NOT NULL UNIQUE"
	     "  CHECK (length(code) = 8 AND code NOT GLOB '*[^0-9]*'),"
	     " village TEXT NOT NULL,"
	     " kind TEXT NOT NULL,"
	     " nik TEXT NOT NULL,"
	     " name TEXT NOT NULL,"
	     " purpose TEXT NOT NULL,"
	     " phone TEXT NOT NULL,"
	     " door TEXT NOT NULL,"
	     " state TEXT NOT NULL CHECK (state IN ('received', 'incomplete', 'checked',"
	     "  'approved', 'ready', 'collected', 'rejected', 'cancelled', 'revoked',"
	     "  'expired')),"
	     " reason TEXT NOT NULL,"
	     " flags TEXT NOT NULL,"
	     " details TEXT NOT NULL," /* JSON */
	     " inbox_id INTEGER REFERENCES inbox (id),"
	     " item INTEGER NOT NULL,"
	     " created_at INTEGER NOT NULL,"
	     " updated_at INTEGER NOT NULL,"
	     " due_at INTEGER NOT NULL,"
	     " UNIQUE (inbox_id, item)"
	     ") STRICT" },
	{ 1, "CREATE INDEX tickets_by_state ON tickets (state)" },
	{ 1, "CREATE INDEX tickets_by_phone ON tickets (phone)" },
	/* The office's queue: a few hundred of perhaps a million. */
	{ 1, "CREATE INDEX tickets_queue ON tickets (id)"
	     " WHERE state IN ('received', 'incomplete', 'checked', 'approved', "
	     "'ready')" },
	{ 1, "CREATE INDEX tickets_open ON tickets (nik, kind)"
	     " WHERE state IN ('received', 'incomplete', 'checked', 'approved', "
	     "'ready')" },

	/* What happened to a ticket; written once. */
	{ 1, "CREATE TABLE events ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " ticket_id INTEGER NOT NULL REFERENCES tickets (id),"
	     " at INTEGER NOT NULL,"
	     " actor TEXT NOT NULL,"
	     " role TEXT NOT NULL,"
	     " door TEXT NOT NULL,"
	     " step TEXT NOT NULL,"
	     " \"from\" TEXT NOT NULL,"
	     " \"to\" TEXT NOT NULL,"
	     " why TEXT NOT NULL"
	     ") STRICT" },
	{ 1, "CREATE INDEX events_of_ticket ON events (ticket_id)" },
	{ 1, "CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events BEGIN"
	     " SELECT RAISE(ABORT, 'an event is never changed'); END" },
	{ 1, "CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events BEGIN"
	     " SELECT RAISE(ABORT, 'an event is never deleted'); END" },
	/* INSERT OR REPLACE would delete without asking the trigger above. */
	{ 1, "CREATE TRIGGER events_are_not_replaced BEFORE INSERT ON events"
	     " WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id) BEGIN"
	     " SELECT RAISE(ABORT, 'an event is never changed'); END" },

	/*
	 * What must go out. `given_to` is the modem that had it last; `modem` stays what
	 * was asked for, so that another one may try when none was.
	 */
	{ 1, "CREATE TABLE outbox ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " created_at INTEGER NOT NULL,"
	     " state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'retry',"
	     "  'unsure', 'failed', 'delivered')),"
	     " priority INTEGER NOT NULL,"
	     " \"to\" TEXT NOT NULL,"
	     " text TEXT NOT NULL,"
	     " phrase TEXT NOT NULL,"
	     " inbox_id INTEGER REFERENCES inbox (id),"
	     " ticket_id INTEGER REFERENCES tickets (id),"
	     " modem TEXT NOT NULL,"
	     " attempts INTEGER NOT NULL,"
	     " unsure INTEGER NOT NULL,"
	     " next_at INTEGER NOT NULL,"
	     " valid_until INTEGER NOT NULL,"
	     " parts_total INTEGER NOT NULL,"
	     " parts_sent INTEGER NOT NULL,"
	     " part_reference INTEGER NOT NULL,"
	     " sent_at INTEGER NOT NULL,"
	     " error INTEGER NOT NULL,"
	     " sms_reference INTEGER NOT NULL,"
	     " note TEXT NOT NULL,"
	     " given_to TEXT NOT NULL DEFAULT '',"
	     " updated_at INTEGER NOT NULL"
	     ") STRICT" },
	{ 1,
	  "CREATE INDEX outbox_waiting ON outbox (priority, id, next_at)"
	  " WHERE state IN ('queued', 'retry') OR (state = 'unsure' AND next_at > 0)" },
	{ 1, "CREATE INDEX outbox_sending ON outbox (id) WHERE state = 'sending'" },
	{ 1, "CREATE INDEX outbox_by_number ON outbox (\"to\", created_at)" },
	{ 1, "CREATE INDEX outbox_by_time ON outbox (created_at)" },

	/* The village's people. */
	{ 1, "CREATE TABLE residents ("
	     " nik TEXT PRIMARY KEY,"
	     " village TEXT NOT NULL,"
	     " family_card TEXT NOT NULL,"
	     " name TEXT NOT NULL,"
	     " sex TEXT NOT NULL,"
	     " birth_place TEXT NOT NULL,"
	     " birth_date TEXT NOT NULL,"
	     " religion TEXT NOT NULL,"
	     " marital_status TEXT NOT NULL,"
	     " occupation TEXT NOT NULL,"
	     " citizenship TEXT NOT NULL,"
	     " address TEXT NOT NULL,"
	     " hamlet TEXT NOT NULL,"
	     " rt TEXT NOT NULL,"
	     " rw TEXT NOT NULL,"
	     " life_state TEXT NOT NULL,"
	     " phone TEXT NOT NULL"
	     ") STRICT, WITHOUT ROWID" },
	{ 1, "CREATE INDEX residents_by_family ON residents (family_card)"
	     " WHERE family_card <> ''" },
	{ 1, "CREATE INDEX residents_by_phone ON residents (phone) WHERE phone <> ''" },

	/* The open conversation with each person. */
	{ 1, "CREATE TABLE drafts ("
	     " person TEXT PRIMARY KEY,"
	     " village TEXT NOT NULL,"
	     " step TEXT NOT NULL,"
	     " kind TEXT NOT NULL,"
	     " nik TEXT NOT NULL,"
	     " name TEXT NOT NULL,"
	     " purpose TEXT NOT NULL,"
	     " details TEXT NOT NULL,"
	     " more TEXT NOT NULL,"
	     " page INTEGER NOT NULL,"
	     " misses INTEGER NOT NULL,"
	     " updated_at INTEGER NOT NULL,"
	     " inbox_id INTEGER NOT NULL"
	     ") STRICT, WITHOUT ROWID" },
	{ 1, "CREATE INDEX drafts_by_age ON drafts (updated_at)" },

	/* What is known of a phone. */
	{ 1, "CREATE TABLE people ("
	     " phone TEXT PRIMARY KEY,"
	     " first_seen_at INTEGER NOT NULL,"
	     " privacy_told_at INTEGER NOT NULL,"
	     " is_stopped INTEGER NOT NULL,"
	     " quiet_until INTEGER NOT NULL"
	     ") STRICT, WITHOUT ROWID" },

	/* Messages for a human. The id is the A-number. */
	{ 1, "CREATE TABLE notes ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " created_at INTEGER NOT NULL,"
	     " village TEXT NOT NULL,"
	     " phone TEXT NOT NULL,"
	     " kind TEXT NOT NULL,"
	     " text TEXT NOT NULL,"
	     " inbox_id INTEGER NOT NULL"
	     ") STRICT" },

	/* The modems' health; one row each, overwritten. */
	{ 1, "CREATE TABLE modems ("
	     " name TEXT PRIMARY KEY,"
	     " state TEXT NOT NULL,"
	     " since_at INTEGER NOT NULL,"
	     " why TEXT NOT NULL,"
	     " port TEXT NOT NULL,"
	     " model TEXT NOT NULL,"
	     " imei TEXT NOT NULL,"
	     " sim TEXT NOT NULL,"
	     " operator_name TEXT NOT NULL,"
	     " signal_percent INTEGER NOT NULL,"
	     " sim_used INTEGER NOT NULL,"
	     " sim_size INTEGER NOT NULL,"
	     " is_receiving_stopped INTEGER NOT NULL,"
	     " credit TEXT NOT NULL,"
	     " last_in_at INTEGER NOT NULL,"
	     " last_out_at INTEGER NOT NULL,"
	     " updated_at INTEGER NOT NULL"
	     ") STRICT, WITHOUT ROWID" },

	/* What the operator says of a modem's SIM card, and how it is asked. */
	{ 2, "ALTER TABLE modems ADD COLUMN credit_at INTEGER NOT NULL DEFAULT 0" },
	{ 2, "ALTER TABLE modems ADD COLUMN credit_rupiah INTEGER NOT NULL DEFAULT -1" },
	{ 2, "ALTER TABLE modems ADD COLUMN active_until TEXT NOT NULL DEFAULT ''" },
	{ 2, "ALTER TABLE modems ADD COLUMN grace_until TEXT NOT NULL DEFAULT ''" },
	{ 2, "ALTER TABLE modems ADD COLUMN credit_alarms INTEGER NOT NULL DEFAULT 0" },
	{ 2, "ALTER TABLE modems ADD COLUMN ussd_form TEXT NOT NULL DEFAULT ''" },
	{ 2,
	  "ALTER TABLE modems ADD COLUMN is_ussd_ok_first INTEGER NOT NULL DEFAULT 0" },
	{ 2, "CREATE TABLE ussd_requests ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " created_at INTEGER NOT NULL,"
	     " state TEXT NOT NULL"
	     "  CHECK (state IN ('waiting', 'asking', 'answered', 'failed')),"
	     " modem TEXT NOT NULL,"
	     " code TEXT NOT NULL,"
	     " asked_by TEXT NOT NULL,"
	     " answer TEXT NOT NULL,"
	     " note TEXT NOT NULL,"
	     " answered_at INTEGER NOT NULL"
	     ") STRICT" },
	{ 2, "CREATE INDEX ussd_requests_open ON ussd_requests (state, id)" },
	{ 2, "CREATE INDEX ussd_requests_by_time ON ussd_requests (created_at)" },
	/* Who works in the office. `pin` is a hash; an officer who left is not active. */
	{ 3, "CREATE TABLE officers ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " village TEXT NOT NULL,"
	     " created_at INTEGER NOT NULL,"
	     " name TEXT NOT NULL CHECK (name <> ''),"
	     " title TEXT NOT NULL,"
	     " role TEXT NOT NULL CHECK (role IN ('operator', 'sekdes', 'kades',"
	     "  'kecamatan', 'admin')),"
	     " phone TEXT NOT NULL,"
	     " pin TEXT NOT NULL,"
	     " failures INTEGER NOT NULL,"
	     " misses INTEGER NOT NULL,"
	     " misses_at INTEGER NOT NULL,"
	     " digest_at INTEGER NOT NULL,"
	     " is_active INTEGER NOT NULL"
	     ") STRICT" },
	{ 3, "CREATE UNIQUE INDEX officers_by_name"
	     " ON officers (village, name COLLATE NOCASE) WHERE is_active = 1" },
	{ 3, "CREATE UNIQUE INDEX officers_by_phone ON officers (phone)"
	     " WHERE is_active = 1 AND phone <> ''" },
	/* Who acts for the head, from when to when. */
	{ 3, "CREATE TABLE delegations ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " officer_id INTEGER NOT NULL REFERENCES officers (id),"
	     " kind TEXT NOT NULL CHECK (kind IN ('a.n.', 'Plh.', 'Plt.', 'Pj.')),"
	     " from_at INTEGER NOT NULL,"
	     " until_at INTEGER NOT NULL,"
	     " created_at INTEGER NOT NULL,"
	     " created_by TEXT NOT NULL"
	     ") STRICT" },
	{ 3, "CREATE INDEX delegations_by_officer ON delegations (officer_id)" },
	/* One-time numbers, each for one officer and one ticket. */
	{ 3, "CREATE TABLE challenges ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " officer_id INTEGER NOT NULL REFERENCES officers (id),"
	     " ticket_id INTEGER NOT NULL REFERENCES tickets (id),"
	     " number TEXT NOT NULL,"
	     " created_at INTEGER NOT NULL,"
	     " expires_at INTEGER NOT NULL,"
	     " used_at INTEGER NOT NULL,"
	     " is_open INTEGER NOT NULL"
	     ") STRICT" },
	{ 3, "CREATE UNIQUE INDEX challenges_open ON challenges (officer_id, number)"
	     " WHERE is_open = 1" },
	{ 3, "CREATE INDEX challenges_by_number ON challenges (officer_id, number, id)" },
	{ 3, "CREATE INDEX challenges_of_ticket ON challenges (ticket_id)"
	     " WHERE is_open = 1" },
	/* Letters that have a number. `seal` is made by suratd afterwards. */
	{ 3, "CREATE TABLE register ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " ticket_id INTEGER NOT NULL UNIQUE REFERENCES tickets (id),"
	     " village TEXT NOT NULL,"
	     " year INTEGER NOT NULL,"
	     " scope TEXT NOT NULL,"
	     " sequence INTEGER NOT NULL CHECK (sequence > 0),"
	     " number TEXT NOT NULL,"
	     " kind TEXT NOT NULL,"
	     " signer_name TEXT NOT NULL,"
	     " signer_title TEXT NOT NULL,"
	     " signer_role TEXT NOT NULL,"
	     " signer_kind TEXT NOT NULL,"
	     " snapshot TEXT NOT NULL," /* JSON */
	     " issued_at INTEGER NOT NULL,"
	     " valid_until INTEGER NOT NULL,"
	     " state TEXT NOT NULL CHECK (state IN ('valid', 'withdrawn', 'revoked')),"
	     " revoked_at INTEGER NOT NULL,"
	     " revoked_why TEXT NOT NULL,"
	     " number_key TEXT NOT NULL," /* without spaces, in capitals */
	     " seal TEXT,"
	     " UNIQUE (village, year, scope, sequence),"
	     " UNIQUE (village, number_key)"
	     ") STRICT" },
	{ 3, "CREATE TRIGGER register_numbers_stay BEFORE UPDATE OF id, ticket_id,"
	     " village, year, scope, sequence, number, number_key, kind ON register BEGIN"
	     " SELECT RAISE(ABORT, 'a number is never changed'); END" },
	{ 3, "CREATE TRIGGER register_is_not_deleted BEFORE DELETE ON register BEGIN"
	     " SELECT RAISE(ABORT, 'a letter stays in the register'); END" },
	/* Numbers that are for letters written by hand, or left out. */
	{ 3, "CREATE TABLE numbers_kept ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " village TEXT NOT NULL,"
	     " year INTEGER NOT NULL,"
	     " scope TEXT NOT NULL,"
	     " first INTEGER NOT NULL,"
	     " last INTEGER NOT NULL CHECK (last >= first),"
	     " why TEXT NOT NULL,"
	     " by TEXT NOT NULL,"
	     " created_at INTEGER NOT NULL"
	     ") STRICT" },
	{ 3, "CREATE INDEX numbers_kept_by_year ON numbers_kept (village, year, scope)" },
	/* Public halves of the keys that seal letters, ours and those we trust. */
	{ 4, "CREATE TABLE keys ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " village TEXT NOT NULL,"
	     " public_key TEXT NOT NULL UNIQUE CHECK (length(public_key) = 43),"
	     " name TEXT NOT NULL,"
	     " state TEXT NOT NULL CHECK (state IN ('own', 'trusted', 'revoked')),"
	     " from_at INTEGER NOT NULL,"
	     " until_at INTEGER NOT NULL,"
	     " changed_at INTEGER NOT NULL,"
	     " changed_by TEXT NOT NULL,"
	     " why TEXT NOT NULL"
	     ") STRICT" },
	{ 4, "CREATE INDEX keys_by_village ON keys (village, from_at, id)" },
	{ 4, "CREATE UNIQUE INDEX keys_that_seal ON keys (village)"
	     " WHERE state = 'own' AND until_at = 0" },
	{ 4, "CREATE INDEX register_unsealed ON register (village, id)"
	     " WHERE seal IS NULL AND state = 'valid'" },
	/* What is sealed stays as it is; a letter that was withdrawn may begin anew. */
	{ 4, "CREATE TRIGGER register_sealed_stays BEFORE UPDATE OF signer_name,"
	     " signer_title, signer_role, signer_kind, snapshot, issued_at, valid_until,"
	     " seal ON register WHEN old.seal IS NOT NULL"
	     " AND NOT (old.state = 'withdrawn' AND new.seal IS NULL) BEGIN"
	     " SELECT RAISE(ABORT, 'a sealed letter is never changed'); END" },

	/* Conversations by pages (USSD), for a day. */
	{ 5, "CREATE TABLE sessions ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " door TEXT NOT NULL,"
	     " key TEXT NOT NULL,"
	     " caller TEXT NOT NULL,"
	     " place TEXT NOT NULL,"
	     " \"group\" INTEGER NOT NULL,"
	     " page INTEGER NOT NULL,"
	     " answers INTEGER NOT NULL,"
	     " steps INTEGER NOT NULL,"
	     " is_over INTEGER NOT NULL,"
	     " opened_at INTEGER NOT NULL"
	     ") STRICT" },
	{ 5, "CREATE INDEX sessions_by_key ON sessions (door, key, caller)" },
	{ 5, "CREATE INDEX sessions_by_caller ON sessions (caller, opened_at)" },
	{ 5, "CREATE INDEX sessions_by_age ON sessions (opened_at)" },
	{ 5, "CREATE TABLE session_pages ("
	     " inbox_id INTEGER PRIMARY KEY REFERENCES inbox (id),"
	     " session_id INTEGER NOT NULL REFERENCES sessions (id),"
	     " step TEXT NOT NULL,"
	     " text TEXT NOT NULL,"
	     " is_end INTEGER NOT NULL,"
	     " UNIQUE (session_id, step)"
	     ") STRICT" },
	{ 5, "CREATE INDEX session_pages_in_order ON session_pages (session_id,"
	     " inbox_id)" },
	/* The service centre of a modem's SIM card; how often its power or plug was gone.
	 */
	{ 6, "ALTER TABLE modems ADD COLUMN centre TEXT NOT NULL DEFAULT ''" },
	{ 6, "ALTER TABLE modems ADD COLUMN drops INTEGER NOT NULL DEFAULT 0" },
	{ 6, "ALTER TABLE modems ADD COLUMN dropped_at INTEGER NOT NULL DEFAULT 0" },
	/* The pages: passwords, who is logged in, tries in vain, who looked at what. */
	{ 7, "CREATE TABLE web_passwords ("
	     " officer_id INTEGER PRIMARY KEY REFERENCES officers (id),"
	     " password TEXT NOT NULL,"
	     " changed_at INTEGER NOT NULL"
	     ") STRICT" },
	{ 7, "CREATE TABLE web_sessions ("
	     " token TEXT PRIMARY KEY CHECK (length(token) = 64),"
	     " officer_id INTEGER NOT NULL REFERENCES officers (id),"
	     " created_at INTEGER NOT NULL,"
	     " seen_at INTEGER NOT NULL,"
	     " address TEXT NOT NULL"
	     ") STRICT, WITHOUT ROWID" },
	{ 7, "CREATE INDEX web_sessions_of_officer ON web_sessions (officer_id)" },
	{ 7, "CREATE INDEX web_sessions_by_age ON web_sessions (created_at)" },
	{ 7, "CREATE TABLE web_limits ("
	     " name TEXT PRIMARY KEY,"
	     " failures INTEGER NOT NULL,"
	     " until_at INTEGER NOT NULL,"
	     " updated_at INTEGER NOT NULL"
	     ") STRICT, WITHOUT ROWID" },
	{ 7, "CREATE INDEX web_limits_by_age ON web_limits (updated_at)" },
	{ 7, "CREATE TABLE web_views ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " at INTEGER NOT NULL,"
	     " officer_id INTEGER NOT NULL REFERENCES officers (id),"
	     " address TEXT NOT NULL,"
	     " action TEXT NOT NULL,"
	     " subject TEXT NOT NULL"
	     ") STRICT" },
	{ 7, "CREATE INDEX web_views_of_subject ON web_views (officer_id, subject, at)" },
	/* What the pages list. */
	{ 7, "CREATE INDEX inbox_for_humans ON inbox (id)"
	     " WHERE state IN ('unread', 'damaged')" },
	{ 7, "CREATE INDEX tickets_by_nik ON tickets (nik) WHERE nik <> ''" },
	{ 7, "CREATE INDEX residents_by_name ON residents (name)" },
	/* What residents complain of; their words are the note with the same id. */
	{ 8, "CREATE TABLE complaints ("
	     " id INTEGER PRIMARY KEY REFERENCES notes (id),"
	     " door TEXT NOT NULL,"
	     " place TEXT NOT NULL,"
	     " state TEXT NOT NULL CHECK (state IN ('received', 'assigned', 'answered',"
	     "  'closed', 'reopened')),"
	     " officer_id INTEGER REFERENCES officers (id),"
	     " answer TEXT NOT NULL,"
	     " updated_at INTEGER NOT NULL,"
	     " due_at INTEGER NOT NULL,"
	     " answered_at INTEGER NOT NULL,"
	     " escalated_at INTEGER NOT NULL"
	     ") STRICT" },
	{ 8, "CREATE INDEX complaints_open ON complaints (id) WHERE state <> 'closed'" },
	/* For the month's books. */
	{ 8, "CREATE INDEX tickets_by_time ON tickets (created_at)" },
	{ 8, "CREATE INDEX notes_by_time ON notes (created_at)" },
	{ 8, "CREATE INDEX register_by_time ON register (village, issued_at)" },
	/* What was done on which day, so that it is not done twice. */
	{ 8, "CREATE TABLE duties ("
	     " village TEXT NOT NULL,"
	     " name TEXT NOT NULL,"
	     " day TEXT NOT NULL,"
	     " PRIMARY KEY (village, name, day)"
	     ") STRICT, WITHOUT ROWID" },
	{ 8, "CREATE INDEX notes_by_phone ON notes (phone)" },
	{ 8, "CREATE TABLE complaint_events ("
	     " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	     " complaint_id INTEGER NOT NULL REFERENCES complaints (id),"
	     " at INTEGER NOT NULL,"
	     " actor TEXT NOT NULL,"
	     " role TEXT NOT NULL,"
	     " door TEXT NOT NULL,"
	     " step TEXT NOT NULL,"
	     " \"from\" TEXT NOT NULL,"
	     " \"to\" TEXT NOT NULL,"
	     " why TEXT NOT NULL"
	     ") STRICT" },
	{ 8, "CREATE INDEX events_of_complaint ON complaint_events (complaint_id)" },
	{ 8, "CREATE TRIGGER complaint_events_are_not_changed BEFORE UPDATE ON"
	     " complaint_events BEGIN"
	     " SELECT RAISE(ABORT, 'an event is never changed'); END" },
	{ 8, "CREATE TRIGGER complaint_events_are_not_deleted BEFORE DELETE ON"
	     " complaint_events BEGIN"
	     " SELECT RAISE(ABORT, 'an event is never deleted'); END" },
	{ 8, "CREATE TRIGGER complaint_events_are_not_replaced BEFORE INSERT ON"
	     " complaint_events WHEN EXISTS"
	     " (SELECT 1 FROM complaint_events WHERE id = NEW.id) BEGIN"
	     " SELECT RAISE(ABORT, 'an event is never changed'); END" },
	/* A request is written faster: one index for a NIK's tickets, open or not, and no
	 * list behind IN, for which SQLite builds a table at each change. */
	{ 9, "DROP INDEX tickets_open" },
	{ 9, "DROP INDEX tickets_by_nik" },
	{ 9, "CREATE INDEX tickets_by_nik ON tickets (nik, kind) WHERE nik <> ''" },
	{ 9, "DROP INDEX tickets_queue" },
	{ 9, "CREATE INDEX tickets_queue ON tickets (id) WHERE (state = 'received'"
	     " OR state = 'incomplete' OR state = 'checked' OR state = 'approved'"
	     " OR state = 'ready')" },

	/* When a PIN was last wrong, since when a phone is another one, and for what a
	 * one-time number was used. */
	{ 10, "ALTER TABLE officers ADD COLUMN failed_at INTEGER NOT NULL DEFAULT 0" },
	{ 10, "ALTER TABLE officers ADD COLUMN phone_at INTEGER NOT NULL DEFAULT 0" },
	{ 10, "ALTER TABLE challenges ADD COLUMN step TEXT NOT NULL DEFAULT ''" },
	/* INFO pages of the office; the newest row of a name is the page. */
	{ 11, "CREATE TABLE info_pages ("
	      " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	      " village TEXT NOT NULL,"
	      " name TEXT NOT NULL CHECK (name <> ''),"
	      " words TEXT NOT NULL,"
	      " text TEXT NOT NULL,"
	      " at INTEGER NOT NULL,"
	      " actor TEXT NOT NULL,"
	      " role TEXT NOT NULL,"
	      " door TEXT NOT NULL,"
	      " is_removed INTEGER NOT NULL"
	      ") STRICT" },
	{ 11, "CREATE INDEX info_pages_by_name ON info_pages (village, name, id)" },
	{ 11,
	  "CREATE TRIGGER info_pages_are_not_changed BEFORE UPDATE ON info_pages BEGIN"
	  " SELECT RAISE(ABORT, 'an event is never changed'); END" },
	{ 11,
	  "CREATE TRIGGER info_pages_are_not_deleted BEFORE DELETE ON info_pages BEGIN"
	  " SELECT RAISE(ABORT, 'an event is never deleted'); END" },
	{ 11, "CREATE TRIGGER info_pages_are_not_replaced BEFORE INSERT ON info_pages"
	      " WHEN EXISTS (SELECT 1 FROM info_pages WHERE id = NEW.id) BEGIN"
	      " SELECT RAISE(ABORT, 'an event is never changed'); END" },

	/* The book of what was handed over; and who looks at a terminal is an account. */
	{ 12, "CREATE INDEX events_of_collection ON events (at)"
	      " WHERE step = 'collected'" },
	{ 12, "CREATE TABLE web_views_12 ("
	      " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	      " at INTEGER NOT NULL,"
	      " officer_id INTEGER REFERENCES officers (id),"
	      " account TEXT NOT NULL,"
	      " address TEXT NOT NULL,"
	      " action TEXT NOT NULL,"
	      " subject TEXT NOT NULL"
	      ") STRICT" },
	{ 12, "INSERT INTO web_views_12 SELECT id, at, officer_id, '', address, action,"
	      " subject FROM web_views" },
	{ 12, "DROP TABLE web_views" },
	{ 12, "ALTER TABLE web_views_12 RENAME TO web_views" },
	{ 12, "CREATE INDEX web_views_of_subject ON web_views (subject, at)" },

	/* Who is a civil servant has a NIP; one below the secretary may sign (u.b.). */
	{ 13, "ALTER TABLE officers ADD COLUMN nip TEXT NOT NULL DEFAULT ''" },
	{ 13, "CREATE TABLE delegations_13 ("
	      " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	      " officer_id INTEGER NOT NULL REFERENCES officers (id),"
	      " kind TEXT NOT NULL"
	      "  CHECK (kind IN ('a.n.', 'u.b.', 'Plh.', 'Plt.', 'Pj.')),"
	      " from_at INTEGER NOT NULL,"
	      " until_at INTEGER NOT NULL,"
	      " created_at INTEGER NOT NULL,"
	      " created_by TEXT NOT NULL"
	      ") STRICT" },
	{ 13, "INSERT INTO delegations_13 SELECT id, officer_id, kind, from_at, until_at,"
	      " created_at, created_by FROM delegations" },
	{ 13, "DROP TABLE delegations" },
	{ 13, "ALTER TABLE delegations_13 RENAME TO delegations" },
	{ 13, "CREATE INDEX delegations_by_officer ON delegations (officer_id)" },

	/* Numbers in the camat's register, of letters that he signs too. */
	{ 14, "CREATE TABLE camat_registers ("
	      " ticket_id INTEGER PRIMARY KEY REFERENCES tickets (id),"
	      " village TEXT NOT NULL,"
	      " number TEXT NOT NULL CHECK (number <> ''),"
	      " day TEXT NOT NULL" /* 2026-11-21 */
	      ") STRICT" },
	{ 14, "CREATE UNIQUE INDEX camat_registers_by_number ON camat_registers"
	      " (village, substr(day, 1, 4), number COLLATE NOCASE)" },

	/* What the admin was told of a modem, and how long it has been so. */
	{ 15, "ALTER TABLE modems ADD COLUMN alarms_told INTEGER NOT NULL DEFAULT 0" },
	{ 15, "ALTER TABLE modems ADD COLUMN down_since INTEGER NOT NULL DEFAULT 0" },
	{ 15, "ALTER TABLE modems ADD COLUMN full_since INTEGER NOT NULL DEFAULT 0" },
	{ 15, "ALTER TABLE modems ADD COLUMN down_ms INTEGER NOT NULL DEFAULT 0" },
	{ 15, "ALTER TABLE modems ADD COLUMN full_ms INTEGER NOT NULL DEFAULT 0" },
	/* Which tenth of the households, the poorest is 1. */
	{ 16, "ALTER TABLE residents ADD COLUMN desil TEXT NOT NULL DEFAULT ''" },

	/* How far the network's clock is from ours. */
	{ 17, "ALTER TABLE modems ADD COLUMN clock_ahead_s INTEGER NOT NULL DEFAULT 0" },
	{ 17, "ALTER TABLE modems ADD COLUMN clock_at INTEGER NOT NULL DEFAULT 0" },
	/* Whose phone is whose, as the desk confirmed it; and who asked for it by DAFTAR.
	 */
	{ 18, "CREATE TABLE phone_links ("
	      " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	      " village TEXT NOT NULL,"
	      " nik TEXT NOT NULL CHECK (nik <> ''),"
	      " phone TEXT NOT NULL,"
	      " at INTEGER NOT NULL,"
	      " actor TEXT NOT NULL,"
	      " role TEXT NOT NULL,"
	      " door TEXT NOT NULL"
	      ") STRICT" },
	{ 18, "CREATE INDEX phone_links_by_nik ON phone_links (nik, id)" },
	{ 18, "CREATE TRIGGER phone_links_are_not_changed BEFORE UPDATE ON phone_links"
	      " BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END" },
	{ 18, "CREATE TRIGGER phone_links_are_not_deleted BEFORE DELETE ON phone_links"
	      " BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END" },
	{ 18, "CREATE TRIGGER phone_links_are_not_replaced BEFORE INSERT ON phone_links"
	      " WHEN EXISTS (SELECT 1 FROM phone_links WHERE id = NEW.id) BEGIN"
	      " SELECT RAISE(ABORT, 'an event is never changed'); END" },
	{ 18, "CREATE INDEX notes_to_register ON notes (text) WHERE kind = 'register'" },
};

enum {
	UPGRADES_COUNT = sizeof upgrades / sizeof upgrades[0],
};

int upgrades_version(void)
{
	return upgrades[UPGRADES_COUNT - 1].version;
}

/* The one number that `sql` answers with. */
static int ask_number(sqlite3 *database, const char *sql, int *out_number)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		*out_number = sqlite3_column_int(statement, 0);
		code = SQLITE_OK;
	}
	sqlite3_finalize(statement);
	return code;
}

/* Whether it is ours (or empty) and not newer than this program. */
static int check_owner(sqlite3 *database, const char *path, int *out_version,
		       struct text *why)
{
	int owner = 0, n_tables = 0;
	int code = ask_number(database, "PRAGMA user_version", out_version);

	if (code == SQLITE_OK)
		code = ask_number(database, "PRAGMA application_id", &owner);
	if (code == SQLITE_OK)
		code = ask_number(database, "SELECT count(*) FROM sqlite_schema",
				  &n_tables);
	if (code != SQLITE_OK)
		return code;
	if (owner != UPGRADES_APPLICATION_ID && (owner != 0 || n_tables > 0)) {
		text_say(why,
			 "'%s' belongs to another program (an SQLite file, but not "
			 "a store of surat)",
			 path);
		return SQLITE_MISMATCH;
	}
	if (*out_version > upgrades_version()) {
		text_say(why,
			 "'%s' was made by a newer surat (schema %d, this program "
			 "knows %d): install the newer version",
			 path, *out_version, upgrades_version());
		return SQLITE_MISMATCH;
	}
	return SQLITE_OK;
}

static int apply(sqlite3 *database, int version)
{
	char pragma[64];
	struct text text;
	int code = SQLITE_OK;

	for (size_t i = 0; code == SQLITE_OK && i < UPGRADES_COUNT; i++) {
		if (upgrades[i].version > version)
			code = sqlite3_exec(database, upgrades[i].sql, NULL, NULL, NULL);
	}
	if (code != SQLITE_OK)
		return code;
	text_init(&text, pragma, sizeof pragma);
	text_add_format(&text, "PRAGMA application_id=%d; PRAGMA user_version=%d",
			UPGRADES_APPLICATION_ID, upgrades_version());
	return sqlite3_exec(database, pragma, NULL, NULL, NULL);
}

int upgrades_run(sqlite3 *database, const char *path, struct text *why)
{
	int version = 0;
	int code = check_owner(database, path, &version, why);

	if (code != SQLITE_OK || version == upgrades_version())
		return code;
	code = sqlite3_exec(database, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		return code;
	/* Another program may have done it while we waited for the lock. */
	code = check_owner(database, path, &version, why);
	if (code == SQLITE_OK && version < upgrades_version())
		code = apply(database, version);
	if (code == SQLITE_OK)
		code = sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		sqlite3_exec(database, "ROLLBACK", NULL, NULL, NULL);
	return code;
}
