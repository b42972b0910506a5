// SPDX-License-Identifier: MIT
#pragma once

/* Is a letter genuine? Its function for the table of routes is in web/pages.h. */
