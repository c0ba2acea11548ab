/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "nutgraf/error.h"

G_DEFINE_QUARK(ng - error - quark, ng_error)
