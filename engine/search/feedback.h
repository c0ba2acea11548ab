/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --expand: what the best articles of a query share raises the articles that have it, too. */
#pragma once

#include "index.h"

/* Changes the plan's match so that articles weigh more by words which those that rank best have in
 * common. Which articles match stays as it was. added: the words with their weights, for --explain;
 * "" when held back. A notice names them, or says why there are none. */
bool ng_feedback_add(NgIndex *index, NgPlan *plan, gint64 now, GString *added, GPtrArray *notices,
                     GError **error);
