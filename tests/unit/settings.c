/* The settings are read strictly, and every refusal names what is wrong. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/settings.h"
#include "tap.h"

#define GENERAL                                                                      \
	"base_url = https://help.example.org\n"                                      \
	"database_host = /run/pg\ndatabase_port = 5432\n"                            \
	"database_name = nocape\ndatabase_owner = postgres\n"                        \
	"database_web = nocape_web\n"                                                \
	"database_steward = nocape_steward\n"                                        \
	"mail_from = Nocape <help@example.org>\n"                                    \
	"mail_folder = var/mail\nkeys_folder = var/keys\n"                           \
	"audit_file = var/audit/heads\n"                                             \
	"login_idle_days = 30\nlogin_days = 90\n"                                    \
	"desk_idle_hours = 12\ndesk_days = 7\npseudo = off\nbackup_days = 9\n"       \
	"keep_requests = 9\nkeep_messages = 9\n"                                     \
	"keep_contact_log = 9\nkeep_mails = 9\nkeep_logins = 9\nkeep_sign_ins = 9\n" \
	"keep_operations = 9\nkeep_member_invitations = 9\n"                         \
	"keep_desk_notes = 9\nkeep_reports = 9\nkeep_suspensions = 9\nkeep_accounts = 31\n"

#define WENDLE                                            \
	"[community wendle]\ndefault = yes\n"             \
	"name = Wendle Valley\nhost = help.example.org\n" \
	"zone = Europe/London\nzone_label = UK time\n"    \
	"country = GB\nphone = 01632 960 142\nphone_hours =\n"

#define ARDEN                                                 \
	"[community arden]\nname = Arden\nhost = arden.org\n" \
	"zone = Europe/London\nzone_label = UK time\n"        \
	"country = GB\n"

static char path[] = "/tmp/nocape-settings-XXXXXX";

static struct settings *
read_text(const char *text, char **problem)
{
	FILE *file = fopen(path, "w");

	if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
		abort();
	return (settings_read(path, problem));
}

/* Refused, with a sentence that holds `part`. */
static void
refuses(const char *text, const char *part)
{
	struct settings *s;
	char		*problem;

	s = read_text(text, &problem);
	if (!tap_ok(s == NULL && problem != NULL &&
		    strstr(problem, part) != NULL,
		"refused: %s", part))
		printf("# said %s\n", problem != NULL ? problem : "nothing");
	free(problem);
	settings_free(s);
}

static void
reads(void)
{
	const struct community *c;
	struct settings	       *s;
	char		       *problem;

	s = read_text("# a comment\n\n  demo = on  \n" GENERAL WENDLE ARDEN,
	    &problem);
	if (!tap_ok(s != NULL, "a whole file is read")) {
		printf("# said %s\n", problem);
		return;
	}
	tap_str(settings_get(s, "mail_from"), "Nocape <help@example.org>",
	    "a value keeps its inner space");
	tap_str(settings_get(s, "smtp_url"), "", "left out is empty");
	tap_str(settings_get(s, "smtp"), NULL, "no such setting is NULL");
	tap_ok(settings_on(s, "demo"), "demo is on");
	tap_ok(!settings_on(s, "pseudo"), "pseudo is off");
	tap_int(settings_number(s, "database_port"), 5432, "a number");
	c = settings_community(s, 0);
	tap_str(c->key, "wendle", "the first community");
	tap_str(c->phone_hours, "", "whose hours are left empty");
	tap_ok(settings_community(s, 2) == NULL, "there is no third");
	tap_str(c->base_url, "https://help.example.org",
	    "links to the default one begin as the setting says");
	tap_str(settings_keyed(s, "arden")->base_url, "https://arden.org",
	    "links to its neighbour with its own host");
	tap_str(settings_keyed(s, "nobody")->key, "wendle",
	    "a key that nobody has leads to the default one");
	tap_str(settings_at(s, "arden.org")->key, "arden", "by host name");
	tap_str(settings_at(s, "ARDEN.org:8443")->key, "arden",
	    "whatever its letters and port");
	tap_str(settings_at(s, "localhost")->key, "wendle",
	    "any other host leads to the default");
	tap_str(settings_at(s, NULL)->key, "wendle", "and so does none");
	settings_free(s);
}

static void
refuses_values(void)
{
	refuses("demo = maybe\n", "line 1: \"demo\" should be on or off");
	refuses("demo = on\ndemo = off\n", "line 2: \"demo\" is set twice");
	refuses("base_url = http://x.org\n", "\"base_url\" should be https");
	refuses("base_url = https://x.org/\n", "\"base_url\" should be");
	refuses("base_url = https://x.org:\n", "\"base_url\" should be");
	refuses("base_url =\n", "\"base_url\" is empty");
	refuses("login_days = 0\n", "from 1 to 365, not \"0\"");
	refuses("login_days = 9x\n", "not \"9x\"");
	refuses("login_days = 99999999999999999999\n", "\"login_days\"");
	refuses("keep_accounts = 30\n", "0 for ever, or more than the 30");
	refuses("keep_accounts = 1\n", "not \"1\"");
	refuses("keep_accounts = 36501\n", "0 for ever");
	refuses("smtp_url = mail.org\n", "\"smtp_url\" should be");
	refuses("smtp_url = smtp://\n", "\"smtp_url\" should be");
	refuses("smtp_url = smtp://mail.org:\n", "\"smtp_url\" should be");
	refuses("smtp_url = smtp://a:b@mail.org\n", "\"smtp_url\" should be");
	refuses("smtp_url = smtp://mail.org/x\n", "\"smtp_url\" should be");
	refuses("smtp_url = smtps://mail.org:4a\n", "\"smtp_url\" should be");
	refuses("smtp_tls = maybe\n", "\"smtp_tls\" should be on or off");
	refuses("mail_from =\n", "\"mail_from\" is empty");
	refuses("mail_from = Nocape\n", "\"mail_from\" should be");
	refuses("mail_from = <a@b.org> c\n", "\"mail_from\" should be");
	refuses("mail_from = Nocape a@b.org\n", "\"mail_from\" should be");
	refuses("mail_from = N <a@b@c>\n", "\"mail_from\" should be");
	refuses("mail_from = N <@b.org>\n", "\"mail_from\" should be");
	refuses("mail_from = N <a@>\n", "\"mail_from\" should be");
	refuses("database_name = a b\n", "one word");
	refuses("colour = pine\n", "\"colour\" is no setting");
	refuses("pine\n", "\"pine\" is not \"name = value\"");
}

static void
refuses_communities(void)
{
	refuses("[people]\n", "a section is");
	refuses("[community Wendle]\n", "a community's key");
	refuses("[community a]\n[community a]\n", "two communities");
	refuses("[community a]\ncountry = gb\n", "two capital letters");
	refuses("[community a]\ndefault = no\n", "yes, or left out");
	refuses("[community a]\nhost = https://a\n", "a host name");
	refuses("[community a]\ndemo = on\n", "in a community's section");
	refuses("demo = on\n" GENERAL, "\"[community KEY]\" is missing");
	refuses("demo = on\n" GENERAL ARDEN, "not 0");
	refuses("demo = on\n" GENERAL WENDLE ARDEN "default = yes\n", "not 2");
	refuses("demo = on\n" GENERAL WENDLE "[community b]\nname = B\n",
	    "\"host\" is missing in the section of \"b\"");
	refuses("demo = on\n" GENERAL WENDLE
		"[community b]\nname = B\nhost = help.example.org\n"
		"zone = UTC\nzone_label = UTC\ncountry = GB\n",
	    "leads to two communities");
}

static void
refuses_mail(void)
{
	refuses("demo = on\nsmtp_url = smtp://mail\n" GENERAL WENDLE,
	    "Choose one");
	refuses(
	    "demo = off\nsmtp_url = smtps://mail:465\nsmtp_user = n\n" GENERAL
		WENDLE,
	    "\"smtp_user\" and \"smtp_password_file\" go together");
	refuses("demo = off\nsmtp_url = smtps://mail:465\n"
		"smtp_password_file = p\n" GENERAL WENDLE,
	    "\"smtp_user\" and \"smtp_password_file\" go together");
	refuses("demo = off\nsmtp_url = smtp://mail\nsmtp_tls = off\n"
		"smtp_user = n\nsmtp_password_file = p\n" GENERAL WENDLE,
	    "\"smtp_tls\" is off and \"smtp_user\" is set");
}

int
main(void)
{
	int fd = mkstemp(path);

	if (fd == -1)
		return (1);
	close(fd);
	reads();
	refuses_values();
	refuses_communities();
	refuses(GENERAL "demo = off\n" WENDLE
			"trusted_mail = chair@example.org\n",
	    "\"trusted_role\" and \"trusted_mail\" of \"wendle\" go together");
	refuses(GENERAL WENDLE, "\"demo\" is missing");
	refuses_mail();
	unlink(path);
	return (tap_end());
}
