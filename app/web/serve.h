/* The one handler that Kore calls for every path. */
#ifndef NC_WEB_SERVE_H
#define NC_WEB_SERVE_H

struct http_request;

#pragma GCC visibility push(default)
int		       serve(struct http_request *);
#pragma GCC visibility pop

#endif
