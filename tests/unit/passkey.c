/* Passkeys of all three kinds, made here by OpenSSL, and every way in which
 * what a browser sends of them can be wrong. */
#include <stdlib.h>
#include <string.h>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <sodium.h>

#include "core/passkey.h"
#include "tap.h"

enum { MOST = 4096 };

struct buf {
	unsigned char at[MOST];
	size_t	      n;
};

/* An authenticator with one key, and what it would say next. */
struct soft {
	EVP_PKEY   *pkey;
	int	    algorithm;
	struct buf  cose, id;
	unsigned    flags;
	uint32_t    counter;
	const char *party, *client;
	struct buf  extra; /* behind the authenticator's data */
};

static const struct passkey_asked asked = {
	.challenge = "0123456789abcdef0123456789abcdef",
	.origin = "https://help.example.org",
	.party = "help.example.org",
};

#define CLIENT(type, rest)                                                  \
	"{\"type\":\"webauthn." type                                        \
	"\",\"challenge\":\"0123456789abcdef0123456789abcdef\",\"origin\":" \
	"\"https://help.example.org\"" rest "}"

static void
put(struct buf *b, const void *bytes, size_t n)
{
	memcpy(b->at + b->n, bytes, n);
	b->n += n;
}

static void
byte(struct buf *b, unsigned value)
{
	unsigned char c = (unsigned char)value;

	put(b, &c, 1);
}

/* A CBOR head, as short as it can be. */
static void
head(struct buf *b, unsigned major, size_t n)
{
	if (n < 24) {
		byte(b, major << 5 | (unsigned)n);
	} else if (n < 256) {
		byte(b, major << 5 | 24);
		byte(b, (unsigned)n);
	} else {
		byte(b, major << 5 | 25);
		byte(b, (unsigned)n >> 8);
		byte(b, (unsigned)n & 255);
	}
}

static void
text(struct buf *b, const char *s)
{
	head(b, 3, strlen(s));
	put(b, s, strlen(s));
}

static void
bytes(struct buf *b, const void *at, size_t n)
{
	head(b, 2, n);
	put(b, at, n);
}

static void
number(struct buf *b, int n)
{
	head(b, n < 0 ? 1 : 0, (size_t)(n < 0 ? -1 - n : n));
}

static void
pair(struct buf *b, int label, int value)
{
	number(b, label);
	number(b, value);
}

static void
big(struct buf *b, int label, EVP_PKEY *pkey, const char *name, int n)
{
	unsigned char raw[512];
	BIGNUM	     *value = NULL;

	EVP_PKEY_get_bn_param(pkey, name, &value);
	BN_bn2binpad(value, raw, n);
	BN_free(value);
	number(b, label);
	bytes(b, raw, (size_t)n);
}

static struct soft
fresh(void)
{
	struct soft s = { .flags = 0x05,
		.counter = 1,
		.party = "help.example.org" };

	put(&s.id, "sixteen bytes id", 16);
	return (s);
}

static struct soft
es256(void)
{
	struct soft s = fresh();

	s.pkey = EVP_EC_gen("P-256");
	s.algorithm = -7;
	head(&s.cose, 5, 5);
	pair(&s.cose, 1, 2);
	pair(&s.cose, 3, -7);
	pair(&s.cose, -1, 1);
	big(&s.cose, -2, s.pkey, OSSL_PKEY_PARAM_EC_PUB_X, 32);
	big(&s.cose, -3, s.pkey, OSSL_PKEY_PARAM_EC_PUB_Y, 32);
	return (s);
}

static struct soft
eddsa(void)
{
	struct soft   s = fresh();
	unsigned char raw[32];
	size_t	      n = sizeof(raw);

	s.pkey = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	EVP_PKEY_get_raw_public_key(s.pkey, raw, &n);
	s.algorithm = -8;
	head(&s.cose, 5, 4);
	pair(&s.cose, 1, 1);
	pair(&s.cose, 3, -8);
	pair(&s.cose, -1, 6);
	number(&s.cose, -2);
	bytes(&s.cose, raw, n);
	return (s);
}

static struct soft
rs256(size_t bits)
{
	struct soft s = fresh();

	s.pkey = EVP_RSA_gen(bits);
	s.algorithm = -257;
	head(&s.cose, 5, 4);
	pair(&s.cose, 1, 3);
	pair(&s.cose, 3, -257);
	big(&s.cose, -1, s.pkey, OSSL_PKEY_PARAM_RSA_N, (int)bits / 8);
	big(&s.cose, -2, s.pkey, OSSL_PKEY_PARAM_RSA_E, 3);
	return (s);
}

static struct buf
data(const struct soft *s)
{
	struct buf    b = { .n = 0 };
	unsigned char hash[32];
	uint32_t      c = s->counter;

	SHA256((const unsigned char *)s->party, strlen(s->party), hash);
	put(&b, hash, sizeof(hash));
	byte(&b, s->flags);
	for (int shift = 24; shift >= 0; shift -= 8)
		byte(&b, c >> shift & 255);
	if (s->flags & 0x40) {
		put(&b, "model of someone", 16);
		byte(&b, (unsigned)s->id.n >> 8);
		byte(&b, (unsigned)s->id.n & 255);
		put(&b, s->id.at, s->id.n);
		put(&b, s->cose.at, s->cose.n);
	}
	put(&b, s->extra.at, s->extra.n);
	return (b);
}

static char *
base64(const void *at, size_t n)
{
	size_t size = sodium_base64_encoded_len(n, 7);
	char  *out = malloc(size);

	return (sodium_bin2base64(out, size, at, n, 7));
}

static struct buf
object(const struct soft *s, const char *format)
{
	struct buf b = { .n = 0 }, inner = data(s);

	head(&b, 5, 3);
	text(&b, "fmt");
	text(&b, format);
	text(&b, "attStmt");
	head(&b, 5, 0);
	text(&b, "authData");
	bytes(&b, inner.at, inner.n);
	return (b);
}

static enum passkey_end
sent(struct passkey_new *p, const char *client, const struct buf *b)
{
	char		*json = base64(client, strlen(client));
	char		*whole = base64(b->at, b->n);
	enum passkey_end end = passkey_register(p, &asked, json, whole);

	free(json);
	free(whole);
	return (end);
}

static enum passkey_end
added(struct soft *s, struct passkey_new *p)
{
	struct buf	 b;
	enum passkey_end end;

	s->flags |= 0x40;
	b = object(s, "none");
	end = sent(p, s->client == NULL ? CLIENT("create", "") : s->client, &b);
	s->flags &= ~0x40u;
	return (end);
}

static struct buf
signature(const struct soft *s, const struct buf *d, const char *client)
{
	struct buf  b = *d, sig = { .n = MOST };
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();

	SHA256((const unsigned char *)client, strlen(client), b.at + b.n);
	EVP_DigestSignInit(ctx, NULL, s->algorithm == -8 ? NULL : EVP_sha256(),
	    NULL, s->pkey);
	if (EVP_DigestSign(ctx, sig.at, &sig.n, b.at, b.n + 32) != 1)
		abort();
	EVP_MD_CTX_free(ctx);
	return (sig);
}

struct use { /* what is sent of it; the last letter may be bent */
	struct soft		   *by;
	struct passkey_known	   *known;
	const struct passkey_asked *asked;
	bool			    bent;
};

static enum passkey_end
used_as(const struct use *u)
{
	const char *client =
	    u->by->client == NULL ? CLIENT("get", "") : u->by->client;
	struct buf d = data(u->by), sig = signature(u->by, &d, client);
	struct passkey_given given;
	enum passkey_end     end;

	if (u->bent)
		sig.at[sig.n - 1] ^= 1;
	given.client = base64(client, strlen(client));
	given.authenticator = base64(d.at, d.n);
	given.signature = base64(sig.at, sig.n);
	end = passkey_verify(u->known, u->asked, &given);
	free((char *)given.client);
	free((char *)given.authenticator);
	free((char *)given.signature);
	return (end);
}

static enum passkey_end
used(struct soft *s, struct passkey_known *known)
{
	return (used_as(&(struct use){ s, known, &asked, false }));
}

static void
each_kind(struct soft *s, const char *kind)
{
	struct passkey_new   p;
	struct passkey_known known = { .counter = 1 };

	tap_int(added(s, &p), PASSKEY_FINE, "%s: a new one is read", kind);
	tap_int(p.algorithm, s->algorithm, "%s: and says its kind", kind);
	tap_str(p.id, "7369787465656e206279746573206964", "%s: its id", kind);
	tap_int(p.counter, 1, "%s: its counter", kind);
	tap_int(p.backed_up, false, "%s: kept in one place", kind);
	known.key = p.key;
	s->counter = 7;
	tap_int(used(s, &known), PASSKEY_FINE, "%s: signs", kind);
	tap_int(known.counter, 7, "%s: the counter moves on", kind);
	s->counter = 8;
	tap_int(used_as(&(struct use){ s, &known, &asked, true }),
	    PASSKEY_WRONG, "%s: a bent signature does not fit", kind);
	tap_int(known.counter, 7, "%s: and moves no counter", kind);
}

static void
others(struct soft *s, struct soft *o, const char *kinds)
{
	struct passkey_new   p;
	struct passkey_known known = { .key = p.key };

	added(s, &p);
	o->counter = 9;
	tap_int(used(o, &known), PASSKEY_WRONG, "%s: another's key", kinds);
}

/* How the counter stood, how it stands now. */
static void
counters(struct soft *s)
{
	static const struct {
		uint32_t	 was, is;
		enum passkey_end end;
	} all[] = { { 0, 0, PASSKEY_FINE }, { 0, 1, PASSKEY_FINE },
		{ 5, 6, PASSKEY_FINE }, { 5, 5, PASSKEY_BACK },
		{ 5, 4, PASSKEY_BACK }, { 5, 0, PASSKEY_BACK },
		{ UINT32_MAX - 1, UINT32_MAX, PASSKEY_FINE },
		{ UINT32_MAX, 0, PASSKEY_BACK } };
	struct passkey_new   p;
	struct passkey_known known = { .key = p.key };

	added(s, &p);
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		known.counter = all[i].was;
		s->counter = all[i].is;
		tap_int(used(s, &known), all[i].end, "counter %u after %u",
		    all[i].is, all[i].was);
		tap_int(known.counter, all[i].is, "is told");
	}
	s->counter = 1;
}

static void
flags(struct soft *s)
{
	static const struct {
		unsigned	 flags;
		enum passkey_end end;
		const char	*what;
	} all[] = { { 0x04, PASSKEY_NOBODY, "nobody pressed anything" },
		{ 0x01, PASSKEY_UNPROVED, "nobody was recognised" },
		{ 0x00, PASSKEY_NOBODY, "no flag at all" },
		{ 0x15, PASSKEY_UNREADABLE, "backed up but not eligible" },
		{ 0x1d, PASSKEY_FINE, "backed up" },
		{ 0x0d, PASSKEY_FINE, "could be backed up" } };
	struct passkey_new   p;
	struct passkey_known known = { .key = p.key };

	added(s, &p);
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		s->flags = all[i].flags;
		known.counter = 0;
		tap_int(used(s, &known), all[i].end, "%s", all[i].what);
		tap_int(added(s, &p), all[i].end, "new: %s", all[i].what);
		if (all[i].end == PASSKEY_FINE)
			tap_int(p.backed_up, all[i].flags == 0x1d,
			    "new: says whether: %s", all[i].what);
		s->flags = 0x05;
		added(s, &p);
	}
	s->flags = 0x45;
	tap_int(used(s, &known), PASSKEY_UNREADABLE,
	    "an answer that brings a key of its own");
	s->flags = 0x05;
}

/* Each as it is when used, and with "get" turned to "create" when new. */
static const struct {
	const char	*get, *create;
	enum passkey_end end;
} clients[] = {
	{ CLIENT("get", ",\"crossOrigin\":false"),
	    CLIENT("create", ",\"crossOrigin\":false"), PASSKEY_FINE },
	{ CLIENT("get", ",\"more\":{\"a\":[1]}"),
	    CLIENT("create", ",\"more\":{\"a\":[1]}"), PASSKEY_FINE },
	{ CLIENT("create", ""), CLIENT("get", ""), PASSKEY_TYPE },
	{ CLIENT("GET", ""), CLIENT("CREATE", ""), PASSKEY_TYPE },
	{ CLIENT("get", ",\"crossOrigin\":true"),
	    CLIENT("create", ",\"crossOrigin\":true"), PASSKEY_ORIGIN },
	{ CLIENT("get", ",\"crossOrigin\":\"no\""),
	    CLIENT("create", ",\"crossOrigin\":\"no\""), PASSKEY_ORIGIN },
	{ CLIENT("get", ",\"topOrigin\":\"https://help.example.org\""),
	    CLIENT("create", ",\"topOrigin\":\"https://help.example.org\""),
	    PASSKEY_ORIGIN },
	{ CLIENT("get", ",\"origin\":\"https://help.example.org\""),
	    CLIENT("create", ",\"type\":\"webauthn.create\""),
	    PASSKEY_UNREADABLE },
	{ CLIENT("get", ",\"a\":\"\\u0000\""),
	    CLIENT("create", ",\"a\":\"\\u0000\""), PASSKEY_UNREADABLE },
	{ CLIENT("get", "") "x", CLIENT("create", "") "{}",
	    PASSKEY_UNREADABLE },
	{ "[]", "\"webauthn.create\"", PASSKEY_UNREADABLE },
	{ "{}", "{\"type\":[\"webauthn.create\"]}", PASSKEY_TYPE },
	{ "{", "nothing", PASSKEY_UNREADABLE },
	{ CLIENT("get", ",\"a\":\"\xff\""), CLIENT("create", ",\"\xc0\":1"),
	    PASSKEY_UNREADABLE },
};

static void
client_data(struct soft *s)
{
	struct passkey_new   p;
	struct passkey_known known = { .key = p.key };

	for (size_t i = 0; i < sizeof(clients) / sizeof(*clients); i++) {
		s->client = clients[i].create;
		tap_int(added(s, &p), clients[i].end, "new: %s",
		    clients[i].create);
		s->client = NULL;
		added(s, &p);
		known.counter = 0;
		s->client = clients[i].get;
		tap_int(used(s, &known), clients[i].end, "used: %s",
		    clients[i].get);
	}
	s->client = NULL;
}

static void
elsewhere(struct soft *s)
{
	struct passkey_new   p;
	struct passkey_known known = { .key = p.key };
	struct passkey_asked a = asked;
	struct use	     u = { s, &known, &a, false };

	added(s, &p);
	a.challenge = "0123456789abcdef0123456789abcdee";
	tap_int(used_as(&u), PASSKEY_CHALLENGE, "another challenge");
	a.challenge = "0123456789abcdef0123456789abcde";
	tap_int(used_as(&u), PASSKEY_CHALLENGE, "a shorter one");
	a.challenge = "";
	tap_int(used_as(&u), PASSKEY_CHALLENGE, "none");
	a = asked;
	a.origin = "https://help.example.org:8443";
	tap_int(used_as(&u), PASSKEY_ORIGIN, "another port");
	a.origin = "http://help.example.org";
	tap_int(used_as(&u), PASSKEY_ORIGIN, "without TLS");
	a.origin = "https://help.example.orgs";
	tap_int(used_as(&u), PASSKEY_ORIGIN, "a name that begins like ours");
	a = asked;
	a.party = "example.org";
	tap_int(used_as(&u), PASSKEY_PARTY, "another party");
	s->party = "evil.example.org";
	tap_int(used(s, &known), PASSKEY_PARTY, "a key of another site");
	tap_int(added(s, &p), PASSKEY_PARTY, "new: a key of another site");
	s->party = "help.example.org";
}

static void
extensions(struct soft *s)
{
	struct passkey_new   p;
	struct passkey_known known = { .key = p.key };

	head(&s->extra, 5, 1);
	text(&s->extra, "credProtect");
	number(&s->extra, 2);
	tap_int(added(s, &p), PASSKEY_UNREADABLE, "a tail nobody announced");
	s->flags |= 0x80;
	tap_int(added(s, &p), PASSKEY_FINE, "extensions are passed over");
	byte(&s->extra, 0);
	tap_int(added(s, &p), PASSKEY_UNREADABLE, "a byte behind them");
	s->extra.n = 0;
	tap_int(added(s, &p), PASSKEY_UNREADABLE, "announced and not there");
	number(&s->extra, 2);
	tap_int(added(s, &p), PASSKEY_UNREADABLE, "no map");
	s->flags = 0x05;
	tap_int(used(s, &known), PASSKEY_UNREADABLE, "used: a tail");
	s->extra.n = 0;
}

static void
ids(struct soft *s)
{
	static const size_t sizes[] = { 1, 255, 1023 };
	struct passkey_new  p;
	char		    into[PASSKEY_ID_BYTES * 2 + 1];

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		s->id.n = sizes[i];
		tap_int(added(s, &p), PASSKEY_FINE, "an id of %zu bytes",
		    sizes[i]);
		tap_int((int)strlen(p.id), (int)sizes[i] * 2, "is whole");
	}
	s->id.n = 1024;
	tap_int(added(s, &p), PASSKEY_UNREADABLE, "one of 1024 is too long");
	s->id.n = 0;
	tap_int(added(s, &p), PASSKEY_UNREADABLE, "one of none is none");
	s->id.n = 16;
	tap_ok(passkey_id(into, "-_8A"), "an id as the browser writes it");
	tap_str(into, "fbff00", "in hex");
	tap_ok(!passkey_id(into, ""), "nothing is no id");
	tap_ok(!passkey_id(into, "+/8A"), "nor is plain base64");
	tap_ok(!passkey_id(into, "-_8A="), "nor what is padded");
	tap_ok(!passkey_id(into, "-_9"), "nor what has bits left over");
}

static enum passkey_end
raw(const struct buf *b)
{
	struct passkey_new p;

	return (sent(&p, CLIENT("create", ""), b));
}

/* Cut and bent at every byte: never more than unreadable, never a crash. */
static void
torn(struct soft *s)
{
	struct buf b, whole;
	int	   fine = 0;
	size_t	   i;

	s->flags |= 0x40;
	whole = object(s, "none");
	tap_int(raw(&whole), PASSKEY_FINE, "whole");
	for (i = 0; i < whole.n; i++) {
		b = whole;
		b.n = i;
		fine += raw(&b) == PASSKEY_FINE;
	}
	tap_int(fine, 0, "none of %zu that were cut", i);
	b = whole;
	byte(&b, 0);
	tap_int(raw(&b), PASSKEY_UNREADABLE, "a byte too many");
	for (i = 0; i < whole.n; i++)
		for (int bit = 0; bit < 8; bit++) {
			b = whole;
			b.at[i] ^= (unsigned char)(1 << bit);
			(void)raw(&b);
		}
	whole = object(s, "packed");
	tap_int(raw(&whole), PASSKEY_FINE, "whatever its maker says of it");
	s->flags &= ~0x40u;
}

/* Maps and lists that claim more than they hold, or go on for ever. */
static void
bombs(void)
{
	static const struct {
		const char *at;
		size_t	    n;
	} all[] = { { "\x9b\x00\x00\x00\x01\x00\x00\x00\x00", 9 },
		{ "\xbb\xff\xff\xff\xff\xff\xff\xff\xff", 9 },
		{ "\xba\x7f\xff\xff\xff\x00\x00", 7 },
		{ "\x5b\xff\xff\xff\xff\xff\xff\xff\xff", 9 },
		{ "\xbf\x63"
		  "fmt\x64none\xff",
		    11 },
		{ "\x9f\xff", 2 }, { "\xc0\x60", 2 }, { "\xff", 1 },
		{ "\xa0", 1 }, { "\x80", 1 }, { "\x00", 1 } };
	struct buf b;
	size_t	   i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++) {
		b.n = 0;
		put(&b, all[i].at, all[i].n);
		tap_int(raw(&b), PASSKEY_UNREADABLE, "bomb %zu", i);
	}
	b.n = 0;
	for (i = 0; i < 2000; i++)
		byte(&b, 0x81);
	byte(&b, 0);
	tap_int(raw(&b), PASSKEY_UNREADABLE, "two thousand lists in lists");
}

static void
doubled(struct soft *s)
{
	struct buf b = { .n = 0 }, inner;

	s->flags |= 0x40;
	inner = data(s);
	head(&b, 5, 4);
	text(&b, "fmt");
	text(&b, "none");
	text(&b, "attStmt");
	head(&b, 5, 0);
	for (int i = 0; i < 2; i++) {
		text(&b, "authData");
		bytes(&b, inner.at, inner.n);
	}
	tap_int(raw(&b), PASSKEY_UNREADABLE, "the same name twice");
	s->flags &= ~0x40u;
}

static void
keys(void)
{
	struct soft s = es256(), big_one = rs256(3072), small = rs256(1024);
	struct passkey_new p;

	tap_int(added(&big_one, &p), PASSKEY_UNREADABLE, "RSA of 3072 bits");
	tap_int(added(&small, &p), PASSKEY_UNREADABLE, "RSA of 1024 bits");
	s.cose.at[s.cose.n - 1] ^= 1;
	tap_int(added(&s, &p), PASSKEY_UNREADABLE, "a point off the curve");
	s.cose.at[s.cose.n - 1] ^= 1;
	s.cose.at[4] = 0x25; /* -6 */
	tap_int(added(&s, &p), PASSKEY_ALGORITHM, "an algorithm not asked for");
	s.cose.at[4] = 0x27; /* -8, of an EC2 key */
	tap_int(added(&s, &p), PASSKEY_UNREADABLE, "another kind's algorithm");
	s.cose.at[4] = 0x26;
	s.cose.at[6] = 2;
	tap_int(added(&s, &p), PASSKEY_UNREADABLE, "another curve");
	s.cose.at[6] = 1;
	tap_int(added(&s, &p), PASSKEY_FINE, "and as it was");
	EVP_PKEY_free(s.pkey);
	EVP_PKEY_free(big_one.pkey);
	EVP_PKEY_free(small.pkey);
}

/* What is longer than the form lets through. */
static void
lengths(void)
{
	static char	   much[20001];
	struct passkey_new p;
	char *fine = base64(CLIENT("create", ""), strlen(CLIENT("create", "")));

	memset(much, 'A', sizeof(much) - 1);
	tap_int(passkey_register(&p, &asked, much, much), PASSKEY_UNREADABLE,
	    "20,000 characters of client data");
	tap_int(passkey_register(&p, &asked, fine, much), PASSKEY_UNREADABLE,
	    "of an attestation");
	tap_int(passkey_register(&p, &asked, fine, ""), PASSKEY_UNREADABLE,
	    "none at all");
	memset(much, '[', 3000);
	much[3000] = '\0';
	free(fine);
	fine = base64(much, 3000);
	tap_int(passkey_register(&p, &asked, fine, "oA"), PASSKEY_UNREADABLE,
	    "3,000 brackets");
	free(fine);
}

int
main(void)
{
	struct soft e = es256(), d = eddsa(), r = rs256(2048), o = es256();

	each_kind(&e, "ES256");
	each_kind(&d, "EdDSA");
	each_kind(&r, "RS256");
	others(&e, &o, "ES256");
	others(&e, &d, "EdDSA for ES256");
	others(&d, &e, "ES256 for EdDSA");
	others(&r, &e, "ES256 for RS256");
	counters(&e);
	flags(&e);
	client_data(&e);
	elsewhere(&e);
	extensions(&e);
	ids(&e);
	torn(&e);
	torn(&r);
	doubled(&e);
	bombs();
	keys();
	lengths();
	EVP_PKEY_free(e.pkey);
	EVP_PKEY_free(d.pkey);
	EVP_PKEY_free(r.pkey);
	EVP_PKEY_free(o.pkey);
	return (tap_end());
}
