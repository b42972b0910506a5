// SPDX-License-Identifier: MIT
#pragma once

/*
 * What is asked of every request before its page sees it: is the Host ours, is there such
 * a page, who is it, may he, and did one of our own forms send it.
 */

struct exchange;

/* Fill exchange->answer. Never fails: what goes wrong is an answer too. */
void dispatch(struct exchange *exchange);

/* Answer with an error page; its words stand in a table by status. */
void dispatch_refuse(struct exchange *exchange, unsigned status);
