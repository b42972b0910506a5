// SPDX-License-Identifier: MIT
#include "store/statements_office.h"

#include <stddef.h>

#define COMPLAINT_COLUMNS                                                                \
	"c.id, n.village, n.phone, n.text, n.inbox_id, n.created_at, c.door, c.place, "  \
	"c.state, c.officer_id, c.answer, c.updated_at, c.due_at, c.answered_at, "       \
	"c.escalated_at"
#define COMPLAINT_TABLES "complaints AS c JOIN notes AS n ON n.id = c.id"
/* ?1 village, ?2 state or NULL, ?3 open only, ?4 due before or 0, ?5 not told yet, ?6 not
 * changed since or 0, ?7 limit, ?8 number below or 0. */
#define COMPLAINT_FILTER                                                                 \
	" WHERE n.village = ?1 AND (?2 IS NULL OR c.state = ?2)"                         \
	" AND (NOT ?3 OR c.state IN ('received', 'assigned', 'reopened'))"               \
	" AND (?4 = 0 OR c.due_at < ?4) AND (NOT ?5 OR c.escalated_at = 0)"              \
	" AND (?6 = 0 OR c.updated_at < ?6) AND (?8 = 0 OR c.id < ?8)"
#define INFO_COLUMNS "id, village, name, words, text, at, actor, role, door, is_removed"
#define CAMAT_COLUMNS                                                                    \
	"r.ticket_id, t.code, r.number, r.kind, t.name, r.signer_name, r.issued_at,"     \
	" coalesce(c.number, ''), coalesce(c.day, '')"
/* Letters that are out and want the camat. */
#define CAMAT_TABLES                                                                     \
	" CROSS JOIN tickets AS t ON t.id = r.ticket_id"                                 \
	" AND t.state IN ('approved', 'ready', 'collected')"                             \
	" LEFT JOIN camat_registers AS c ON c.ticket_id = r.ticket_id"                   \
	" WHERE r.snapshot ->> '$.camat' = '1' AND r.state = 'valid'"
#define LINK_COLUMNS            "id, village, nik, phone, at, actor, role, door"
#define COMPLAINT_EVENT_COLUMNS "id, at, actor, role, door, step, \"from\", \"to\", why"

const char *statements_office(enum statement_id id)
{
	static const struct {
		enum statement_id id;
		const char *text;
	} rows[] = {
		/* ?1 village, ?2 ready before, ?3 not reminded of since, ?4 limit. */
		{ STATEMENT_TICKET_LIST_READY,
		  "SELECT id FROM tickets INDEXED BY tickets_by_state"
		  " WHERE state = 'ready' AND village = ?1 AND updated_at < ?2"
		  " AND NOT (?3 AND EXISTS (SELECT 1 FROM events WHERE ticket_id ="
		  " tickets.id AND step = 'remind' AND at >= tickets.updated_at))"
		  " LIMIT ?4" },
		{ STATEMENT_CHALLENGE_COUNT_USED,
		  "SELECT count(*) FROM challenges WHERE officer_id = ?1"
		  " AND used_at > ?2 AND used_at < ?3 AND step = ?4" },
		/* All of these: ?1 village, ?2 from, ?3 until. */
		{ STATEMENT_REPORT_LETTERS,
		  "SELECT kind, count(*), sum(door = 'sms'),"
		  " sum(state IN ('approved', 'ready', 'collected', 'expired', 'revoked')),"
		  " sum(state = 'collected'), sum(state = 'rejected'),"
		  " sum(state = 'cancelled'),"
		  " sum(state IN ('received', 'incomplete', 'checked'))"
		  " FROM tickets INDEXED BY tickets_by_time WHERE village = ?1"
		  " AND created_at >= ?2 AND created_at < ?3 GROUP BY kind" },
		{ STATEMENT_REPORT_COMPLAINTS,
		  "SELECT count(*), coalesce(sum(c.answered_at > 0), 0),"
		  " coalesce(sum(iif(c.answered_at > 0, c.answered_at,"
		  " unixepoch()) > c.due_at), 0)"
		  " FROM notes AS n INDEXED BY notes_by_time CROSS JOIN complaints AS c"
		  " ON c.id = n.id WHERE n.village = ?1 AND n.created_at >= ?2"
		  " AND n.created_at < ?3" },
		{ STATEMENT_REPORT_TEXTS,
		  "SELECT count(*), coalesce(sum(parts_sent), 0) FROM outbox"
		  " WHERE ?1 <> '' AND created_at >= ?2 AND created_at < ?3" },
		{ STATEMENT_REPORT_MEDIAN,
		  "SELECT took FROM (SELECT r.issued_at - t.created_at AS took,"
		  " row_number() OVER (ORDER BY r.issued_at - t.created_at) AS place,"
		  " count(*) OVER () AS n FROM register AS r INDEXED BY register_by_time"
		  " JOIN tickets AS t ON t.id = r.ticket_id WHERE r.village = ?1"
		  " AND r.issued_at >= ?2 AND r.issued_at < ?3) WHERE place = (n + 1) / 2" },
		{ STATEMENT_REPORT_MEDIANS,
		  "SELECT kind, took FROM (SELECT t.kind AS kind,"
		  " r.issued_at - t.created_at AS took, row_number() OVER"
		  " (PARTITION BY t.kind ORDER BY r.issued_at - t.created_at) AS place,"
		  " count(*) OVER (PARTITION BY t.kind) AS n"
		  " FROM tickets AS t INDEXED BY tickets_by_time"
		  " CROSS JOIN register AS r ON r.ticket_id = t.id WHERE t.village = ?1"
		  " AND t.created_at >= ?2 AND t.created_at < ?3)"
		  " WHERE place = (n + 1) / 2" },
		{ STATEMENT_REPORT_REGISTER,
		  "SELECT r.number, r.issued_at, r.kind, t.name, t.purpose, r.signer_name,"
		  " r.state, t.code, iif(t.state = 'collected', t.updated_at, 0)"
		  " FROM register AS r INDEXED BY register_by_time JOIN tickets AS t"
		  " ON t.id = r.ticket_id WHERE r.village = ?1 AND r.issued_at >= ?2"
		  " AND r.issued_at < ?3 ORDER BY r.year, r.scope, r.sequence" },
		{ STATEMENT_REPORT_HANDED,
		  "SELECT r.number, r.issued_at, e.at, r.kind, t.name, t.purpose, e.why"
		  " FROM events AS e INDEXED BY events_of_collection"
		  " CROSS JOIN tickets AS t ON t.id = e.ticket_id"
		  " CROSS JOIN register AS r ON r.ticket_id = t.id"
		  " WHERE e.step = 'collected' AND t.village = ?1"
		  " AND e.at >= ?2 AND e.at < ?3 ORDER BY e.at, e.id" },
		{ STATEMENT_REPORT_RECAP_LETTERS,
		  "SELECT kind, '', n, took FROM (SELECT r.kind,"
		  " r.issued_at - t.created_at AS took, row_number() OVER"
		  " (PARTITION BY r.kind ORDER BY r.issued_at - t.created_at) AS place,"
		  " count(*) OVER (PARTITION BY r.kind) AS n"
		  " FROM register AS r INDEXED BY register_by_time"
		  " JOIN tickets AS t ON t.id = r.ticket_id WHERE r.village = ?1"
		  " AND r.issued_at >= ?2 AND r.issued_at < ?3)"
		  " WHERE place = (n + 1) / 2 ORDER BY n DESC, kind" },
		{ STATEMENT_REPORT_RECAP_OFFICERS,
		  "SELECT actor, step, n, took FROM (SELECT actor, step, took,"
		  " row_number() OVER (PARTITION BY actor, step ORDER BY took) AS place,"
		  " count(*) OVER (PARTITION BY actor, step) AS n"
		  " FROM (SELECT e.actor, e.role, e.step, e.at - lag(e.at) OVER"
		  " (PARTITION BY e.ticket_id ORDER BY e.id) AS took"
		  " FROM tickets AS t INDEXED BY tickets_by_time"
		  " CROSS JOIN events AS e ON e.ticket_id = t.id WHERE t.village = ?1"
		  " AND t.created_at >= ?2 AND t.created_at < ?3)"
		  " WHERE role NOT IN ('resident', 'system') AND step IN ('accept',"
		  " 'incomplete', 'approve', 'reject', 'ready', 'collected'))"
		  " WHERE place = (n + 1) / 2 ORDER BY actor, step" },
		{ STATEMENT_DUTY_TAKE,
		  "INSERT OR IGNORE INTO duties (village, name, day) VALUES (?, ?, ?)" },
		{ STATEMENT_COMPLAINT_ADD,
		  "INSERT INTO complaints (id, door, place, state, officer_id,"
		  " answer, updated_at, due_at, answered_at, escalated_at)"
		  " VALUES (?1, ?2, ?3, ?4, NULL, '', ?5, ?6, 0, 0)" },
		{ STATEMENT_COMPLAINT_GET, "SELECT " COMPLAINT_COLUMNS
					   " FROM " COMPLAINT_TABLES " WHERE c.id = ?1" },
		{ STATEMENT_COMPLAINT_CHANGE,
		  "UPDATE complaints SET state = ?3, officer_id = nullif(?4, 0),"
		  " answer = ?5, updated_at = ?6, due_at = ?7, answered_at = ?8,"
		  " escalated_at = ?9 WHERE id = ?1 AND state = ?2" },
		{ STATEMENT_COMPLAINT_LIST,
		  "SELECT " COMPLAINT_COLUMNS " FROM complaints AS c"
		  " CROSS JOIN notes AS n ON n.id = c.id" COMPLAINT_FILTER
		  " ORDER BY c.id DESC LIMIT ?7" },
		{ STATEMENT_COMPLAINT_LIST_OPEN,
		  "SELECT " COMPLAINT_COLUMNS " FROM complaints AS c"
		  " INDEXED BY complaints_open CROSS JOIN notes AS n ON n.id = c.id" COMPLAINT_FILTER
		  " AND c.state <> 'closed' ORDER BY c.id LIMIT ?7" },
		{ STATEMENT_COMPLAINT_COUNT_OPEN,
		  "SELECT count(*) FROM complaints AS c INDEXED BY complaints_open"
		  " CROSS JOIN notes AS n ON n.id = c.id WHERE n.village = ?1"
		  " AND c.state IN ('received', 'assigned', 'reopened')"
		  " AND c.state <> 'closed'" },
		{ STATEMENT_COMPLAINT_EVENT_ADD,
		  "INSERT INTO complaint_events (" COMPLAINT_EVENT_COLUMNS
		  ", complaint_id) VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?)" },
		{ STATEMENT_COMPLAINT_EVENTS,
		  "SELECT " COMPLAINT_EVENT_COLUMNS " FROM complaint_events"
		  " WHERE complaint_id = ?1 ORDER BY id" },
		{ STATEMENT_COMPLAINT_JSON,
		  "SELECT json_object('number', 'A-' || c.id, 'state', c.state,"
		  " 'text', n.text, 'place', c.place, 'phone', n.phone,"
		  " 'officer', o.name, 'answer', c.answer, 'village', n.village,"
		  " 'created_at', n.created_at, 'due_at', c.due_at,"
		  " 'answered_at', nullif(c.answered_at, 0),"
		  " 'updated_at', c.updated_at) FROM " COMPLAINT_TABLES
		  " LEFT JOIN officers AS o ON o.id = c.officer_id WHERE c.id = ?1" },
		{ STATEMENT_COMPLAINT_FIND_SAME,
		  "SELECT " COMPLAINT_COLUMNS " FROM " COMPLAINT_TABLES
		  " WHERE n.phone = ?1 AND n.text = ?2 AND n.created_at >= ?3"
		  " ORDER BY n.id DESC LIMIT 1" },
		/* ?1 village, ?2 from, ?3 until, ?4 waiting only, ?5 limit. */
		{ STATEMENT_CAMAT_LIST,
		  "SELECT " CAMAT_COLUMNS
		  " FROM register AS r INDEXED BY register_by_time" CAMAT_TABLES
		  " AND r.village = ?1 AND r.issued_at >= ?2 AND r.issued_at < ?3"
		  " AND (NOT ?4 OR c.number IS NULL) ORDER BY r.issued_at DESC LIMIT ?5" },
		{ STATEMENT_CAMAT_GET,
		  "SELECT " CAMAT_COLUMNS " FROM register AS r" CAMAT_TABLES
		  " AND r.ticket_id = ?1" },
		{ STATEMENT_CAMAT_PUT,
		  "INSERT INTO camat_registers (ticket_id, village, number, day)"
		  " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (ticket_id) DO UPDATE SET"
		  " number = excluded.number, day = excluded.day" },
		{ STATEMENT_NOTE_IS_OF,
		  "SELECT count(*) FROM notes WHERE id = ?1 AND phone = ?2" },
		{ STATEMENT_INFO_ADD,
		  "INSERT INTO info_pages (" INFO_COLUMNS
		  ") VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?)" },
		/* ?1 village, ?2 name. */
		{ STATEMENT_INFO_GET,
		  "SELECT " INFO_COLUMNS " FROM info_pages WHERE village = ?1"
		  " AND name = ?2 ORDER BY id DESC LIMIT 1" },
		{ STATEMENT_INFO_LIST,
		  "SELECT " INFO_COLUMNS " FROM info_pages AS p WHERE village = ?1"
		  " AND NOT is_removed AND id = (SELECT max(id) FROM info_pages"
		  " WHERE village = p.village AND name = p.name) ORDER BY name" },
		{ STATEMENT_LINK_ADD, "INSERT INTO phone_links (" LINK_COLUMNS
				      ") VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?)" },
		{ STATEMENT_LINK_LAST, "SELECT " LINK_COLUMNS " FROM phone_links"
				       " WHERE nik = ?1 ORDER BY id DESC LIMIT 1" },
		{ STATEMENT_LINK_LIST, "SELECT " LINK_COLUMNS " FROM phone_links"
				       " WHERE nik = ?1 ORDER BY id DESC" },
		/* ?1 village, ?2 NIK. */
		{ STATEMENT_LINK_WISHES,
		  "SELECT id, village, text, phone, created_at, '', '', '' FROM notes"
		  " INDEXED BY notes_to_register WHERE kind = 'register' AND text = ?2"
		  " AND village = ?1 ORDER BY id DESC LIMIT 5" },
		{ STATEMENT_INFO_HISTORY,
		  "SELECT " INFO_COLUMNS " FROM info_pages WHERE village = ?1"
		  " AND name = ?2 ORDER BY id DESC" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (rows[i].id == id)
			return rows[i].text;
	}
	return NULL;
}
