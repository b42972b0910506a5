-- The tables as version 1 of store/upgrades.c made them, with a row in each. Written by sqlite3's
-- .schema and never changed: the stores of villages look like this.
PRAGMA application_id = 1400197729;
PRAGMA user_version = 1;
CREATE TABLE meta ( name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE inbox ( id INTEGER PRIMARY KEY AUTOINCREMENT, received_at INTEGER NOT NULL, service_at INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('new', 'part', 'joined', 'handled',  'ignored', 'unread', 'damaged', 'report')), door TEXT NOT NULL, modem TEXT NOT NULL, storage TEXT NOT NULL, slot INTEGER NOT NULL, sender TEXT NOT NULL, pdu TEXT NOT NULL, text TEXT NOT NULL, intent TEXT NOT NULL, note TEXT NOT NULL, part_reference INTEGER NOT NULL, part_bits INTEGER NOT NULL, part_total INTEGER NOT NULL, part_number INTEGER NOT NULL, joined_into INTEGER REFERENCES inbox (id), seen INTEGER NOT NULL, dedupe BLOB NOT NULL UNIQUE CHECK (length(dedupe) = 32)) STRICT;
CREATE INDEX inbox_by_sender ON inbox (sender, received_at);
CREATE INDEX inbox_parts ON inbox (sender, part_reference, part_total) WHERE state = 'part';
CREATE TABLE tickets ( id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE  CHECK (length(code) = 8 AND code NOT GLOB '*[^0-9]*'), village TEXT NOT NULL, kind TEXT NOT NULL, nik TEXT NOT NULL, name TEXT NOT NULL, purpose TEXT NOT NULL, phone TEXT NOT NULL, door TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('received', 'incomplete', 'checked',  'approved', 'ready', 'collected', 'rejected', 'cancelled', 'revoked',  'expired')), reason TEXT NOT NULL, flags TEXT NOT NULL, details TEXT NOT NULL, inbox_id INTEGER REFERENCES inbox (id), item INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, due_at INTEGER NOT NULL, UNIQUE (inbox_id, item)) STRICT;
CREATE INDEX tickets_by_state ON tickets (state);
CREATE INDEX tickets_by_phone ON tickets (phone);
CREATE INDEX tickets_queue ON tickets (id) WHERE state IN ('received', 'incomplete', 'checked', 'approved', 'ready');
CREATE INDEX tickets_open ON tickets (nik, kind) WHERE state IN ('received', 'incomplete', 'checked', 'approved', 'ready');
CREATE TABLE events ( id INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id INTEGER NOT NULL REFERENCES tickets (id), at INTEGER NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL, door TEXT NOT NULL, step TEXT NOT NULL, "from" TEXT NOT NULL, "to" TEXT NOT NULL, why TEXT NOT NULL) STRICT;
CREATE INDEX events_of_ticket ON events (ticket_id);
CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
CREATE TRIGGER events_are_not_replaced BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TABLE outbox ( id INTEGER PRIMARY KEY AUTOINCREMENT, created_at INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'retry',  'unsure', 'failed', 'delivered')), priority INTEGER NOT NULL, "to" TEXT NOT NULL, text TEXT NOT NULL, phrase TEXT NOT NULL, inbox_id INTEGER REFERENCES inbox (id), ticket_id INTEGER REFERENCES tickets (id), modem TEXT NOT NULL, attempts INTEGER NOT NULL, unsure INTEGER NOT NULL, next_at INTEGER NOT NULL, valid_until INTEGER NOT NULL, parts_total INTEGER NOT NULL, parts_sent INTEGER NOT NULL, part_reference INTEGER NOT NULL, sent_at INTEGER NOT NULL, error INTEGER NOT NULL, sms_reference INTEGER NOT NULL, note TEXT NOT NULL, given_to TEXT NOT NULL DEFAULT '', updated_at INTEGER NOT NULL) STRICT;
CREATE INDEX outbox_waiting ON outbox (priority, id, next_at) WHERE state IN ('queued', 'retry') OR (state = 'unsure' AND next_at > 0);
CREATE INDEX outbox_sending ON outbox (id) WHERE state = 'sending';
CREATE INDEX outbox_by_number ON outbox ("to", created_at);
CREATE INDEX outbox_by_time ON outbox (created_at);
CREATE TABLE residents ( nik TEXT PRIMARY KEY, village TEXT NOT NULL, family_card TEXT NOT NULL, name TEXT NOT NULL, sex TEXT NOT NULL, birth_place TEXT NOT NULL, birth_date TEXT NOT NULL, religion TEXT NOT NULL, marital_status TEXT NOT NULL, occupation TEXT NOT NULL, citizenship TEXT NOT NULL, address TEXT NOT NULL, hamlet TEXT NOT NULL, rt TEXT NOT NULL, rw TEXT NOT NULL, life_state TEXT NOT NULL, phone TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX residents_by_family ON residents (family_card) WHERE family_card <> '';
CREATE INDEX residents_by_phone ON residents (phone) WHERE phone <> '';
CREATE TABLE drafts ( person TEXT PRIMARY KEY, village TEXT NOT NULL, step TEXT NOT NULL, kind TEXT NOT NULL, nik TEXT NOT NULL, name TEXT NOT NULL, purpose TEXT NOT NULL, details TEXT NOT NULL, more TEXT NOT NULL, page INTEGER NOT NULL, misses INTEGER NOT NULL, updated_at INTEGER NOT NULL, inbox_id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX drafts_by_age ON drafts (updated_at);
CREATE TABLE people ( phone TEXT PRIMARY KEY, first_seen_at INTEGER NOT NULL, privacy_told_at INTEGER NOT NULL, is_stopped INTEGER NOT NULL, quiet_until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE notes ( id INTEGER PRIMARY KEY AUTOINCREMENT, created_at INTEGER NOT NULL, village TEXT NOT NULL, phone TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, inbox_id INTEGER NOT NULL) STRICT;
CREATE TABLE modems ( name TEXT PRIMARY KEY, state TEXT NOT NULL, since_at INTEGER NOT NULL, why TEXT NOT NULL, port TEXT NOT NULL, model TEXT NOT NULL, imei TEXT NOT NULL, sim TEXT NOT NULL, operator_name TEXT NOT NULL, signal_percent INTEGER NOT NULL, sim_used INTEGER NOT NULL, sim_size INTEGER NOT NULL, is_receiving_stopped INTEGER NOT NULL, credit TEXT NOT NULL, last_in_at INTEGER NOT NULL, last_out_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('dedupe_key', x'000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F');
INSERT INTO inbox VALUES (1, 1795312800, 0, 'handled', 'sms', 'a', 'SM', 1, '+6281200000001', '00', 'sktm', 'request', '',
	0, 0, 0, 0, NULL, 1, zeroblob(32));
INSERT INTO tickets VALUES (1, '48291372', '35.13.15.2007', 'SKTM', '3513151205909901', 'SUPARMAN', 'sekolah',
	'+6281200000001', 'sms', 'received', '', '', '{}', 1, 0, 1795312800, 1795312800, 0);
INSERT INTO events VALUES (1, 1, 1795312800, '+6281200000001', 'resident', 'sms', 'new', 'received', 'received', '');
INSERT INTO outbox VALUES (1, 1795312800, 'sent', 1, '+6281200000001', 'kode', 'R10', 1, 1, 'a', 1, 0, 0, 0, 1, 1, 0,
	1795312800, -1, 7, '', 'a', 1795312800);
INSERT INTO residents VALUES ('3513151205909901', '35.13.15.2007', '3513150101019901', 'SUPARMAN', 'L', '', '', '', '',
	'', '', '', '', '', '', 'HIDUP', '+6281200000001');
INSERT INTO drafts VALUES ('+6281200000001', '35.13.15.2007', 'nik', 'SKU', '', '', '', '{}', '', 0, 0, 1795312800, 1);
INSERT INTO people VALUES ('+6281200000001', 1795312800, 1795312800, 0, 0);
INSERT INTO notes VALUES (1, 1795312800, '35.13.15.2007', '+6281200000001', 'aduan', 'jalan rusak', 1);
INSERT INTO modems VALUES ('a', 'ready', 1795312800, '', '/dev/ttyUSB0', 'E173', '', '', 'TELKOMSEL', 61, 1, 30, 0, '',
	0, 0, 1795312800);
