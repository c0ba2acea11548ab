/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facets are counted under numbers: what a number is called, and the number of what is chosen. */
#pragma once

#include "facets.h"

/* Fills value and name (new strings). */
bool ng_facet_name_key(NgIndex *index, NgFacet facet, guint64 key, NgFacetValue *value,
                       GError **error);
/* 0 when it is no value of the facet. */
guint64 ng_facet_key_of(NgFacet facet, const char *value);
