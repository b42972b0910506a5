// SPDX-License-Identifier: MIT
#pragma once

/* The functions behind the rows of web/routes.c; each takes an exchange (web/exchange.h).
 */

struct exchange;

/* web/page_static.c: what is the same for everybody, from web/static/. */
int page_style(struct exchange *exchange);
int page_script(struct exchange *exchange);
int page_icon(struct exchange *exchange);
int page_phone_script(struct exchange *exchange);
int page_camera_script(struct exchange *exchange);
int page_reader_script(struct exchange *exchange); /* jsQR, of web/verifier/ */

/* web/page_login.c */
int page_home(struct exchange *exchange);
int page_login(struct exchange *exchange);
int page_login_post(struct exchange *exchange);
int page_setup(struct exchange *exchange);
int page_setup_post(struct exchange *exchange);
int page_logout_post(struct exchange *exchange);
/* The stream that tells open pages that something changed. */
int page_live(struct exchange *exchange);

/* web/page_queue.c */
int page_queue(struct exchange *exchange);

/* web/page_head.c, web/page_head_post.c */
int page_head(struct exchange *exchange);
int page_head_post(struct exchange *exchange);
int page_mandate_post(struct exchange *exchange);
int page_mandate_end_post(struct exchange *exchange);

/* web/page_figures.c */
int page_figures(struct exchange *exchange);

/* web/page_kiosk.c */
int page_kiosk(struct exchange *exchange);
int page_kiosk_post(struct exchange *exchange);

/* web/page_phone.c */
int page_phone(struct exchange *exchange);
int page_phone_post(struct exchange *exchange);

/* web/page_check.c */
int page_check(struct exchange *exchange);

/* web/page_camat.c */
int page_camat(struct exchange *exchange);
int page_camat_post(struct exchange *exchange);
int page_recap_csv(struct exchange *exchange);

/* web/page_ticket.c, web/page_ticket_step.c */
int page_ticket(struct exchange *exchange);
int page_ticket_step_post(struct exchange *exchange);
/* web/page_ticket_print.c */
int page_ticket_print_post(struct exchange *exchange);

/* web/page_ticket_fields.c */
int page_ticket_fields_post(struct exchange *exchange);
/* web/page_ticket_change.c */
int page_ticket_correct_post(struct exchange *exchange);
int page_new(struct exchange *exchange);
int page_new_post(struct exchange *exchange);
int page_slip(struct exchange *exchange);

/* web/page_texts.c */
int page_talk(struct exchange *exchange);
int page_talk_post(struct exchange *exchange);
int page_unread(struct exchange *exchange);
int page_unread_post(struct exchange *exchange);

/* web/page_complaints.c */
int page_complaints(struct exchange *exchange);
int page_complaint(struct exchange *exchange);
int page_complaint_step_post(struct exchange *exchange);

/* web/page_info.c */
int page_info(struct exchange *exchange);
int page_info_post(struct exchange *exchange);
int page_info_one(struct exchange *exchange);
int page_info_remove_post(struct exchange *exchange);

/* web/page_residents.c */
int page_residents(struct exchange *exchange);
int page_resident(struct exchange *exchange);
/* web/page_link.c */
int page_link_post(struct exchange *exchange);

/* web/page_account.c */
int page_account(struct exchange *exchange);
int page_account_post(struct exchange *exchange);
int page_views(struct exchange *exchange);

/* web/page_backup.c */
int page_backup(struct exchange *exchange);
int page_backup_post(struct exchange *exchange);
int page_backup_file(struct exchange *exchange);

/* web/api.c */
int api_queue(struct exchange *exchange);
int api_ticket(struct exchange *exchange);
int api_modem(struct exchange *exchange);
