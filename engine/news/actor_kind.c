/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: of what kind somebody is, by the name alone. */
#include "engine/news/lexicon.h"

#include "nutgraf/analysis.h"

#include <string.h>

NgActorKind ng_actor_kind_guess(const char *name)
{
    NgTokens tokens;
    ng_lexicon_build();
    ng_tokens_init(&tokens);
    ng_tokenise(&tokens, name, MIN(strlen(name), 1024));
    uint32_t words = 0, first = 0, all = 0, last = 0;
    bool shouted = false;
    for (uint32_t i = 0; i < tokens.n; i++) {
        if (tokens.v[i].flags & NG_TOKEN_EXTRA)
            continue;
        last = ng_lexicon_classes(ng_word_key(ng_token_form(&tokens, i), tokens.v[i].form_len));
        shouted |= tokens.v[i].flags & NG_TOKEN_ALL_CAPS && tokens.v[i].form_len > 1;
        first = words++ ? first : last;
        all |= last;
    }
    ng_tokens_clear(&tokens);
    const uint32_t org = NG_LEX_ORG_NOUN | NG_LEX_ORG_TAIL | NG_LEX_GENERIC | NG_LEX_ORG_THING;
    bool person_like = words >= 2 && words <= 5 && !shouted;
    if (person_like && first & NG_LEX_GIVEN && !(last & NG_LEX_ORG_TAIL))
        return NG_ACTOR_PERSON;
    if (all & (org | NG_LEX_PREP | NG_LEX_CONJ | NG_LEX_DET) || words < 2 || shouted ||
        strpbrk(name, "&0123456789"))
        return NG_ACTOR_ORG;
    return person_like && words <= 3 ? NG_ACTOR_PERSON : NG_ACTOR_ORG;
}
