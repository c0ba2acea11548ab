/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mail of press offices: header, the better body, what programs put around it, attachments. */
#include "tests/support/container_reading.h"
#include "indexer/input/mail.h"

#define RELEASE                                                                                    \
    "Brightwater Utilities opens its metering code\n\n"                                            \
    "ALDERMOOR, 22 November 2022. Brightwater Utilities said on Tuesday that it would let\n"       \
    "three laboratories read the source code of its meters, and publish what they find.\n\n"       \
    "\"Our customers asked, and they are right to ask,\" said Maren Holt, chief executive\n"       \
    "of Brightwater Utilities.\n\n"                                                                \
    "The first report is expected in March.\n"

#define HEAD                                                                                       \
    "From: Brightwater Utilities Press Office <press@brightwater.example>\n"                       \
    "To: desk@ledger.example\nDate: Tue, 22 Nov 2022 09:30:00 +0100\n"                             \
    "Message-ID: <1@brightwater.example>\nMIME-Version: 1.0\n"

static const NgArticle *only(const Reading *reading)
{
    if (reading->n_articles != 1)
        fail_msg("%u articles\n%s%s", reading->n_articles, reading->articles->str,
                 reading->skips->str);
    return reading->kept->pdata[0];
}

static char *text_of(const NgArticle *article)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < article->paragraphs->len; i++)
        g_string_append_printf(text, "%s\n", ((NgParagraph *)article->paragraphs->pdata[i])->text);
    return g_string_free(text, FALSE);
}

static void test_eml__header_gives_what_only_it_knows(void **state)
{
    (void)state;
    static const char mail[] =
        HEAD "Subject: =?utf-8?q?Fwd=3A_Brightwater_opens_its_meters=E2=80=99_code?=\n"
             "Content-Type: text/plain\n\n" RELEASE;
    const char *reason;
    g_autoptr(Reading) reading = reading_new();
    assert_ptr_equal(ng_reader_guess(mail, strlen(mail), NULL, &reason), &ng_reader_eml);
    reading_run(reading, &ng_reader_eml, "/in/a.eml", mail, strlen(mail));
    const NgArticle *article = only(reading);
    assert_string_equal(article->headline->text, "Brightwater opens its meters’ code");
    assert_string_equal(article->published, "2022-11-22T09:30:00+01:00");
    assert_string_equal(article->outlet, "Brightwater Utilities");
    assert_string_equal(article->id, "1%40brightwater.example");
    assert_string_equal(article->source, "/in/a.eml");
    assert_int_equal(article->kind, NG_KIND_STATEMENT);
    assert_string_equal(ng_article_provenance(article, "published"), "mail:Date");
    g_autofree char *text = text_of(article);
    assert_non_null(strstr(text, "three laboratories read the source code of its meters, and"));
    assert_non_null(strstr(text, "expected in March."));
}

static void test_eml__text_loses_what_is_not_the_release(void **state)
{
    (void)state;
    static const char *const around[][2] = {
        {"", "\n-- \nTom Vale\nSecretmarker\n"},
        {"",
         "\n_______________________________________________\ndesk mailing list\nSecretmarker\n"},
        {"", "\nYou received this message because you are subscribed to Secretmarker.\n"},
        {"", "\nTo unsubscribe from these Secretmarker mails, follow this link.\n"},
        {"", "\nKind regards,\n\nSecretmarker\n"},
        {"", "\nThis e-mail and any attachments are confidential. Secretmarker.\n"},
        {"Dear Secretmarker editors,\n\n", ""},
        {"View this email in your browser Secretmarker\n\n", ""},
        {"FYI Secretmarker\n\n-------- Original Message --------\nSubject: Brightwater opens\n"
         "From: Brightwater <press@brightwater.example>\nDate: Tue, 22 Nov 2022 09:30:00 +0100\n"
         "To: desk@ledger.example\n\n",
         ""},
        {"", "\n-----Original Message-----\nFrom: X\nSent: Monday\nSecretmarker\n"},
        {"", "\nOn Monday, Jane Roe wrote:\n> Secretmarker\n> asked before\n"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(around); i++) {
        g_autoptr(Reading) reading = reading_new();
        g_autofree char *mail = g_strconcat(HEAD "Subject: Brightwater opens\n\n", around[i][0],
                                            RELEASE, around[i][1], NULL);
        reading_run(reading, &ng_reader_eml, "/in/a.eml", mail, strlen(mail));
        g_autofree char *text = text_of(only(reading));
        if (strstr(text, "Secretmarker") || !strstr(text, "expected in March."))
            fail_msg("%s[...]%s:\n%s", around[i][0], around[i][1], text);
    }
}

static void test_eml__what_was_forwarded_has_its_own_header(void **state)
{
    (void)state;
    static const char mail[] =
        "From: Jane Roe <jane@ledger.example>\nDate: Wed, 30 Nov 2022 10:00:00 +0000\n"
        "Message-ID: <2@ledger.example>\nSubject: Fwd: look\n\nFYI\n\n"
        "---------- Forwarded message ---------\n"
        "From: *Brightwater Utilities* <press@brightwater.example>\n"
        "Date: Tue, 22 Nov 2022 at 09:30\nSubject: Brightwater opens its code\n"
        "To: <desk@ledger.example>\n\n" RELEASE;
    g_autoptr(Reading) reading = reading_new();
    reading_run(reading, &ng_reader_eml, "/in/a.eml", mail, strlen(mail));
    const NgArticle *article = only(reading);
    assert_string_equal(article->headline->text, "Brightwater opens its code");
    assert_true(g_str_has_prefix(article->published, "2022-11-22"));
    assert_string_equal(article->outlet, "Brightwater Utilities");
}

#define PAGE                                                                                       \
    "<html><body><h1>Brightwater Utilities opens its metering code</h1><p>ALDERMOOR. "             \
    "Brightwater Utilities said on Tuesday that it would let three laboratories read the "         \
    "source code of its meters, and publish what they find.</p><p>&ldquo;Our customers asked, "    \
    "and they are right to ask,&rdquo; said Maren Holt, chief executive of Brightwater "           \
    "Utilities.</p><p>The HTML report is expected in March.</p></body></html>\n"

static void test_eml__takes_the_body_that_has_the_text(void **state)
{
    (void)state;
    static const struct {
        const char *plain, *html, *wanted;
    } cases[] = {
        {"This message needs HTML.\n", PAGE, "HTML report"},
        {RELEASE, "<html><body><img src=x><p>Our news</p></body></html>\n", "first report"},
        {"", PAGE, "HTML report"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Reading) reading = reading_new();
        g_autofree char *mail =
            g_strconcat(HEAD "Subject: Brightwater opens\nContent-Type: multipart/alternative; "
                             "boundary=\"b1\"\n\n--b1\nContent-Type: text/plain\n\n",
                        cases[i].plain, "\n--b1\nContent-Type: text/html\n\n", cases[i].html,
                        "\n--b1--\n", NULL);
        reading_run(reading, &ng_reader_eml, "/in/a.eml", mail, strlen(mail));
        g_autofree char *text = text_of(only(reading));
        if (!strstr(text, cases[i].wanted))
            fail_msg("case %u: %s", i, text);
    }
}

static void test_eml__attachments_that_are_news_are_articles(void **state)
{
    (void)state;
    static const char mail[] =
        HEAD "Subject: Our statement\nContent-Type: multipart/mixed; boundary=\"b1\"\n\n"
             "--b1\nContent-Type: text/plain\n\nPlease find our statement attached.\n"
             "--b1\nContent-Type: text/html; name=\"statement.html\"\n"
             "Content-Disposition: attachment; filename=\"statement.html\"\n\n" PAGE
             "--b1\nContent-Type: image/png\nContent-Disposition: attachment; "
             "filename=\"logo.png\"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
             "--b1\nContent-Type: message/rfc822\n\n"
             "From: A <a@b.example>\nSubject: An older one\nMessage-ID: <0@b.example>\n"
             "Date: Mon, 21 Nov 2022 09:30:00 +0100\n\n" RELEASE "\n--b1--\n";
    g_autoptr(Reading) reading = reading_new();
    reading_run(reading, &ng_reader_eml, "/in/a.eml", mail, strlen(mail));
    reading_expect("articles", reading->articles->str,
                   "/in/a.eml | - | Our statement | Please find our statement attached\n"
                   "/in/a.eml#statement.html | - | Brightwater Utilities opens its metering code | "
                   "ALDERMOOR\n"
                   "/in/a.eml#0@b.example | - | An older one | Brightwater Utilities opens its "
                   "metering code\n");
    reading_expect("skips", reading->skips->str, "");
    const NgArticle *attached = reading->kept->pdata[1];
    assert_string_equal(attached->published, "2022-11-22T09:30:00+01:00");
    assert_string_equal(attached->outlet, "Brightwater Utilities");
    assert_string_equal(attached->id, "1%40brightwater.example%2Fstatement.html");
}

static void test_eml__encodings_and_charsets_are_undone(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: "
        "quoted-printable\n\nDie K=E4ferwerk AG l=E4sst ihre Software pr=FCfen, und =\nzwar "
        "au=DFen.\n",
        "Content-Type: text/plain; charset=iso-8859-1\n\nDie K\xE4"
        "ferwerk AG l\xE4sst ihre Software pr\xFC"
        "fen, und zwar au\xDF"
        "en.\n",
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        "RGllIEvDpGZlcndlcmsgQUcgbMOkc3N0IGlocmUgU29mdHdhcmUgcHLDvGZlbiwgdW5kIHp3YXIg\n"
        "YXXDn2VuLgo=\n",
        "Content-Type: text/plain; charset=utf-8; format=flowed\n\nDie Käferwerk AG lässt ihre \n"
        "Software prüfen, und zwar \naußen.\n",
    };
    for (guint i = 0; i < G_N_ELEMENTS(bodies); i++) {
        g_autoptr(Reading) reading = reading_new();
        g_autofree char *mail = g_strconcat(HEAD "Subject: Software\n", bodies[i], NULL);
        reading_run(reading, &ng_reader_eml, "/in/a.eml", mail, strlen(mail));
        g_autofree char *text = text_of(only(reading));
        reading_expect(bodies[i], text,
                       "Die Käferwerk AG lässt ihre Software prüfen, und zwar außen.\n");
    }
}

static void test_mail_issuer__is_who_speaks_through_the_office(void **state)
{
    (void)state;
    static const struct {
        const char *sender, *organisation, *issuer;
    } cases[] = {
        {"Brightwater Press Office", NULL, "Brightwater"},
        {"Käferwerk AG", NULL, "Käferwerk AG"},
        {"Jane Roe (Brightwater)", NULL, "Brightwater"},
        {"Tom Vale | Brightwater", NULL, "Brightwater"},
        {"Tom Vale", "Brightwater", "Brightwater"},
        {"Jane Roe via Desk", NULL, "Jane Roe"},
        {"Press", NULL, "Press"},
        {"press@brightwater.example", NULL, NULL},
        {NULL, NULL, NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const NgMailHead head = {.sender = (char *)cases[i].sender,
                                 .organisation = (char *)cases[i].organisation};
        g_autofree char *issuer = ng_mail_issuer(&head);
        if (g_strcmp0(issuer, cases[i].issuer) != 0)
            fail_msg("%s: %s", cases[i].sender, issuer);
    }
}

static void test_mail_subject__loses_what_mail_put_before_it(void **state)
{
    (void)state;
    static const struct {
        const char *subject, *list, *wanted;
    } cases[] = {
        {"Fwd: RE: [desk] Brightwater opens", "<desk.x>", "Brightwater opens"},
        {"[Update] Brightwater opens", NULL, "[Update] Brightwater opens"},
        {"WG: AW: Käfer", NULL, "Käfer"},
        {"Re:", NULL, NULL},
        {"Report: all is well", NULL, "Report: all is well"},
        {NULL, NULL, NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *subject = ng_mail_subject(cases[i].subject, cases[i].list);
        if (g_strcmp0(subject, cases[i].wanted) != 0)
            fail_msg("%s: %s", cases[i].subject, subject);
    }
}

static void test_mbox__splits_messages_and_unquotes_lines(void **state)
{
    (void)state;
    static const char box[] =
        "From press@brightwater.example Tue Nov 22 09:30:00 2022\n" HEAD
        "Subject: One\n\nThe first release says that it came early.\n\n>From here on all is "
        "well, it says in the first release.\nFrom now on too.\n\n"
        "From MAILER Wed Nov 23 09:30:00 2022\nFrom: B <b@c.example>\nSubject: Two\n"
        "Date: Wed, 23 Nov 2022 09:30:00 +0000\n\nThe second release says that it came late.\n\n"
        "From the beginning: it was no message that began here.\n";
    const char *reason;
    g_autoptr(Reading) reading = reading_new();
    assert_ptr_equal(ng_reader_guess(box, strlen(box), NULL, &reason), &ng_reader_mbox);
    reading_run(reading, &ng_reader_mbox, "/in/box", box, strlen(box));
    const char *second = strstr(box, "From MAILER");
    g_autofree char *wanted = g_strdup_printf(
        "/in/box#1@brightwater.example | - | One | The first release says that it came early\n"
        "/in/box#byte %td | - | Two | The second release says that it came late\n",
        second - box);
    reading_expect("articles", reading->articles->str, wanted);
    g_autofree char *first = text_of(reading->kept->pdata[0]);
    assert_non_null(strstr(first, "\nFrom here on all is well"));
    assert_int_equal(ng_reader_mbox.next_record(box, strlen(box), 1), second - box);
    assert_int_equal(ng_reader_mbox.next_record(box, strlen(box), (gsize)(second - box) + 1),
                     strlen(box));
}

static void test_eml__nested_without_end_ends(void **state)
{
    (void)state;
    g_autoptr(GString) mail = g_string_new(HEAD "Subject: Deep\n");
    for (guint i = 0; i < 3000; i++)
        g_string_append_printf(mail, "Content-Type: multipart/mixed; boundary=\"b%u\"\n\n--b%u\n",
                               i, i);
    g_string_append(mail, "Content-Type: text/plain\n\nAt the bottom of it all.\n");
    g_autoptr(Reading) reading = reading_new();
    reading_run(reading, &ng_reader_eml, "/in/a.eml", mail->str, mail->len);
    assert_true(reading->skips->len > 0 || reading->n_articles == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_eml__header_gives_what_only_it_knows),
        cmocka_unit_test(test_eml__text_loses_what_is_not_the_release),
        cmocka_unit_test(test_eml__what_was_forwarded_has_its_own_header),
        cmocka_unit_test(test_eml__takes_the_body_that_has_the_text),
        cmocka_unit_test(test_eml__attachments_that_are_news_are_articles),
        cmocka_unit_test(test_eml__encodings_and_charsets_are_undone),
        cmocka_unit_test(test_mail_issuer__is_who_speaks_through_the_office),
        cmocka_unit_test(test_mail_subject__loses_what_mail_put_before_it),
        cmocka_unit_test(test_mbox__splits_messages_and_unquotes_lines),
        cmocka_unit_test(test_eml__nested_without_end_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
