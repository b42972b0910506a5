// SPDX-License-Identifier: MIT
#include "letters/logo.h"

#include <librsvg/rsvg.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "letters/sheet.h"

enum {
	PNG_PIXELS_MAX = 6000, /* on one side; 36 million need 144 MB */
};

static bool draw_svg(struct sheet *sheet, const char *path, const RsvgRectangle *box,
		     struct text *why)
{
	GError *error = NULL;
	RsvgHandle *handle = rsvg_handle_new_from_file(path, &error);
	bool is_drawn = handle != NULL &&
			rsvg_handle_render_document(handle, sheet->cairo, box, &error);

	if (!is_drawn)
		text_say(why, "logo '%s' tidak dapat dibaca: %s", path,
			 error != NULL ? error->message : "bukan SVG");
	if (error != NULL)
		g_error_free(error);
	if (handle != NULL)
		g_object_unref(handle);
	return is_drawn;
}

static void paint(cairo_t *cairo, cairo_surface_t *image, const RsvgRectangle *box)
{
	double width = cairo_image_surface_get_width(image);
	double height = cairo_image_surface_get_height(image);
	double by_width = box->width / width, by_height = box->height / height;
	double scale = by_width < by_height ? by_width : by_height;

	cairo_save(cairo);
	cairo_translate(cairo, box->x + (box->width - width * scale) / 2,
			box->y + (box->height - height * scale) / 2);
	cairo_scale(cairo, scale, scale);
	cairo_set_source_surface(cairo, image, 0, 0);
	cairo_paint(cairo);
	cairo_restore(cairo);
}

static bool draw_png(struct sheet *sheet, const char *path, const RsvgRectangle *box,
		     struct text *why)
{
	cairo_surface_t *image = cairo_image_surface_create_from_png(path);
	cairo_status_t status = cairo_surface_status(image);
	bool is_good = status == CAIRO_STATUS_SUCCESS &&
		       cairo_image_surface_get_width(image) > 0 &&
		       cairo_image_surface_get_width(image) <= PNG_PIXELS_MAX &&
		       cairo_image_surface_get_height(image) > 0 &&
		       cairo_image_surface_get_height(image) <= PNG_PIXELS_MAX;

	if (is_good)
		paint(sheet->cairo, image, box);
	else
		text_say(why, "logo '%s' tidak dapat dibaca: %s", path,
			 status == CAIRO_STATUS_SUCCESS ? "terlalu besar"
							: cairo_status_to_string(status));
	cairo_surface_destroy(image);
	return is_good;
}

bool logo_draw(struct sheet *sheet, const char *path, double x, double width,
	       double height, struct text *why)
{
	const RsvgRectangle box = { .x = sheet->format->left + x,
				    .y = sheet->y,
				    .width = width,
				    .height = height };
	const char *ending = strrchr(path, '.');

	if (ending != NULL && strcasecmp(ending, ".svg") == 0)
		return draw_svg(sheet, path, &box, why);
	return draw_png(sheet, path, &box, why);
}
