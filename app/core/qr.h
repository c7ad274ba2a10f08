/* Squares for a camera to read, as the path of a picture. */
#ifndef NC_CORE_QR_H
#define NC_CORE_QR_H

/* The dark squares of the text's QR code as an SVG path of unit squares,
 * four units of quiet around them, to free(); *side is the whole width.
 * NULL when the text is too long or memory short. */
char *qr_path(const char *text, int *side);

#endif
