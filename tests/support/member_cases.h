/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cases of who speaks, on an authority of four members and a board. */
#pragma once

#include "tests/support/analysis_cases.h"

#define MEMBERS                                                                                    \
    FIXTURE_ACTORS                                                                                 \
    "ann-arbor\tperson\tAnn Arbor\n"                                                               \
    "bob-brook\tperson\tBob Brook\n"                                                               \
    "cleo-clay\tperson\tCleo Clay\n"                                                               \
    "eve-elm\tperson\tEve Elm\n"                                                                   \
    "water-board\torg\tWater Board\n"

ANALYSIS_AUTHORITY(MEMBERS)

#define RUN_AS(cases, kind)                                                                        \
    analysis_expect(authority, cases, G_N_ELEMENTS(cases), &(const NgKind) {kind}, fixture_quotes)
