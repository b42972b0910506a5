// SPDX-License-Identifier: MIT
#pragma once

/*
 * What suratd holds while it runs. Made in suratd.c; intake.c and sender.c work on it.
 * Each callback of a modem gets the service_modem that belongs to it.
 */

#include <stdbool.h>
#include <stdint.h>

#include <systemd/sd-event.h>

#include "apps/alarms.h"
#include "apps/credit.h"
#include "apps/refusals.h"
#include "conf/settings.h"
#include "handlers/office.h"
#include "modem/modem.h"
#include "store/doorbell.h"
#include "store/outbox.h"
#include "store/store.h"

struct service;

/* Where the text of one modem's service_modem.row is. */
enum flight {
	FLIGHT_NONE,
	FLIGHT_PREPARED, /* `sending` in the transaction that is open */
	FLIGHT_GIVEN,    /* with the modem until sender_on_sent() */
};

struct service_modem {
	struct service *service;
	struct modem *modem;
	enum flight flight;
	struct outbox_row row; /* the text in flight, as it stands in the store */
	char pdu_hex[LIMIT_PDU_HEX_SIZE]; /* its next part, ready for the modem */
	int tpdu_octets;
	struct outbox_row outcome; /* what became of the last one */
	bool is_outcome_unsaved;   /* the store could not take it yet: nothing new is sent
				    */
	struct refusals refusals;  /* of the SIM in it */
	bool is_health_unsaved;
	int64_t saved_ms; /* monotonic, of its row in the store */
	/* At the last run: its SIM card and the card's service centre. */
	char last_sim[MODEM_FACT_SIZE], last_centre[MODEM_CENTRE_SIZE];
	int64_t last_in_at, last_out_at; /* UTC, 0 never */
	struct credit_state credit;      /* of its SIM card */
	struct alarms alarms;
};

/* A delivery report, until the next commit for another reason takes it along. */
struct service_report {
	char to[LIMIT_ADDRESS_SIZE];
	unsigned reference; /* TP-MR */
	bool is_delivered;
};

enum {
	SERVICE_REPORTS_MAX = 32
};

struct service {
	sd_event *loop;
	struct settings *settings;
	struct store *store;
	struct doorbell *bell;
	struct office office;
	struct service_modem modems[SETTINGS_MODEMS_MAX];
	size_t n_modems;
	sd_event_source *outbox_timer; /* when the next waiting text's time comes */
	sd_event_source *health_timer; /* soon after a change of health */
	int64_t paced_until_ms; /* monotonic: texts that can wait do so until then */
	struct service_report reports[SERVICE_REPORTS_MAX];
	size_t n_reports;
	char seal_trouble[LIMIT_WHY_SIZE]; /* why letters could not be sealed */
	bool is_store_full; /* messages stay on the SIM until it has room again */
	bool is_stopping;   /* finish what is in flight, take nothing new... */
	int64_t stop_by_ms; /* ...and wait for it no longer than this; monotonic */
};

/* The store said `error`: log it once here. Ends the program when the store is broken,
 * since only a fresh open can tell what is on the disk. */
void service_store_failed(struct service *service, const char *doing, int error);

/* Write down the modems' health and the reports that wait, in one commit. */
void service_save_notes(struct service *service);

/* Something about a modem is worth writing down soon. */
void service_note_health(struct service_modem *at);
