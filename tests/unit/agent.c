/* Browsers in words a person knows, and nothing of what they say else. */
#include <string.h>

#include "core/agent.h"
#include "tap.h"

static const struct {
	const char *header;
	const char *label;
} agents[] = {
	{ "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0",
	    "Firefox on Android" },
	{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
	  "(KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0",
	    "Edge on Windows" },
	{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
	  "(KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
	    "Chrome on Windows" },
	{ "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) "
	  "AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1",
	    "Safari on an iPhone" },
	{ "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) CriOS/126.0 Safari",
	    "Chrome on an iPad" },
	{ "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5) FxiOS/128",
	    "Firefox on a Mac" },
	{ "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/126.0 Safari",
	    "Chrome on a Chromebook" },
	{ "Mozilla/5.0 (Linux; Android 14) SamsungBrowser/25.0 Chrome/121",
	    "Samsung Internet on Android" },
	{ "Mozilla/5.0 (X11; Linux x86_64) Chrome/126 Safari OPR/111.0",
	    "Opera on Linux" },
	{ "curl/8.5.0", "A browser" },
	{ "", "A browser" },
	{ NULL, "A browser" },
	{ "<script>alert(1)</script>\r\nset-cookie: x", "A browser" },
};

int
main(void)
{
	char   into[60], small[10];
	size_t i;

	for (i = 0; i < sizeof(agents) / sizeof(agents[0]); i++) {
		agent_label(into, sizeof(into), agents[i].header);
		tap_str(into, agents[i].label, "%s", agents[i].label);
	}
	agent_label(small, sizeof(small), agents[0].header);
	tap_str(small, "Firefox o", "cut where there is no room");
	return (tap_end());
}
