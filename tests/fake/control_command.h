// SPDX-License-Identifier: MIT
#pragma once

/* What the control socket's commands do (control_command.c). */

struct control_client;
struct text;

/* Execute one line (it is taken apart in place); `answer` gets "ok ..." or "error why".
 */
void control_run(struct control_client *client, char *line, struct text *answer);

/* Take the next blank-separated word from `rest`; "" at the end. */
char *control_word(char **rest);
