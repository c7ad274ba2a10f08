/* A letter as a MIME message: plain text and simple HTML side by side. */
#include <stdlib.h>
#include <string.h>

#include <gmime/gmime.h>

#include "steward.h"

void
letter_release(struct letter *l)
{
	free(l->message_id);
	free(l->thread);
	free(l->from);
	free(l->to_name);
	free(l->to);
	free(l->subject);
	free(l->text);
	free(l->html);
	memset(l, 0, sizeof(*l));
}

static GMimeObject *
part(const char *subtype, const char *text)
{
	GMimeTextPart *p = g_mime_text_part_new_with_subtype(subtype);

	g_mime_text_part_set_charset(p, "utf-8");
	g_mime_text_part_set_text(p, text);
	g_mime_part_set_content_encoding(GMIME_PART(p),
	    GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	return (GMIME_OBJECT(p));
}

static GMimeObject *
bodies(const struct letter *l)
{
	GMimeMultipart *both = g_mime_multipart_new_with_subtype("alternative");
	GMimeObject    *plain = part("plain", l->text);
	GMimeObject    *html = part("html", l->html);

	g_mime_multipart_add(both, plain);
	g_mime_multipart_add(both, html);
	g_object_unref(plain);
	g_object_unref(html);
	return (GMIME_OBJECT(both));
}

/* GMime folds and encodes header values, so that a line break in a name or
 * subject cannot begin a header of its own. */
static void
headers(GMimeMessage *m, const struct letter *l)
{
	GMimeObject	    *o = GMIME_OBJECT(m);
	InternetAddressList *from;
	char		    *ref;

	from = internet_address_list_parse(NULL, l->from);
	if (from != NULL) {
		internet_address_list_append(g_mime_message_get_addresses(m,
						 GMIME_ADDRESS_TYPE_FROM),
		    from);
		g_object_unref(from);
	}
	g_mime_message_add_mailbox(m, GMIME_ADDRESS_TYPE_TO,
	    *l->to_name != '\0' ? l->to_name : NULL, l->to);
	g_mime_message_set_subject(m, l->subject, "utf-8");
	g_mime_message_set_date(m, g_date_time_new_now_utc());
	g_mime_message_set_message_id(m, l->message_id);
	g_mime_object_set_header(o, "Auto-Submitted", "auto-generated", NULL);
	if (*l->thread == '\0')
		return;
	ref = g_strdup_printf("<%s>", l->thread);
	g_mime_object_set_header(o, "In-Reply-To", ref, NULL);
	g_mime_object_set_header(o, "References", ref, NULL);
	g_free(ref);
}

char *
letter_bytes(const struct letter *l, size_t *size)
{
	GMimeMessage	   *m = g_mime_message_new(TRUE);
	GMimeObject	   *body = bodies(l);
	GMimeFormatOptions *dos = g_mime_format_options_new();
	GMimeStream	   *stream = g_mime_stream_mem_new();
	GByteArray	   *array;
	char		   *bytes;

	headers(m, l);
	g_mime_message_set_mime_part(m, body);
	g_mime_format_options_set_newline_format(dos, GMIME_NEWLINE_FORMAT_DOS);
	g_mime_object_write_to_stream(GMIME_OBJECT(m), dos, stream);
	array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	*size = array->len;
	bytes = malloc(array->len + 1);
	if (bytes != NULL) {
		memcpy(bytes, array->data, array->len);
		bytes[array->len] = '\0';
	}
	g_object_unref(stream);
	g_mime_format_options_free(dos);
	g_object_unref(body);
	g_object_unref(m);
	return (bytes);
}
