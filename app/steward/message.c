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
	free(l->from_name);
	free(l->from);
	free(l->to_name);
	free(l->to);
	free(l->subject);
	free(l->text);
	free(l->html);
	memset(l, 0, sizeof(*l));
}

/* UTF-8 whatever the text: GMime itself would choose the smallest charset,
 * another one for each part. */
static GMimeObject *
part(const char *subtype, const char *text)
{
	GMimePart	 *p = g_mime_part_new_with_type("text", subtype);
	GMimeStream	 *stream;
	GMimeDataWrapper *content;

	stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
	content = g_mime_data_wrapper_new_with_stream(stream,
	    GMIME_CONTENT_ENCODING_DEFAULT);
	g_mime_part_set_content(p, content);
	g_mime_object_set_content_type_parameter(GMIME_OBJECT(p), "charset",
	    "utf-8");
	g_mime_part_set_content_encoding(p,
	    GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_object_unref(content);
	g_object_unref(stream);
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

static void
mailbox(GMimeMessage *m, GMimeAddressType type, const char *name,
    const char *address)
{
	InternetAddress *one;

	one =
	    internet_address_mailbox_new(*name != '\0' ? name : NULL, address);
	internet_address_set_charset(one, "utf-8");
	internet_address_list_add(g_mime_message_get_addresses(m, type), one);
	g_object_unref(one);
}

/* GMime folds and encodes header values, so that a line break in a name or
 * subject cannot begin a header of its own. */
static void
headers(GMimeMessage *m, const struct letter *l)
{
	GMimeObject *o = GMIME_OBJECT(m);
	GDateTime   *now = g_date_time_new_now_utc();
	char	    *ref;

	mailbox(m, GMIME_ADDRESS_TYPE_FROM, l->from_name, l->from);
	mailbox(m, GMIME_ADDRESS_TYPE_TO, l->to_name, l->to);
	g_mime_message_set_subject(m, l->subject, "utf-8");
	g_mime_message_set_date(m, now);
	g_date_time_unref(now);
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
